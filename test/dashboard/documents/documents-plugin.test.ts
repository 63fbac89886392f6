import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Piece, plainText, readDocument, sectionsOf } from '#dashboard/documents/documents-plugin.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const namesIn = (folder: string) =>
  readdirSync(new URL(folder, DOCS))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name}`);

test('headings have the anchors of GitHub, wide things scroll, flow charts are sentences, scripts and comments are left out', () => {
  const elements = readDocument(
    '# The page (`a.b`)\n\n<!-- no -->\n\n## One\n## One\n\n| x |\n|---|\n| `a\\|b` |\n\n```sh\n# no heading\n```\n\n```mermaid\n  a["here"] --> b["there"]\n```\n\n<script>alert(1)</script>\n',
  );
  expect(elements.map(([tag, { id }]) => id ?? tag)).toEqual(['the-page-ab', 'one', 'one-1', 'section', 'pre', 'ol']);
  expect(elements.map((element) => plainText(element).trim().split(/\s+/).join(' ')).slice(3)).toEqual([
    'x a|b',
    '# no heading',
    'here →leads to there',
  ]);
});

/** Words that are not code. */
const wordsOf = (piece: Piece): readonly string[] =>
  typeof piece === 'string' ? [piece] : piece[0] === 'code' ? [] : piece[2].flatMap(wordsOf);

test.each([...namesIn(''), ...namesIn('decisions/')])('%s is read without a rest', (name) => {
  const elements = readDocument(readFileSync(new URL(name, DOCS), 'utf8'));
  expect(elements[0]?.[0]).toBe('h1');
  expect(elements.flatMap(wordsOf).filter((words) => /\*\*|`|\]\(|^#|<\/?(?:details|summary)/.test(words))).toEqual([]);
  expect(sectionsOf(elements).length).toBeGreaterThan(0);
});
