import { parseDocument } from 'htmlparser2';
import { marked } from 'marked';
import type { Plugin } from 'vite';
import { type Element, type Piece, plainText } from './piece.ts';

type Parsed = ReturnType<typeof parseDocument>['childNodes'][number];

/**
 * Reads a document into elements. What follows the headings are blocks; scripts and comments are left out.
 */
export function readDocument(text: string): readonly Element[] {
  const taken = new Map<string, number>();
  const elements = ({ childNodes }: Readonly<{ childNodes: readonly Parsed[] }>): readonly Piece[] =>
    childNodes.flatMap((node): readonly Piece[] => {
      if (node.type === 'text') return [node.data];
      if (node.type !== 'tag') return [];
      return [shown([node.name, node.attribs, elements(node)], taken)];
    });
  return elements(parseDocument(marked.parse(text, { async: false }))).filter(
    (piece) => typeof piece !== 'string',
  );
}

/**
 * An element as the page shows it: headings have an anchor, and what may be wide scrolls and is reached by
 * keyboard.
 */
function shown(element: Element, taken: Map<string, number>): Element {
  const [tag, , inside] = element;
  if (/^h[1-6]$/.test(tag))
    return [
      tag,
      { id: anchorOf(plainText(element), taken), ...(tag === 'h1' ? { tabindex: '-1' } : {}) },
      inside,
    ];
  if (tag === 'table') return ['section', { class: 'wide', tabindex: '0', 'aria-label': 'Table' }, [element]];
  return tag === 'pre' ? [tag, { class: 'wide', tabindex: '0' }, inside] : element;
}

/**
 * Anchor of a heading, as GitHub makes it: lower case, spaces as hyphens, without punctuation; the second
 * with one name ends in -1.
 */
function anchorOf(words: string, taken: Map<string, number>): string {
  const plain = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  const before = taken.get(plain) ?? 0;
  taken.set(plain, before + 1);
  return before === 0 ? plain : `${plain}-${before}`;
}

export const documentsPlugin = (): Plugin => ({
  name: 'documents',
  enforce: 'pre',
  transform: (text, id) =>
    id.endsWith('.md')
      ? {
          code: `export default JSON.parse(${JSON.stringify(JSON.stringify(readDocument(text)))});`,
          map: null,
          moduleType: 'js',
        }
      : null,
});
