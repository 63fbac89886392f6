import { describe, expect, test } from 'vitest';
import type { MessageParam } from '#domain/vocabulary/score-document.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { englishWith, fitted, inSentence, type Language, message, rendered } from '#domain/words/render.ts';
import { readerNames } from '#test/builders/reader-names.ts';

const english = englishWith(readerNames);
const japanese = languageOf('ja');

/** One parameter in one format. */
const written = (format: string, param: MessageParam, language: Language = english): string =>
  inSentence(message('nothing', { x: param }), (code) =>
    code === 'nothing' ? `{x:${format}}` : language(code),
  );

describe('a message', () => {
  const source = message('source', {
    origin: 'CHN',
    share: 0.976,
    buyer: 'USA',
    supply: message('supply_at_stage', { element: 'Dy', stage: 'separation' }),
  });

  test('is one sentence in each language, its parts with it', () => {
    expect(rendered(source, english)).toBe(
      "China, source of 98 % of the United States' dysprosium at the separation stage",
    );
    expect(rendered(source, japanese)).toBe('米国のジスプロシウム(分離・精製段階)の98%を供給する中国');
  });

  test('begins with a capital, which its parts do not', () => {
    expect(rendered(message('label_ramp_up'), english)).toBe('New plants that do not ramp up');
    expect(rendered(message('headline_cause', { cause: message('label_ramp_up') }), english)).toContain(
      'cause: new plants',
    );
  });

  test('shows what it does not know', () => {
    expect(rendered(message('label_new_control'), english)).toBe('New controls by {origin:short}');
    expect(rendered(message('label_ramp_up'), () => undefined)).toBe('Label_ramp_up');
    expect(rendered(message('label_new_control', { origin: 'XYZ' }), english)).toBe('New controls by XYZ');
  });
});

test.each([
  ['percent', 0, '0 %', '0%'],
  ['percent', 0.0004, 'under 0.1 %', '0.1%未満'],
  ['percent', 0.0042, '0.4 %', '0.4%'],
  ['percent', 0.976, '98 %', '98%'],
  ['span', 0.2, '1 day', '1日'],
  ['span', 82.36, '82 days', '82日'],
  ['span', 729, '729 days', '729日'],
  ['span', 1100, '3 years', '3年'],
  ['span', 3653, 'more than ten years', '10年超'],
  ['chance', 0.31, 'under 1', '1未満'],
  ['chance', 0.6, '1', '1'],
  ['chance', 73.83, '74', '74'],
  ['chance', 99.69, 'over 99', '99超'],
  ['chance', 49.96, '49', '49'],
  ['chance', 59.96, '59', '59'],
  ['points', -3.47, '3.5', '3.5'],
  ['points', 0.04, 'under 0.1', '0.1未満'],
  ['points', 0, '0.0', '0.0'],
  ['day', '2026-12-02', '2 Dec 2026', '2026年12月2日'],
  ['day', '2025-06', '2025-06', '2025-06'],
  ['whole', 52.6, '53', '53'],
  ['fixed2', 0.3117, '0.31', '0.31'],
  ['fixed3', 0.00931, '0.009', '0.009'],
  ['country', 'USA', 'the United States', '米国'],
  ['country_of', 'USA', "the United States'", '米国の'],
  ['country_of', 'CHN', "China's", '中国の'],
  ['short', 'USA', 'the US', '米国'],
  ['short', 'CHN', 'China', '中国'],
  ['short_of', 'USA', "the US's", '米国の'],
  ['element', 'Dy', 'dysprosium', 'ジスプロシウム'],
  ['element', 'Xx', 'Xx', 'Xx'],
  ['stage', 'separation', 'separation', '分離・精製'],
  ['stage', 'alloy', 'alloy', 'alloy'],
  ['unheard_of', 7, '7', '7'],
])('format %s writes %j as %s, in Japanese as %s', (format, param, inEnglish, inJapanese) => {
  expect([written(format, param), written(format, param, japanese)]).toEqual([inEnglish, inJapanese]);
});

test('a language without a word for a unit shows the number alone', () => {
  const none: Language = () => undefined;
  expect([
    written('percent', 0.5, none),
    written('span', 5, none),
    written('country_of', 'CHN', none),
  ]).toEqual(['50', '5', 'CHN']);
});

test('text that is too long ends with an ellipsis inside its length', () => {
  expect(fitted('sea lanes', 9)).toBe('sea lanes');
  expect(fitted('sea lanes', 8)).toBe('sea lan…');
  expect(fitted('sea lanes', 5)).toBe('sea…');
});

test('a part of a date that is not there shows its name, as every missing parameter does', () => {
  expect(written('day', '2026-12-02', (code) => (code === 'date' ? '{day} {month} {era}' : undefined))).toBe(
    '2 12 {era}',
  );
});
