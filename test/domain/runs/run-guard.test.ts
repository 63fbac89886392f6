import { describe, expect, it } from 'vitest';
import { type ExactFigures, type GuardBounds, type GuardedResult, guardViolations } from '#domain/runs/run-guard.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const BOUNDS: GuardBounds = {
  minScoredShare: { element: 0.75, supplier: 0.5 },
  minMeanCoverage: 0.3,
  maxMovementPoints: 5,
  maxMovementPointsPerDay: 0.5,
};
const FACTS: ExactFigures['facts'] = { inputs: 'i', measures: 'm', signals: 's', methodology: 'x', code: 'c' };

/** A result whose figures agree with its score. */
function resultOf(document: Parameters<typeof scoreDocument>[0], exact: Partial<ExactFigures> = {}): GuardedResult {
  const made: ScoreDocument = scoreDocument(document);
  const { score } = made;
  const published_hundredths = score === null ? null : Math.round(score * 100);
  return { document: made, exact: { score, contributions_sum: score, published_hundredths, facts: FACTS, ...exact } };
}

const findings = (results: readonly GuardedResult[]): readonly string[] => guardViolations(results, [], 0, BOUNDS);

describe('figures of a result', () => {
  it('that agree are published: from 0 to just below 100, points in hundredths, sums within a billionth', () => {
    const results = [
      resultOf({ id: 'A', score: 0 }, { contributions_sum: 5e-10 }),
      resultOf({ id: 'B', score: 99.99 }),
      resultOf({ id: 'C', score: 71.76 }, { score: 71.7561, contributions_sum: 71.7561 - 5e-10, published_hundredths: 7176 }),
      resultOf({ id: 'D', score: null, status_reason: 'no table of world shares' }),
    ];
    expect(findings(results)).toEqual([]);
  });

  it.each<[what: string, result: GuardedResult, found: readonly string[]]>([
    [
      'a score that is not a number',
      resultOf({ id: 'Dy', score: 71.76, status_reason: 'a reason' }, { score: null }),
      ['element Dy for JPN: the score is not a number'],
    ],
    [
      'no score without a reason',
      resultOf({ id: 'lynas', type: 'supplier', buyer: 'USA', score: null, status_reason: null }),
      ['supplier lynas for USA: no score, and no reason is given'],
    ],
    ['a score of 100', resultOf({ id: 'Dy', score: 100 }), ['element Dy for JPN: score 100 is not in [0, 100)']],
    ['a negative score', resultOf({ id: 'Dy', score: -1 }), ['element Dy for JPN: score -1 is not in [0, 100)']],
    [
      'contributions that sum to more',
      resultOf({ id: 'Dy', score: 40 }, { contributions_sum: 40.5 }),
      ['element Dy for JPN: contributions sum to 40.5, not 40'],
    ],
    [
      'contributions that sum to less by two billionths',
      resultOf({ id: 'Dy', score: 0 }, { contributions_sum: -2e-9 }),
      ['element Dy for JPN: contributions sum to -2e-9, not 0'],
    ],
    [
      'contributions that were not summed',
      resultOf({ id: 'Dy', score: 0 }, { contributions_sum: null }),
      ['element Dy for JPN: contributions sum to null, not 0'],
    ],
    [
      'points that sum to a hundredth more',
      resultOf({ id: 'Dy', score: 40 }, { published_hundredths: 4001 }),
      ['element Dy for JPN: published points sum to 4001 hundredths, published score 40'],
    ],
    [
      'a score that was lost on the way to the document',
      resultOf({ id: 'Dy', score: null }, { score: 0, contributions_sum: 0, published_hundredths: 0 }),
      ['element Dy for JPN: published points sum to 0 hundredths, published score null'],
    ],
    [
      'everything at once',
      resultOf({ id: 'Dy', score: 100 }, { contributions_sum: 99, published_hundredths: 9900 }),
      [
        'element Dy for JPN: score 100 is not in [0, 100)',
        'element Dy for JPN: contributions sum to 99, not 100',
        'element Dy for JPN: published points sum to 9900 hundredths, published score 100',
      ],
    ],
  ])('%s holds the run back', (_what, result, found) => {
    const others = ['W', 'Ga', 'Li'].map((id) => resultOf({ id }));
    const suppliers = result.document.subject.type === 'supplier' ? [resultOf({ id: 'mp', type: 'supplier', buyer: 'USA' })] : [];
    expect(findings([...others, ...suppliers, result])).toEqual(found);
  });
});

