import { describe, expect, test } from 'vitest';
import { headlined } from '#domain/explanations/subject-document.ts';
import type { Driver, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { readerNames } from '#test/builders/reader-names.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const controls: Driver = {
  id: 'measure:CHN',
  kind: 'measure',
  part: 'state',
  points: 56,
  summary: '',
  label: "China's export controls",
  label_code: 'label_controls',
  label_params: { origin: 'CHN' },
};
const interval = { p05: 52.6, p50: 74, p95: 88.2 };

const headline = (
  over: Parameters<typeof scoreDocument>[0],
): Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'> =>
  headlined(
    scoreDocument({ score: 73.83, state: 56.1, interval, top_drivers: [controls], ...over }),
    readerNames,
  );

describe('the headline of an element', () => {
  test('says for whom, both chances, and the main cause', () => {
    expect(headline({})).toMatchObject({
      headline:
        "Dysprosium for Japan: 74 in 100 that users stand still within a year, 80 that it is scarce; main cause: China's export controls",
      headline_code: 'headline_element',
      headline_params: {
        subject: 'Dy',
        buyer: 'JPN',
        score: 73.83,
        cause: {
          code: 'headline_cause',
          params: { cause: { code: 'label_controls', params: { origin: 'CHN' } } },
        },
      },
    });
  });

  test('without a driver says none', () => {
    expect(headline({ interval: null, top_drivers: [], score: 0 }).headline).toBe(
      'Dysprosium for Japan: under 1 in 100 that users stand still within a year, 80 that it is scarce',
    );
  });

  test('without a score says why', () => {
    expect(headline({ score: null, state: null, interval: null, top_drivers: [] })).toMatchObject({
      headline: 'Dysprosium for Japan: no score, because its supply is not known well enough',
      headline_code: 'headline_element_unknown',
    });
  });
});

describe('the headline of a supplier', () => {
  const named = (name: string) =>
    headlined(
      scoreDocument({
        type: 'supplier',
        score: 34.1,
        state: 2,
        interval,
        top_drivers: [controls],
        subject: { type: 'supplier', id: 'x', name },
      }),
      readerNames,
    );

  test('has its name as it is', () => {
    expect(named('USA Rare Earth').headline).toBe(
      "USA Rare Earth for Japan: 34 in 100 (53–88) for a stop outlasting stocks within a year; main cause: China's export controls",
    );
  });

  test('leaves the cause out where there is no room for it, and cuts a name for which there is none', () => {
    expect(named('Associacao das Companhias de Mineracao').headline).toBe(
      'Associacao das Companhias de Mineracao for Japan: 34 in 100 (53–88) for a stop outlasting stocks within a year',
    );
    const long = named('N'.repeat(150)).headline;
    expect(long).toHaveLength(140);
    expect(long.endsWith('…')).toBe(true);
  });
});

describe('the headline of a country', () => {
  const of = (id: string, over: Partial<ScoreDocument>) =>
    headline({ type: 'country', id, interval: null, element: 'Dy', ...over }).headline;

  test('names the element that it is worst for', () => {
    expect(of('CHN', {})).toBe(
      "China for Japan: 74 in 100 for a stop of its dysprosium outlasting stocks within a year; main cause: China's export controls",
    );
  });

  test('without a score tells the buyer itself from a country of which nothing is known', () => {
    const none = { score: null, state: null, element: null, top_drivers: [] };
    expect(of('MYS', none)).toBe(
      'Malaysia for Japan: no score, because it makes a tenth of no scored element',
    );
    expect(of('JPN', none)).toBe('Japan is the buyer itself: what it makes at home crosses no border');
  });
});
