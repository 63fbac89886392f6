import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inReadingOrder } from '#domain/vocabulary/score-document.ts';
import { inTime, NOTHING_TO_NOTE } from '#functions/api/published-run/point-in-time.ts';
import { withScoreLinks } from '#functions/api/published-run/score-links.ts';
import { publishedScoreJson } from '#functions/api/scores/get-score.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const documents = fc
  .record({
    type: fc.constantFrom('element' as const, 'supplier' as const, 'country' as const),
    id: fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/),
    name: fc.string({ unit: 'binary' }),
    buyer: fc.constantFrom('JPN', 'EUU'),
    score: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
    version: fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/),
    reason: fc.oneof(fc.constant('"methodology":{"version":"9.9.9"'), fc.string({ unit: 'binary' })),
  })
  .map(({ type, id, name, buyer, score, version, reason }) => ({
    ...scoreDocument({
      type,
      id,
      buyer,
      score,
      status_reason: reason,
      methodology: { version, sha256: 'a'.repeat(64) },
    }),
    subject: { type, id, name },
  }));

it('the answer that is put around the stored text is the answer of the document, byte for byte', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const { type, id } = document.subject;
      const text = publishedScoreJson(JSON.stringify(inReadingOrder(document)), document.run_id, {
        type,
        id,
        buyer: document.buyer,
      });
      expect(text).toBe(JSON.stringify(inTime(withScoreLinks(document), NOTHING_TO_NOTE)));
    }),
  );
});

it.each(['', 'null', '{}', '{"score":1'])('a stored text %j is our own bad data, not an answer', (text) => {
  expect(() => publishedScoreJson(text, 'r0000000001', { type: 'element', id: 'Dy', buyer: 'JPN' })).toThrow(
    'is no score',
  );
});
