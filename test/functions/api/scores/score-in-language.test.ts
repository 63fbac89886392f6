import { expect, test } from 'vitest';
import { scoreInLanguage } from '#functions/api/scores/score-in-language.ts';
import { languageOf } from '#functions/api/service/catalogue-of-words.ts';
import { preferredOf } from '#functions/http/http-response.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const driver = {
  id: 'measure:CHN',
  kind: 'measure',
  part: 'state',
  points: 70,
  label: "China's export controls",
  summary: 'In English.',
} as const;

test('a score in Japanese has no English in headline, name, labels and reasons', () => {
  const score = scoreDocument({
    ...{ id: 'Dy', type: 'element', score: 71.76 },
    headline_code: 'headline_element_unknown',
    headline_params: { subject: 'Dy', buyer: 'JPN' },
    status_reason: 'Because.',
    top_drivers: [{ ...driver, label_code: 'label_controls', label_params: { origin: 'CHN' } }],
  });
  const { headline, subject, top_drivers, status_reason } = scoreInLanguage(score, languageOf('ja'));
  expect([headline, status_reason]).toEqual(Array(2).fill('日本向けジスプロシウム: 供給の情報が足りず、スコアなし'));
  expect(subject).toEqual({ type: 'element', id: 'Dy', name: 'ジスプロシウム' });
  expect(top_drivers.map(({ label, summary }) => [label, summary])).toEqual([['中国の輸出規制', '中国の輸出規制']]);
});

test.each([
  [undefined, 'en'],
  ['*', 'en'],
  ['ja', 'ja'],
  ['ja-JP, en;q=0.7', 'ja'],
  ['en-GB, ja;q=0.9', 'en'],
  ['fr, ja;q=0.5, en;q=0.4', 'ja'],
  ['ja;q=0', 'en'],
  ['fr', 'en'],
])('Accept-Language %s means %s', (header, lang) => {
  expect(preferredOf(header, ['en', 'ja'])).toBe(lang);
});
