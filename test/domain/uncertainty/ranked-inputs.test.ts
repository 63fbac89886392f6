import { describe, expect, test } from 'vitest';
import { rankCorrelation } from '#domain/numbers/statistics.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { type InputRanking, inputRanking } from '#domain/uncertainty/ranked-inputs.ts';
import { commonDraws, sampleElement } from '#domain/uncertainty/sampling.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredElement } from '#domain/vocabulary/scoring-result.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementOfCase } from '#test/builders/state-and-event-cases.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const DRAWS = 400;
const { parameters } = stateAndEventMethodology;
const common = commonDraws(stateAndEventMethodology, DRAWS, sha256Seed);
const worked = elementOfCase('M13');

function ranked(inputs: ElementInputs, methodology: Methodology = stateAndEventMethodology): InputRanking {
  const draws = methodology === stateAndEventMethodology ? common : commonDraws(methodology, DRAWS, sha256Seed);
  const options = { seedOf: sha256Seed, commonDraws: draws, draws: DRAWS };
  const { scores } = sampleElement(inputs, methodology, options);
  return inputRanking(inputs, scoreElement(inputs, methodology) as ScoredElement, methodology, { ...options, scores });
}
const orderOf = ({ inputs }: InputRanking) => inputs.map(({ input, direction }) => `${direction}${input}`);

/** Nothing of the method is drawn but what `over` lets vary. */
function certainBut(
  over: Partial<Methodology['parameters']> = {},
  sampling: Partial<Methodology['parameters']['sampling']> = {},
): Methodology {
  const still = {
    sd_ln_rate: 0,
    sd_ln_duration: 0,
    sd_ln_spare: 0,
    sd_ln_missing: 0,
    sd_ln_evidence: 0,
    sd_ln_stock: 0,
    beta_strength: 1e12,
    share_strength: 1e12,
    renewal_strength: 1e12,
  };
  const named = parameters.named_share === undefined ? {} : { named_share: { ...parameters.named_share, strength: 1e12 } };
  return {
    ...stateAndEventMethodology,
    parameters: {
      ...parameters,
      ...named,
      cover_sigma: { floor: 0, commercial_unknown: 0, none: 0 },
      destination_sigma: 0,
      dirichlet_default: 1e12,
      ...over,
      sampling: { ...parameters.sampling, ...still, ...sampling },
    },
  };
}
/** The worked example with everything known exactly: no record is drawn, shares and governance have no spread. */
const { control_record: _record, ...withoutRecord } = worked;
const certain: ElementInputs = {
  ...withoutRecord,
  cover_sigma: { separation: 0 },
  governance: Object.fromEntries(Object.entries(worked.governance ?? {}).map(([origin, row]) => [origin, row && { ...row, pv_se: 0 }])),
  stages: Object.fromEntries(Object.entries(worked.stages).map(([stage, inputs]) => [stage, { ...inputs, concentration: 1e12 }])),
};

describe('the order of inputs by how much a score goes with them', () => {
  test('names each input once, with ranks from 1 and a direction', () => {
    const { status, method, samples, inputs } = ranked(worked);
    expect([status, method, samples]).toEqual(['ok', 'rank_correlation', DRAWS]);
    expect(inputs.map(({ rank }) => rank)).toEqual(inputs.map((_, at) => at + 1));
    expect(new Set(inputs.map(({ input }) => input)).size).toBe(inputs.length);
  });

  test('of a control in force: more chance to bind raises a score, more cover lowers it', () => {
    expect(orderOf(ranked(worked))).toEqual(
      expect.arrayContaining(['+binding_of_strongest_measure', '-cover', '+destination', '+length_of_strongest_measure']),
    );
  });

  test.each([
    ['-cover', certain, certainBut(), { cover_sigma: { separation: 1 } }],
    ['-spare', certain, certainBut({}, { sd_ln_spare: 0.5 }), { si_sr: 0.6 }],
    ['+destination', certain, certainBut({ destination_sigma: 0.73 }), {}],
    ['+new_control_rate_of_largest_origin', certain, certainBut(), { control_record: worked.control_record ?? {} }],
  ] as const)('is led by the one input that is not known exactly: %s', (only, inputs, methodology, over) => {
    expect(orderOf(ranked({ ...inputs, ...over }, methodology))[0]).toBe(only);
  });

  test('has no order where every draw gives the same score', () => {
    const still = { ...certain, measures: [], stages: { separation: { world: { JPN: 1 } } } };
    const nothingHappens = certainBut({ facility: { ...parameters.facility, rate: 0 }, transit_rate: 0 });
    expect(ranked(still, nothingHappens)).toEqual({ status: 'no_variance', method: 'rank_correlation', samples: DRAWS, inputs: [] });
  });

  test('is that of squared rank correlations', () => {
    const { scores } = sampleElement(worked, stateAndEventMethodology, { seedOf: sha256Seed, commonDraws: common, draws: DRAWS });
    const spare = rankCorrelation(
      common.draws.map(({ spareFactor }) => spareFactor),
      Array.from(scores),
    ) as number;
    const found = ranked(worked).inputs.find(({ input }) => input === 'spare');
    expect(found?.direction).toBe(spare > 0 ? '+' : '-');
  });
});

