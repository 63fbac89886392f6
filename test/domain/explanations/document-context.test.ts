import { expect, test } from 'vitest';
import { citationsOf, citedRow } from '#domain/explanations/document-context.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

const ROW = {
  row: 'taiwan_strait:2026-01-02',
  source: 'taiwan-mnd',
  source_url: null,
  date: '2026-01-02',
  quality: 'primary',
  known_from: '2026-01-03',
  known_from_basis: 'source',
  note: 'counts are held down',
} as const;

test('the note of a row is shown with what a client sent, and not with what ships', () => {
  expect(citedRow(ROW)).not.toHaveProperty('note');
  expect(citedRow({ ...ROW, sent_by: 'acme' })).toMatchObject({
    sent_by: 'acme',
    note: 'counts are held down',
  });
  expect(citedRow({ ...ROW, sent_by: 'acme', note: null })).not.toHaveProperty('note');
});

test('rows are cited once, in order; evidence that no table has is our fault', () => {
  const cite = citationsOf({
    taiwan_strait: [
      { ...ROW, row: 'b' },
      { ...ROW, row: 'a' },
    ],
  } as unknown as ReferenceData);
  expect(cite(['b', 'a', 'b']).map(({ row }) => row)).toEqual(['a', 'b']);
  expect(() => cite(['c'])).toThrow('no table has the evidence c');
});
