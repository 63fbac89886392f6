import { h } from 'preact';
import type { Piece } from '../../documents/documents-plugin.ts';
import { addressWithin } from './library.ts';

interface PiecesProps {
  readonly pieces: readonly Piece[];
  /** Name of the document, for links that are relative to it. */
  readonly from: string;
}

/** Pieces of a document as elements of the page: they were made when the page was built, and nothing here reads markup. */
export const Pieces = ({ pieces, from }: PiecesProps) => <>{pieces.map((piece, at) => onPage(piece, from, at))}</>;

function onPage(piece: Piece, from: string, key: number) {
  if (typeof piece === 'string') return piece;
  const [tag, attributes, pieces] = piece;
  const inside = <Pieces pieces={pieces} from={from} />;
  // Pictures are not sent with the page.
  if (tag === 'img') return <span class="dim">({attributes.alt ?? ''})</span>;
  if (tag !== 'a') return pieces.length === 0 ? h(tag, { ...attributes, key }) : h(tag, { ...attributes, key }, inside);
  const to = addressWithin(attributes.href ?? '', from);
  if (to === null) return inside;
  return (
    <a key={key} href={to} {...(to.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}>
      {inside}
    </a>
  );
}
