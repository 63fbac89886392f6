// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '#dashboard/documents/documents-plugin.ts';
import { type Piece, plainText } from '#dashboard/documents/piece.ts';
import { BACK_TEST, BACK_TEST_OF } from '#dashboard/rooms/evidence/back-test.ts';
import { foundIn, sectionsOf } from '#dashboard/rooms/evidence/library.ts';
import { ABOUT, DECISIONS, DOCUMENTS } from '#dashboard/words/evidence.ts';
import methodology from '#reference/methodology.json' with { type: 'json' };

const namesIn = (folder: string) => readdirSync(`docs/${folder}`).filter((name) => name.endsWith('.md'));

test('headings have the anchors of GitHub, wide things scroll, flow charts are sentences, scripts and comments are left out', () => {
  const elements = readDocument(
    '# The page (`a.b`)\n\n<!-- no -->\n\n## One\n## One\n\n| x |\n|---|\n| `a\\|b` |\n\n```sh\n# no heading\n```\n\n```mermaid\n  a["here"] --> b["there"]\n```\n\n<script>alert(1)</script>\n',
  );
  expect(elements.map(([tag, { id }]) => id ?? tag)).toEqual(['the-page-ab', 'one', 'one-1', 'section', 'pre', 'ol']);
  expect(elements.map((element) => plainText(element).trim().split(/\s+/).join(' ')).slice(3)).toEqual([
    'x a|b',
    '# no heading',
    'here → there',
  ]);
});

/** Words that are not code. */
const wordsOf = (piece: Piece): readonly string[] =>
  typeof piece === 'string' ? [piece] : piece[0] === 'code' ? [] : piece[2].flatMap(wordsOf);

test.each([...namesIn(''), ...namesIn('decisions').map((name) => `decisions/${name}`)])('%s is read without a rest', (name) => {
  const elements = readDocument(readFileSync(`docs/${name}`, 'utf8'));
  expect(elements[0]?.[0]).toBe('h1');
  expect(elements.flatMap(wordsOf).filter((words) => /\*\*|`|\]\(|^#|<\/?(?:details|summary)/.test(words))).toEqual([]);
});

test('every document has a summary, and every decision a title', () => {
  expect(Object.keys(DOCUMENTS).sort()).toEqual(
    namesIn('')
      .map((name) => name.slice(0, -3))
      .sort(),
  );
  expect(Object.keys(ABOUT)).toEqual(Object.keys(DOCUMENTS));
  expect(Object.keys(DECISIONS).sort()).toEqual(namesIn('decisions').map((name) => name.slice(0, 4)));
});

test('a search finds the sections that hold every word, those with a word in their heading first', () => {
  const sections = sectionsOf('a', readDocument('# Stock\n\nDays of use.\n\n## Else\n\nDays of *stock*.\n\n## Use\n\nNone.'));
  expect(foundIn(sections, 'STOCK days').map(({ anchor }) => anchor)).toEqual(['stock', 'else']);
  expect(foundIn(sections, 'stock none')).toEqual([]);
});

test('figures of the back-test are those of the document, of the method that is published', () => {
  expect(BACK_TEST_OF).toBe(methodology.version);
  const rows = readFileSync('docs/benchmark.md', 'utf8').split('\n');
  let panel = '';
  const figures = new Map<string, readonly number[]>();
  for (const row of rows) {
    const [, asked = '', since = '', counts = '', ...more] = row.split('|').map((cell) => cell.trim());
    panel = /`, `(\w+)`/.exec(asked)?.[1] ?? panel;
    if (/^\d{4}$/.test(since))
      figures.set(`${panel} ${since}`, [Number(counts.split('/')[2]), ...(more.join(' ').match(/-?\d+\.\d+/g) ?? []).map(Number)]);
  }
  for (const { panel: of, since, events, skill, auc, china } of BACK_TEST)
    expect([of, events, ...skill, ...auc, china]).toEqual([of, ...(figures.get(`${of} ${since}`) ?? [])]);
});
