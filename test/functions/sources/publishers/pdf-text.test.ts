import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import japaneseCmaps from '#functions/sources/publishers/cmaps/japanese-cmaps.json' with { type: 'json' };
import { readPdfText, UnreadablePdfError } from '#functions/sources/publishers/pdf-text.ts';
import { madePdf } from './made-pdf.ts';

const whyOf = async (bytes: Uint8Array): Promise<string> => {
  const error = await readPdfText(bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadablePdfError);
  return (error as UnreadablePdfError).message;
};

describe('the text of a PDF', () => {
  it('has the place of every piece, page by page, also in a Japanese font that is not embedded', async () => {
    const bytes = madePdf([
      [{ text: '領海侵入', x: 72, y: 700 }],
      [
        { text: '2【3】※', x: 300, y: 500 },
        { text: '８', x: 20, y: 40 },
      ],
    ]);
    expect(await readPdfText(bytes)).toEqual([
      { page: 1, items: [{ text: '領海侵入', x: 72, y: 700, width: 24 }] },
      {
        page: 2,
        items: [
          { text: '2【3】※', x: 300, y: 500, width: 30 },
          { text: '８', x: 20, y: 40, width: 6 },
        ],
      },
    ]);
  });

  it.each(['\n', '\r\n', ' %\n'])(
    'is not looked for in a PDF that unpacks to gigabytes (%j)',
    async (end) => {
      const packed = deflateSync(Buffer.alloc(100_000_000)).toString('latin1');
      const bomb = `6 0 obj\n<</Length ${packed.length}/Filter/FlateDecode>>stream${end}${packed}\nendstream\nendobj\n`;
      const file = Buffer.from(madePdf([[{ text: '尖閣', x: 1, y: 1 }]])).toString('latin1');
      expect(await whyOf(Buffer.from(file.replace('xref\n', `${bomb}xref\n`), 'latin1'))).toContain(
        'unpacks to more than',
      );
    },
  );

  it.each([
    '[/FlateDecode /FlateDecode]',
    '[/FlateDecode%]\n/Fl#61teDecode]',
    '[/ASCIIHexDecode/FlateDecode]',
    '[/FlateDecode/RunLengthDecode]',
    '/LZWDecode',
    '/RL',
    '7 0 R',
  ])('is not looked for behind filters whose layers nobody has measured (%s)', async (filter) => {
    const packed = deflateSync(deflateSync(Buffer.alloc(1000))).toString('latin1');
    const layers = `6 0 obj\n<</Length ${packed.length}/#46ilter${/^[[/]/.test(filter) ? '' : ' '}${filter}>>stream\n${packed}\nendstream\nendobj\n`;
    const file = Buffer.from(madePdf([[{ text: '尖閣', x: 1, y: 1 }]])).toString('latin1');
    expect(await whyOf(Buffer.from(file.replace('xref\n', `${layers}xref\n`), 'latin1'))).toContain(
      'packed in a way that is not read',
    );
  });

  it('leaves the bytes of the caller alone, so that they can be stored and read again', async () => {
    const bytes = madePdf([[{ text: '尖閣', x: 1, y: 1 }]]);
    const before = Buffer.from(bytes).toString('hex');
    await readPdfText(bytes);
    expect(Buffer.from(bytes).toString('hex')).toBe(before);
  });

  it('is refused for what is no PDF', async () => {
    expect(await whyOf(Buffer.from('<html><title>Just a moment...</title></html>'))).toMatch(/not a PDF/);
    expect(await whyOf(new Uint8Array())).toMatch(/not a PDF/);
  });

  it('is refused for a PDF that was cut', async () => {
    expect(await whyOf(madePdf([[{ text: '尖閣', x: 1, y: 1 }]]).subarray(0, 300))).toMatch(/damaged/);
  });

  it('is refused when there is none: a scanned page is not an empty month', async () => {
    expect(await whyOf(madePdf([[]]))).toMatch(/no text/);
    expect(await whyOf(madePdf([[{ text: ' ', x: 1, y: 1 }]]))).toMatch(/no text/);
  });

  it('is refused when a character map is missing, instead of coming back shorter', async () => {
    expect(
      await whyOf(madePdf([[{ text: '尖閣', x: 1, y: 1 }]], { cmap: 'UniKS-UTF16-H', collection: 'Korea1' })),
    ).toMatch(/UniKS-UTF16-H/);
  });

  it('is refused for a PDF that opens with a password only', async () => {
    const encrypted = Buffer.from(madePdf([[{ text: '尖閣', x: 1, y: 1 }]])).toString('latin1');
    const key = '<'.concat('41'.repeat(32), '>');
    const locked = encrypted.replace(
      'trailer<<',
      `trailer<</Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O ${key}/U ${key}>>/ID[<00><00>]`,
    );
    expect(await whyOf(new Uint8Array(Buffer.from(locked, 'latin1')))).toMatch(/password/);
  });
});

describe('the character maps that ship', () => {
  it('are those of pdfjs-dist, byte for byte, and all that are Japanese', () => {
    const folder = new URL('../../../../node_modules/pdfjs-dist/cmaps/', import.meta.url);
    const files = readdirSync(folder);
    for (const [name, map] of Object.entries(japaneseCmaps)) {
      expect(Buffer.from(map, 'base64').equals(readFileSync(new URL(`${name}.bcmap`, folder))), name).toBe(
        true,
      );
    }
    const others = files
      .map((file) => file.replace('.bcmap', ''))
      .filter((name) => !(name in japaneseCmaps) && name !== 'LICENSE');
    expect(others.filter((name) => !/CNS|GB|KS|Korea|B5|HK|ETHK/.test(name))).toEqual([]);
    expect(readFileSync('functions/sources/publishers/cmaps/LICENSE', 'utf8')).toBe(
      readFileSync(new URL('LICENSE', folder), 'utf8'),
    );
  });
});
