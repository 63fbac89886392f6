import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flowLines } from '#dashboard/words/flow-lines.ts';
import { foundSections, type SearchedSection } from '#dashboard/words/found-sections.ts';

const section = (heading: string, text: string): SearchedSection => ({ document: 'd', title: 'Title', anchor: heading, heading, text });
const SECTIONS = [section('Shares', 'The stock of the buyer, its cover, lasts for days.'), section('Cover (stock)', 'Days. '.repeat(40))];

test('a search finds sections that hold every word, those with a word in the heading first, and marks the words', () => {
  const found = foundSections(SECTIONS, 'COVER stock');
  expect(found.map(({ heading }) => heading)).toEqual(['Cover (stock)', 'Shares']);
  expect(found[1]?.around.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(['stock', 'cover']);
  expect(found[1]?.around.map(({ text }) => text).join('')).toBe('The stock of the buyer, its cover, lasts for days.');
  expect(foundSections(SECTIONS, 'cover magnet')).toEqual([]);
  expect(foundSections(SECTIONS, '  ')).toEqual([]);
  expect(foundSections(SECTIONS, '(stock)').map(({ heading }) => heading)).toEqual(['Cover (stock)']);
});

test('the flow chart of the architecture reads as sentences, each node by its label', () => {
  const text = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
  const chart = /```mermaid\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const lines = flowLines(chart);
  expect(lines).toHaveLength(chart.match(/-->/g)?.length ?? Number.NaN);
  expect(lines[0]).toEqual({
    from: 'raw tables (CSV, one vintage)',
    says: 'npm run reference:build bad rows are refused',
    to: 'shared/reference facts with source, date, quality, known-from',
  });
  expect(lines).toContainEqual({ from: 'fan-in and guard', says: 'refused', to: 'last good run stands' });
  expect(lines.at(-1)).toEqual({ from: 'HTTP API one read per score', says: '', to: 'risk systems, dashboards, analysts, agents' });
});
