import { constants, inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import japaneseCmaps from './cmaps/japanese-cmaps.json' with { type: 'json' };
import { isPdf } from './document-reader.ts';

export type PdfTextItem = Readonly<{
  text: string;
  x: number;
  /** From the bottom edge to the baseline, in points. */
  y: number;
  width: number;
}>;

/** In the order of the PDF, not of reading. */
type PdfTextPage = Readonly<{
  page: number;
  items: readonly PdfTextItem[];
}>;

export class UnreadablePdfError extends Error {
  override readonly name = 'UnreadablePdfError';
}

const CMAPS: Readonly<Record<string, string>> = japaneseCmaps;

/** A photograph of a whole page takes half. */
const MOST_STREAM_BYTES = 64 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;

/** A filter, or a list of them; never packed itself. */
const FILTERS = /[/](?:Filter(?![A-Za-z])|F(?=\s*[[/]))\s*(\[[^\]]*|[/][\w.]*|)/g;
const UNPACKING = /[/](?:Fl|LZW|RL|AHx|A85|(?:Flate|LZW|RunLength|ASCIIHex|ASCII85)Decode)\b/g;

/** Only Deflate, once, has a known size. Pictures stay packed. */
function refuseOtherPacking(text: string) {
  const plain = text
    .replaceAll(/%[^\r\n]*/g, ' ')
    .replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  for (const [, value = ''] of plain.matchAll(FILTERS)) {
    const [first, ...more] = value.match(UNPACKING) ?? [];
    const isOnce = more.length === 0 && (first === undefined || /[/]Fl(ateDecode)?$/.test(first));
    if (value === '' || !isOnce)
      throw new UnreadablePdfError(
        `The PDF is packed in a way that is not read here (${value.slice(0, 100) || 'filters behind another object'}): nobody knows to how much it unpacks. Hand in a copy that is packed with FlateDecode alone.`,
      );
  }
}

/** The library would unpack 20 MB to as much as they give. */
function refuseLargeStreams(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = file.toString('latin1');
  refuseOtherPacking(text);
  let unpacked = 0;
  for (const { index, 0: line } of text.matchAll(/stream[^\r\n]*(?:\r\n?|\n)/g)) {
    const packed = file.subarray(index + line.length);
    if (packed.length < 2 || ((packed[0] as number) & 0x0f) !== 8 || packed.readUInt16BE(0) % 31 !== 0)
      continue; // no header of zlib
    try {
      const options = { maxOutputLength: MOST_STREAM_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
      unpacked += inflateSync(packed, options).length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        unpacked = Number.POSITIVE_INFINITY;
    }
    if (unpacked > MOST_UNPACKED_BYTES)
      throw new UnreadablePdfError(
        `The PDF unpacks to more than ${MOST_STREAM_BYTES} bytes in a stream, or ${MOST_UNPACKED_BYTES} in all.`,
      );
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const asUnreadable = (error: unknown): UnreadablePdfError =>
  new UnreadablePdfError(
    nameOf(error) === 'PasswordException'
      ? 'The PDF is encrypted and opens with a password only. Hand in a copy without a password.'
      : `The PDF is damaged: ${messageOf(error)}. Fetch it again, or hand in a copy that a viewer can open.`,
    { cause: error },
  );

/**
 * A missing character map and a PDF without text are errors, which the library would pass over. Throws
 * `UnreadablePdfError`.
 */
export const readPdfText = async (bytes: Uint8Array): Promise<readonly PdfTextPage[]> => {
  if (!isPdf(bytes)) {
    throw new UnreadablePdfError(
      'The bytes are not a PDF: they do not begin with %PDF-. A server that is down or blocks often sends a web page.',
    );
  }
  refuseLargeStreams(bytes);
  const missingMaps = new Set<string>();
  class ShippedCmaps {
    // pdf.js takes a failure for an empty map, so failures are kept here.
    async fetch({ filename }: Readonly<{ filename: string }>): Promise<Uint8Array> {
      const map = CMAPS[filename.replace(/\.bcmap$/, '')];
      if (map !== undefined) return new Uint8Array(Buffer.from(map, 'base64'));
      missingMaps.add(filename);
      throw new Error(`no character map ${filename}`);
    }
  }
  const pages: PdfTextPage[] = [];
  try {
    // pdf.js empties the buffer that it is given.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      BinaryDataFactory: ShippedCmaps,
      cMapUrl: 'shipped/',
      stopAtErrors: true,
      verbosity: 0,
    });
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const content = await (await pdf.getPage(page)).getTextContent();
      pages.push({
        page,
        items: content.items.flatMap((item) =>
          'str' in item && item.str !== ''
            ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width }]
            : [],
        ),
      });
    }
    await pdf.loadingTask.destroy();
  } catch (error) {
    throw asUnreadable(error);
  }
  if (missingMaps.size > 0) {
    throw new UnreadablePdfError(
      `The PDF needs character maps that do not ship (${[...missingMaps].join(', ')}): its text would be incomplete.`,
    );
  }
  if (pages.every(({ items }) => items.every(({ text }) => text.trim() === ''))) {
    throw new UnreadablePdfError(
      'The PDF holds no text: it may be a picture of a page, which needs a person or text recognition.',
    );
  }
  return pages;
};
