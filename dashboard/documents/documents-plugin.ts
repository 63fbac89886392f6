import { parseDocument } from 'htmlparser2';
import { marked } from 'marked';
import type { Plugin } from 'vite';
import { flowLines } from '../words/flow-lines.ts';

/** A piece of a document: words, or an element with its attributes and what it holds. */
export type Piece = string | Element;
type Element = readonly [tag: string, attributes: Readonly<Record<string, string>>, inside: readonly Piece[]];
type Parsed = ReturnType<typeof parseDocument>['childNodes'][number];

/** A part of a document under one heading, for searching: its words without markup, tables of numbers and code left out. */
export interface Section {
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

/** Title and first paragraph of a document. */
export interface Summary {
  readonly title: string;
  readonly says: string;
}

/** A paragraph that says how the document came about, and not yet what it is about. */
const HOW_IT_WAS_MADE = /^(?:Made by|Written by|Status)/;
const HAS_WORDS = /\p{L}{3}/u;
const HEADING = /^h[1-6]$/;

/** The words alone. */
export const plainText = (piece: Piece): string => (typeof piece === 'string' ? piece : piece[2].map(plainText).join(''));

/** Reads a document into elements. What follows the headings are blocks; scripts and comments are left out. */
export function readDocument(text: string): readonly Element[] {
  const taken = new Map<string, number>();
  const elements = ({ childNodes }: { readonly childNodes: readonly Parsed[] }): readonly Piece[] =>
    childNodes.flatMap((node): readonly Piece[] => {
      if (node.type === 'text') return [node.data];
      if (node.type !== 'tag') return [];
      return [shown([node.name, node.attribs, elements(node)], taken)];
    });
  return elements(parseDocument(marked.parse(text, { async: false }))).filter((piece) => typeof piece !== 'string');
}

/** An element as the page shows it: headings have an anchor, flow charts are lists, and what may be wide scrolls and is reached by keyboard. */
function shown(element: Element, taken: Map<string, number>): Element {
  const [tag, , inside] = element;
  if (HEADING.test(tag)) return [tag, { id: anchorOf(plainText(element), taken), ...(tag === 'h1' ? { tabindex: '-1' } : {}) }, inside];
  if (tag === 'table') return ['section', { class: 'wide', tabindex: '0', 'aria-label': 'Table' }, [element]];
  if (tag !== 'pre') return element;
  const [code] = inside;
  const isChart = typeof code === 'object' && code[1].class === 'language-mermaid';
  return isChart ? chartAsList(plainText(code)) : ['pre', { class: 'wide', tabindex: '0' }, inside];
}

/** A flow chart as a list of its arrows. */
const chartAsList = (chart: string): Element => [
  'ol',
  { class: 'flow-lines' },
  flowLines(chart).map(({ from, says, to }) => [
    'li',
    {},
    [
      `${from} `,
      ['span', { 'aria-hidden': 'true' }, ['→']],
      ['span', { class: 'unseen' }, ['leads to']],
      ` ${to}`,
      ...(says === '' ? [] : [['small', {}, [` (${says})`]] as const]),
    ],
  ]),
];

/** Anchor of a heading, as GitHub makes it: lower case, spaces as hyphens, without punctuation; the second with one name ends in -1. */
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

/** The words to be found in an element: no code, and of a table only cells that are more than numbers. */
function wordsOf(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  const [tag, , inside] = piece;
  if (tag === 'pre') return '';
  const words = inside.map(wordsOf).join('').replaceAll(/\s+/g, ' ').trim();
  if (tag === 'td' || tag === 'th') return HAS_WORDS.test(words) ? ` ${words}` : '';
  return tag === 'p' || tag === 'li' || tag === 'tr' ? ` ${words}` : inside.map(wordsOf).join('');
}

/** A document as its sections, in order. */
export function sectionsOf(elements: readonly Element[]): readonly Section[] {
  const sections: { anchor: string; heading: string; text: string }[] = [];
  for (const element of elements) {
    const [tag, { id = '' }] = element;
    if (HEADING.test(tag)) sections.push({ anchor: id, heading: plainText(element), text: '' });
    const last = sections.at(-1);
    if (!HEADING.test(tag) && last !== undefined) last.text = `${last.text} ${wordsOf(element).trim()}`.trim();
  }
  return sections;
}

function summaryOf(elements: readonly Element[]): Summary {
  const title = elements.find(([tag]) => HEADING.test(tag)) ?? '';
  const first = elements.find((element) => element[0] === 'p' && !HOW_IT_WAS_MADE.test(plainText(element))) ?? '';
  return { title: plainText(title), says: plainText(first).replaceAll(/\s+/g, ' ') };
}

/** Makes modules of the documents: all of the text, `?search` for its sections, `?summary` for title and first paragraph. */
export const documentsPlugin = (): Plugin => ({
  name: 'documents',
  enforce: 'pre',
  transform(text, id) {
    const [file = '', query] = id.split('?');
    if (!file.endsWith('.md')) return null;
    const elements = readDocument(text);
    const content = query === 'search' ? sectionsOf(elements) : query === 'summary' ? summaryOf(elements) : elements;
    return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(content))});`, map: null, moduleType: 'js' };
  },
});
