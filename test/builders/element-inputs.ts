import type { ElementInputs, Measure, Relief, SignalReadings } from '#domain/vocabulary/scoring-inputs.ts';

const QUIET: SignalReadings = {
  senkaku: { x: 0, age_days: 0 },
  taiwan_strait: { x: 0, age_days: 0 },
  carriers: { x: 0, age_days: 0 },
};

/** Dysprosium for Japan on 2026-10-01, from two origins at separation; quiet signals, no measures. */
export function elementInputs(overrides: Partial<ElementInputs> = {}): ElementInputs {
  return {
    element: 'Dy',
    buyer: 'JPN',
    as_of: '2026-10-01',
    eol_rir: 0,
    si_sr: 0.9,
    stages: { separation: { world: { CHN: 0.976, MYS: 0.024 } } },
    cover: { default: 62 },
    governance: { CHN: { pv: -0.51, wgi_mean: -0.29 }, MYS: { pv: 0.17, wgi_mean: 0.445 } },
    signals: QUIET,
    ...overrides,
  };
}

/** A licence of China on everyone for dysprosium from 2025-04-04. */
export function measure(overrides: Partial<Measure> = {}): Measure {
  return {
    id: 'A',
    control_class: 'licence',
    origins: ['CHN'],
    targets: ['ALL'],
    applies: [{ elements: ['Dy'], stages: ['refining'] }],
    known_from: '2025-04-04',
    ...overrides,
  };
}

/** An act of 2026-03-01 that ends measure A on 2026-12-20. */
export function relief(overrides: Partial<Relief> = {}): Relief {
  return {
    id: 'R',
    kind: 'ends',
    measures: ['A'],
    stages: ['refining'],
    known_from: '2026-03-01',
    effective_from: '2026-12-20',
    ...overrides,
  };
}