describe('how many subjects have a score', () => {
  const of = (scored: number, unscored: number, over: Parameters<typeof scoreDocument>[0]): readonly GuardedResult[] => [
    ...Array.from({ length: scored }, (_, n) => resultOf({ id: `scored-${n}`, ...over })),
    ...Array.from({ length: unscored }, (_, n) => resultOf({ id: `unscored-${n}`, ...over, score: null, coverage: null })),
  ];

  it('is asked of each type and buyer; a type without a bound may have none', () => {
    const results = [
      ...of(3, 1, { type: 'element', buyer: 'JPN' }), // exactly the bound
      ...of(2, 1, { type: 'element', buyer: 'USA' }),
      ...of(1, 2, { type: 'supplier', buyer: 'JPN' }),
      ...of(0, 3, { type: 'country', buyer: 'JPN' }),
    ];
    expect(findings(results)).toEqual([
      'element for USA: 2 of 3 have a score, at least 75 % are expected',
      'supplier for JPN: 1 of 3 have a score, at least 50 % are expected',
    ]);
  });

  it('is asked beside how much of their inputs is measured, in the mean of those that have both', () => {
    const results = [
      resultOf({ id: 'A', coverage: 0.5 }),
      resultOf({ id: 'B', coverage: 0.1 }),
      resultOf({ id: 'C', coverage: null }), // mean 0.3
      ...[0.2, 0.3875].map((coverage, n) => resultOf({ id: `${n}`, buyer: 'USA', coverage })), // mean 0.29375
      resultOf({ id: 'D', buyer: 'USA', score: null, coverage: 1 }), // without a score its coverage counts for nothing
      resultOf({ id: 'lynas', type: 'supplier', coverage: null }),
    ];
    expect(findings(results)).toEqual([
      'element for USA: 2 of 3 have a score, at least 75 % are expected',
      'element for USA: mean coverage 0.294 is below 0.3',
    ]);
  });
});

describe('a movement since the last run', () => {
  const after3Days = (before: readonly GuardedResult[], now: readonly GuardedResult[], days = 3): readonly string[] =>
    guardViolations(now, before, days, BOUNDS);
  const scored = (score: number, facts: Partial<ExactFigures['facts']> = {}): GuardedResult =>
    resultOf({ id: 'Dy', score }, { facts: { ...FACTS, ...facts } });
  const moved = (from: number, to: number, allowed: string): string =>
    `element Dy for JPN: moved from ${from} to ${to} though no fact changed (allowed ${allowed})`;

  it('is allowed for the ageing of controls: 5 points and half a point a day, whichever way', () => {
    expect(after3Days([scored(40)], [scored(46.5)])).toEqual([]);
    expect(after3Days([scored(46.5)], [scored(40)])).toEqual([]);
    expect(after3Days([scored(40)], [scored(46.5)], -3)).toEqual([]);
    expect(after3Days([scored(40)], [scored(46.51)])).toEqual([moved(40, 46.51, '6.5')]);
    expect(after3Days([scored(46.51)], [scored(40)])).toEqual([moved(46.51, 40, '6.5')]);
    expect(after3Days([scored(40)], [scored(46)], 0)).toEqual([moved(40, 46, '5.0')]);
  });

  it.each(['inputs', 'measures', 'signals', 'methodology', 'code'])('of any size is explained by changed %s', (name) => {
    expect(after3Days([scored(10)], [scored(90, { [name]: 'other' })])).toEqual([]);
  });

  it('to or from no score needs a changed fact; staying without one does not', () => {
    const none = resultOf({ id: 'Dy', score: null });
    const others = ['W', 'Ga', 'Li'].map((id) => resultOf({ id }));
    expect(after3Days([scored(0.5)], [none, ...others])).toEqual([
      'element Dy for JPN: moved from 0.5 to null though no fact changed (allowed 6.5)',
    ]);
    expect(after3Days([none], [scored(0.5), ...others])).toEqual([
      'element Dy for JPN: moved from null to 0.5 though no fact changed (allowed 6.5)',
    ]);
    expect(after3Days([none], [none, ...others])).toEqual([]);
  });

  it('is that of the same subject for the same buyer; a new subject has none', () => {
    const before = [
      resultOf({ id: 'Dy', buyer: 'USA', score: 90 }),
      resultOf({ id: 'Dy', type: 'supplier', score: 90 }),
      resultOf({ id: 'W', score: 90 }),
    ];
    expect(after3Days(before, [scored(10)])).toEqual([]);
  });
});

it('a list of findings ends after 25 with how many there are more', () => {
  const off = (count: number): readonly string[] =>
    findings(Array.from({ length: count }, (_, n) => resultOf({ id: `E${n}`, score: 100 + n })));
  expect(off(25)).toHaveLength(25);
  expect(off(25).at(-1)).toBe('element E24 for JPN: score 124 is not in [0, 100)');
  expect(off(28)).toHaveLength(26);
  expect(off(28).slice(24)).toEqual(['element E24 for JPN: score 124 is not in [0, 100)', 'and 3 more']);
});