/** Ore of a processor that is known, and a measure that trade was seen under. */
test('feed and evidence are inputs where a stage has them', () => {
  const names = (inputs: ElementInputs) => new Set(ranked(inputs).inputs.map(({ input }) => input));
  const fed = { ...worked.stages.separation, feeds: { AUS: { CHN: 1 }, CHN: { CHN: 0.6, MMR: 0.4 } } };
  expect(names({ ...worked, stages: { ...worked.stages, separation: fed } })).toContain('feed');
  const licence = (worked.measures ?? [])[0]?.id ?? '';
  const seen = {
    id: 'OUT-1',
    measure: licence,
    elements: ['Dy'],
    stages: ['separation'],
    buyer: 'ALL',
    seen_to: '2026-08-31',
    below: true,
    known_from: '2026-09-30',
  } as const;
  expect(names({ ...worked, control_outcomes: [seen] } as ElementInputs)).toContain('evidence');
});

test('with no named origin there is no share and no rate of one', () => {
  const names = ranked({ ...worked, measures: [], stages: { separation: { world: { OTH: 1 } } } }).inputs.map(({ input }) => input);
  expect(names).not.toContain('share_of_largest_origin');
  expect(names).not.toContain('new_control_rate_of_largest_origin');
  const { control_record: _none, ...unrecorded } = worked;
  expect(ranked(unrecorded).inputs.map(({ input }) => input)).not.toContain('new_control_rate_of_largest_origin');
});

test('a buyer without a destination of its own, and an origin of the feed alone, leave their inputs out', () => {
  const { destination_sigma: _none, ...others } = parameters;
  const names = (inputs: ElementInputs, methodology?: Methodology) => ranked(inputs, methodology).inputs.map(({ input }) => input);
  expect(names(worked, { ...stateAndEventMethodology, parameters: others as typeof parameters })).not.toContain('destination');
  // Magnets are made at home, of what one country separates: it has a share of magnets, and none of what is drawn of them.
  const atHome = { separation: { world: { AUS: 1 } }, magnet: { world: { JPN: 1 }, import_reliance: 0 } };
  const magnets = { ...worked, element: 'Nd', stages: atHome, cover: { separation: 4000, magnet: 5 } };
  expect(scoreElement(magnets, stateAndEventMethodology)).toMatchObject({ stage: 'magnet' });
  expect(names(magnets)).not.toContain('share_of_largest_origin');
  const imported = { ...worked.stages.separation, imports: { CHN: 0.9, MYS: 0.1 }, concentration: 20 };
  expect(names({ ...worked, stages: { separation: imported } })).toContain('share_of_largest_origin');
});

test('an input that bears on nothing is left out: no measure, no evidence, no feed', () => {
  const names = ranked({ ...worked, measures: [] }).inputs.map(({ input }) => input);
  for (const absent of ['binding_of_strongest_measure', 'evidence', 'feed'] as const) expect(names).not.toContain(absent);
  expect(names).toContain('new_control_rate_of_largest_origin');
});
