// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '#dashboard/documents/documents-plugin.ts';
import { type Piece, plainText } from '#dashboard/documents/piece.ts';
import { DOCUMENTS } from '#dashboard/words/evidence.ts';

const files = readdirSync('docs').filter((name) => name.endsWith('.md'));

test('headings have the anchors of GitHub, wide things scroll, scripts and comments are left out', () => {
  const elements = readDocument(
    '# The page (`a.b`)\n\n<!-- no -->\n\n## One\n## One\n\n| x |\n|---|\n| `a\\|b` |\n\n```sh\n# no heading\n```\n\n<script>alert(1)</script>\n',
  );
  expect(elements.map(([tag, { id }]) => id ?? tag)).toEqual([
    'the-page-ab',
    'one',
    'one-1',
    'section',
    'pre',
  ]);
  expect(elements.map((element) => plainText(element).trim().split(/\s+/).join(' ')).slice(3)).toEqual([
    'x a|b',
    '# no heading',
  ]);
});

/** Words that are not code. */
const wordsOf = (piece: Piece): readonly string[] =>
  typeof piece === 'string' ? [piece] : piece[0] === 'code' ? [] : piece[2].flatMap(wordsOf);

test.each(files)('%s is read without a rest', (name) => {
  const elements = readDocument(readFileSync(`docs/${name}`, 'utf8'));
  expect(elements[0]?.[0]).toBe('h1');
  expect(
    elements.flatMap(wordsOf).filter((words) => /\*\*|`|\]\(|^#|<\/?(?:details|summary)/.test(words)),
  ).toEqual([]);
});

test('every document has a title and a summary', () => {
  expect(Object.keys(DOCUMENTS).sort()).toEqual(files.map((name) => name.slice(0, -3)).sort());
  for (const text of Object.values(DOCUMENTS)) expect(text.split('\n')).toHaveLength(2);
});
