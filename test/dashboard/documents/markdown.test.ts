import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sectionsOf } from '#dashboard/documents/documents-plugin.ts';
import { type Block, type Inline, plainText, readInline, readMarkdown } from '#dashboard/documents/markdown.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const DOCS = new URL('../../../docs/', import.meta.url);
const namesIn = (folder: string) =>
  readdirSync(new URL(folder, DOCS))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name}`);

/** Every piece of text of a document that is not code. */
function wordsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('kind' in value && value.kind === 'code') return [];
  if ('kind' in value && value.kind === 'text') return [String((value as { text?: unknown }).text)];
  return Object.values(value).flatMap(wordsOf);
}

describe('the words of a line', () => {
  // Examples of the CommonMark specification 0.31.2, by number, for what documents here use.
  test.each<[number, string, readonly Inline[]]>([
    [328, '`foo`', [{ kind: 'code', text: 'foo' }]],
    [329, '`` foo ` bar ``', [{ kind: 'code', text: 'foo ` bar' }]],
    [341, '*foo`*`', [text('*foo'), { kind: 'code', text: '*' }]],
    [350, '*foo bar*', [{ kind: 'em', inside: [text('foo bar')] }]],
    [351, 'a * foo bar*', [text('a * foo bar*')]],
    [378, '**foo bar**', [{ kind: 'strong', inside: [text('foo bar')] }]],
    [482, '[link](/uri)', [{ kind: 'link', to: '/uri', inside: [text('link')] }]],
    [572, '![foo](/url)', [{ kind: 'picture', of: '/url', says: 'foo' }]],
    [594, '<http://foo.bar.baz>', [{ kind: 'link', to: 'http://foo.bar.baz', inside: [text('http://foo.bar.baz')] }]],
  ])('example %i of CommonMark', (_, line, inside) => {
    expect(readInline(line)).toEqual(inside);
  });

  test('markup of a page is text, not a script', () => {
    expect(readInline('<img src=x onerror=alert(1)> and <script>')).toEqual([text('<img src=x onerror=alert(1)> and <script>')]);
  });
});

test('headings have the anchors of GitHub; tables, lists, code and folded parts are read', () => {
  const blocks = readMarkdown(
    '# The page (`a.b`)\n\n## One\n## One\n\n- a\n  - b\n\n- c\n\n| x | y |\n|---|--:|\n| `a|b` | 2 |\n\n```sh\n# no heading\n```\n\n<details><summary>More</summary>\n\nhidden\n\n</details>\n',
  );
  expect(blocks.flatMap((block) => (block.kind === 'heading' ? [block.anchor] : []))).toEqual(['the-page-ab', 'one', 'one-1']);
  const [list, table, code, folded] = blocks.slice(3) as [
    Extract<Block, { kind: 'list' }>,
    Extract<Block, { kind: 'table' }>,
    Extract<Block, { kind: 'code' }>,
    Extract<Block, { kind: 'folded' }>,
  ];
  expect(list.items.map((item) => item.map(({ kind }) => kind))).toEqual([['paragraph', 'list'], ['paragraph']]);
  expect(table.rows[0]?.map(plainText)).toEqual(['a|b', '2']);
  expect(code).toEqual({ kind: 'code', language: 'sh', text: '# no heading' });
  expect(folded.inside).toEqual([{ kind: 'paragraph', inside: [text('hidden')] }]);
});

describe('every document of this repository', () => {
  test.each([...namesIn(''), ...namesIn('decisions/')])('%s is read without a rest', (name) => {
    const blocks = readMarkdown(readFileSync(new URL(name, DOCS), 'utf8'));
    expect(blocks[0]?.kind).toBe('heading');
    // Marks that are left in a text are marks that were not understood.
    expect(wordsOf(blocks).filter((words) => /\*\*|`|\]\(|^#|<\/?(?:details|summary)/.test(words))).toEqual([]);
    for (const block of blocks)
      if (block.kind === 'table')
        expect(new Set(block.rows.map((row) => row.length))).toEqual(new Set(block.rows.length === 0 ? [] : [block.head.length]));
    expect(sectionsOf(blocks).length).toBeGreaterThan(0);
  });
});
