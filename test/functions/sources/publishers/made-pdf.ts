import type { PdfTextItem } from '#functions/sources/publishers/pdf-text.ts';

type Piece = Pick<PdfTextItem, 'text' | 'x' | 'y'>;

const hexOf = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** In a Japanese font that is not embedded. `letter`: width of a letter in points. */
export const madePdf = (
  pages: readonly (readonly Piece[])[],
  {
    cmap = 'UniJIS-UTF16-H',
    collection = 'Japan1',
    letter = 6,
  }: { readonly cmap?: string; readonly collection?: string; readonly letter?: number } = {},
): Uint8Array => {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const first = 6;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  add(`<</Type/Font/Subtype/Type0/BaseFont/MS-Gothic/Encoding/${cmap}/DescendantFonts[4 0 R]>>`);
  add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(${collection})/Supplement 2>>/FontDescriptor 5 0 R/DW ${Math.round((letter * 1000) / 12)}>>`,
  );
  add(
    '<</Type/FontDescriptor/FontName/MS-Gothic/Flags 4/FontBBox[0 -136 1000 859]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 769/StemV 78>>',
  );
  for (const pieces of pages) {
    const content = pieces
      .map(({ text, x, y }) => `BT /F1 12 Tf 1 0 0 1 ${x} ${y} Tm <${hexOf(text)}> Tj ET`)
      .join('\n');
    const page = add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 1190]/Resources<</Font<</F1 3 0 R>>>>/Contents ${objects.length + 2} 0 R>>`,
    );
    if (add(`<</Length ${content.length}>>stream\n${content}\nendstream`) !== page + 1)
      throw new Error('objects out of order');
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
};

/** 6 points a column, 12 a line. */
export const piecesOfLayout = (layout: string): readonly Piece[] =>
  layout.split('\n').flatMap((line, row) =>
    [...line.matchAll(/\S+/gu)].map((word) => ({
      text: word[0],
      x: 20 + word.index * 6,
      y: 1150 - row * 12,
    })),
  );
