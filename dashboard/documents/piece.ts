/** A piece of a document: words, or an element with its attributes and what it holds. */
export type Piece = string | Element;
export type Element = readonly [
  tag: string,
  attributes: Readonly<Record<string, string>>,
  inside: readonly Piece[],
];

export const plainText = (piece: Piece): string =>
  typeof piece === 'string' ? piece : piece[2].map(plainText).join('');
