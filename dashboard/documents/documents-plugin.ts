import type { Plugin } from 'vite';
import { type Block, type Inline, plainText, readMarkdown } from './markdown.ts';

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

/** The words of a block; of a table, those cells that are more than numbers. */
function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plainText(block.inside);
    case 'list':
      return block.items.map((item) => item.map(wordsOf).join(' ')).join(' ');
    case 'table': {
      const cells: readonly (readonly Inline[])[] = [...block.head, ...block.rows.flat()];
      return [...new Set(cells.map(plainText).filter((cell) => HAS_WORDS.test(cell)))].join(' ');
    }
    case 'folded':
      return plainText(block.summary);
    case 'code':
      return '';
  }
}

/** A document as its sections, in order. */
export function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: { anchor: string; heading: string; text: string }[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ anchor: block.anchor, heading: plainText(block.inside), text: '' });
    else {
      const words = wordsOf(block);
      const last = sections.at(-1);
      if (last !== undefined && words !== '') last.text += last.text === '' ? words : ` ${words}`;
    }
  }
  return sections;
}

function summaryOf(blocks: readonly Block[]): Summary {
  const title = blocks.find(({ kind }) => kind === 'heading');
  const first = blocks.find((block) => block.kind === 'paragraph' && !HOW_IT_WAS_MADE.test(wordsOf(block)));
  return { title: title === undefined ? '' : wordsOf(title), says: first === undefined ? '' : wordsOf(first) };
}

/** Makes modules of the documents: the whole tree, `?search` for its sections, `?summary` for title and first paragraph. */
export const documentsPlugin = (): Plugin => ({
  name: 'documents',
  enforce: 'pre',
  transform(text, id) {
    const [file = '', query] = id.split('?');
    if (!file.endsWith('.md')) return null;
    const blocks = readMarkdown(text);
    const content = query === 'search' ? sectionsOf(blocks) : query === 'summary' ? summaryOf(blocks) : blocks;
    return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(content))});`, map: null, moduleType: 'js' };
  },
});
