import { expect, test } from 'vitest';
import exampleResponses from '#contracts/api/example-responses.json' with { type: 'json' };
import { answerInLanguage } from '#domain/words/answer-in-language.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import policy from '#reference/policy.json' with { type: 'json' };

const japanese = (answer: unknown): unknown => answerInLanguage(answer, languageOf('ja'));

test('a text follows the code beside it, a name the id, a brief text stands for one without a code, and all else stays', () => {
  const answer = {
    subject: { type: 'element', id: 'Dy', name: 'dysprosium' },
    headline: 'In English.',
    headline_code: 'headline_element_unknown',
    headline_params: { subject: 'Dy', buyer: 'JPN' },
    status_reason: 'Because.',
    label: 'Of no code that is known',
    label_code: 'label_of_another_version',
    top_drivers: [
      {
        label: "China's export controls",
        label_code: 'label_controls',
        label_params: { origin: 'CHN' },
        summary: 'In English.',
      },
    ],
    rows: [
      { id: 'CHN', name: 'China' },
      { theatre: 'taiwan', name: 'Taiwan Strait' },
      { id: 'Dy', name: 'Dynamo of Kyushu' },
      null,
    ],
    title: 'Blockade of Taiwan for 180 days',
    inputs: { element: 'Dy', name: 'dysprosium' },
  };
  const headline = '日本向けジスプロシウム: 供給の情報が足りず、確率は不明';
  expect(japanese(answer)).toEqual({
    ...answer,
    subject: { type: 'element', id: 'Dy', name: 'ジスプロシウム' },
    headline,
    status_reason: headline,
    top_drivers: [{ ...answer.top_drivers[0], label: '中国の輸出規制', summary: '中国の輸出規制' }],
    rows: [
      { id: 'CHN', name: '中国' },
      { theatre: 'taiwan', name: '台湾海峡' },
      { id: 'Dy', name: 'Dynamo of Kyushu' },
      null,
    ],
    title: '台湾の180日間の封鎖',
  });
});

/** Two words of an English sentence; names of firms and of the laws of others begin with capitals. */
const ENGLISH_WORDS = /\b[a-z]{2,} [a-z]{2,}\b/;

/** Texts that have a code beside them, with where they stand. */
function codedTexts(value: unknown, at: string): readonly (readonly [at: string, text: string])[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    if (/_params$/.test(name)) return [];
    const isCoded =
      typeof inside === 'string' &&
      typeof (value as Readonly<Record<string, unknown>>)[`${name}_code`] === 'string';
    return isCoded ? [[`${at}.${name}`, inside] as const] : codedTexts(inside, `${at}.${name}`);
  });
}

test('no text of a recorded answer that has a code is left in English', () => {
  const texts = codedTexts(japanese(exampleResponses), '');
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.filter(([, text]) => ENGLISH_WORDS.test(text))).toEqual([]);
});

test('every measure of the register has a Japanese title', () => {
  const shipped = policy.map(({ id, title }) => ({ id, title }));
  expect(shipped.length).toBeGreaterThan(80);
  const told = japanese(shipped) as typeof shipped;
  expect(told.filter(({ title }, n) => title === shipped[n]?.title)).toEqual([]);
});
