import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonDraws } from '#domain/uncertainty/sampling.ts';
import { type SensitivityResult, sensitivity, supplierSensitivity, topDriversOfSpread } from '#domain/uncertainty/sensitivity.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenCases, goldenMethodology } from '#test/builders/golden-methodology.ts';

const methodology = goldenMethodology;
const { parameters } = methodology;
const common = commonDraws(methodology, 64, sha256Seed);
const options = { seedOf: sha256Seed, samples: 32, commonDraws: common };
const [knownCase, missingCase] = goldenCases('interval').map(({ inputs }) => inputs as unknown as ElementInputs);

/** Every factor and chance at its mean but what the overrides let vary. */
function certainBut(
  sampling: Partial<Methodology['parameters']['sampling']>,
  others: Partial<Methodology['parameters']> = {},
): Methodology {
  const still = { sd_ln_rate: 0, sd_ln_duration: 0, sd_ln_spare: 0, sd_ln_missing: 0, beta_strength: 1e12, renewal_strength: 1e12 };
  return {
    ...methodology,
    parameters: {
      ...parameters,
      cover_sigma: 0,
      cover_sigma_default: 0,
      new_control_prior: { alpha: 0, beta: 3 },
      new_control_count_classes: [],
      ...others,
      sampling: { ...parameters.sampling, ...still, ...sampling },
    },
  };
}

/** S46 with shares and governance known exactly. */
const certainInputs: ElementInputs = {
  ...(knownCase as ElementInputs),
  stages: { separation: { ...knownCase?.stages.separation, concentration: 1e12 } },
  governance: {
    CHN: { pv: -0.5, pv_se: 0, wgi_mean: -0.3 },
    AUS: { pv: 0.9, pv_se: 0, wgi_mean: 1.5 },
    OTH: { pv: 0, pv_se: 0, wgi_mean: 0 },
  },
};

function leader({ inputs }: SensitivityResult): string | undefined {
  return inputs[0]?.input;
}

describe('the input that alone is uncertain drives the whole spread', () => {
  test.each([
    ['cover', certainBut({}, { cover_sigma: 0.4 }), certainInputs],
    ['durations', certainBut({ sd_ln_duration: 0.3 }), certainInputs],
    ['spare', certainBut({ sd_ln_spare: 0.3 }), { ...certainInputs, si_sr: 0.7 }],
    ['world_shares', certainBut({}), { ...certainInputs, stages: { separation: { world: { CHN: 6, AUS: 4 }, concentration: 20 } } }],
    ['new_control_rates', certainBut({}, { new_control_prior: { alpha: 0.9, beta: 3 } }), { ...certainInputs, measures: [] }],
    ['stale_signals', certainBut({}, { new_control_prior: { alpha: 0, beta: 3 }, transit_rate: 0.5 }), staleWithoutControls()],
  ] as const)('%s', (group, certain, inputs) => {
    const result = sensitivity(inputs, certain, { seedOf: sha256Seed, samples: 64 });
    const [first, second] = result.inputs;
    expect(first?.input).toBe(group);
    expect(first?.total_order).toBeGreaterThan(0.8);
    expect(second?.total_order ?? 0).toBeLessThan(0.05);
  });
});

/** All signals unknown, all supply by sea through the lanes, nothing under control. */
function staleWithoutControls(): ElementInputs {
  const world = { CHN: 0.5, AUS: 0.5 };
  const separation = { world, concentration: 1e12, routes: { CHN: 1, AUS: 1 }, imports: null };
  return { ...certainInputs, stages: { separation }, measures: [], signals: null };
}

test('groups that a subject does not draw are left out', () => {
  const groupsOf = (inputs: ElementInputs | undefined): readonly string[] =>
    sensitivity(inputs as ElementInputs, methodology, options)
      .inputs.map(({ input }) => input)
      .sort();
  const shared = ['control_binding', 'control_severity', 'durations', 'event_rates', 'governance', 'renewal', 'spare'];
  expect(groupsOf(knownCase)).toEqual([...shared, 'cover', 'import_shares', 'missing_inputs', 'new_control_rates', 'world_shares'].sort());
  expect(groupsOf(missingCase)).toEqual(
    [...shared, 'cover', 'missing_inputs', 'new_control_rates', 'stale_signals', 'world_shares'].sort(),
  );
  const named = { ...(knownCase as ElementInputs), stages: { separation: { world: { CHN: 0.9, AUS: 0.1 } } } };
  expect(groupsOf(named)).not.toContain('missing_inputs');
});

test('groups come by total order, every estimate inside its interval, the top drivers are the first three', () => {
  fc.assert(
    fc.property(anyElementInputs(methodology), (inputs) => {
      const result = sensitivity(inputs, methodology, options);
      if (result.status !== 'ok') {
        expect(result.inputs).toEqual([]);
        return;
      }
      const totals = result.inputs.map(({ total_order }) => total_order);
      expect(totals).toEqual(totals.toSorted((left, right) => right - left));
      expect(topDriversOfSpread(result)).toEqual(result.inputs.slice(0, 3));
      for (const { total_order, total_order_low, total_order_high } of result.inputs) {
        expect(total_order).toBeGreaterThanOrEqual(0);
        expect(total_order_low).toBeLessThanOrEqual(total_order_high);
      }
    }),
    { numRuns: 60 },
  );
});

test('the same inputs give the same indices, with draws that are shared or made anew', () => {
  const inputs = missingCase as ElementInputs;
  const anew = sensitivity(inputs, methodology, { seedOf: sha256Seed, samples: 32 });
  expect(anew).toEqual(sensitivity(inputs, methodology, options));
  expect(leader(anew)).toBe('new_control_rates');
});

test('the variance is that of the score over the draws of both samples', () => {
  const result = sensitivity(knownCase as ElementInputs, methodology, { seedOf: sha256Seed, samples: 200 });
  const golden = goldenCases('interval')[0]?.expected as { readonly p05: number; readonly p95: number };
  // A normal distribution has 3.29 standard deviations between its 5th and 95th percentile.
  expect(Math.sqrt(result.variance ?? 0) / ((golden.p95 - golden.p05) / 3.29)).toBeCloseTo(1, 0);
  expect(sensitivity(knownCase as ElementInputs, methodology, { seedOf: sha256Seed }).samples).toBe(256);
});

test('a supplier is driven by what all subjects share and by the buyer’s cover', () => {
  fc.assert(
    fc.property(anySupplierInputs(methodology), (inputs) => {
      const result = supplierSensitivity(inputs, methodology, { ...options, supplierId: 'acme' });
      if (result.status !== 'ok') return;
      expect(result.inputs.map(({ input }) => input).sort()).toEqual(
        ['control_binding', 'control_severity', 'cover', 'durations', 'event_rates', 'governance', 'renewal'].sort(),
      );
    }),
    { numRuns: 40 },
  );
});

test('no score has no drivers, and neither has a score that is 0 in every draw', () => {
  const inputs = knownCase as ElementInputs;
  expect(sensitivity({ ...inputs, stages: {} }, methodology, options)).toEqual({
    status: 'insufficient_data',
    samples: 32,
    variance: null,
    inputs: [],
  });
  const domestic = { ...inputs, stages: { mine: { world: { JPN: 1 } } } };
  expect(sensitivity({ ...domestic, horizon_days: 0 }, methodology, options)).toMatchObject({
    status: 'no_variance',
    variance: 0,
    inputs: [],
  });
});
