import { expect, test } from 'vitest';
import { inReadingOrder } from '#domain/vocabulary/score-document.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

test('a document to be read begins with whose score it is and what it is, and loses nothing', () => {
  const { status, status_reason, band, score, buyer, subject, ...rest } = scoreDocument({
    score: 71.76,
    coverage: 0.73,
  });
  const whole = { ...rest, status_reason, status, band, score, buyer, subject, links: {} };
  const read = inReadingOrder(whole);
  expect(Object.keys(read).slice(0, 10)).toEqual([
    'subject',
    'buyer',
    'headline',
    'score',
    'scarce',
    'now',
    'scarce_now',
    'band',
    'status',
    'status_reason',
  ]);
  expect(read).toEqual(whole);
});
