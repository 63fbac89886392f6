import type { ElementInputs } from '#domain/method/element.ts';
import type { Measure } from '#domain/method/measure.ts';

/** Dysprosium for Japan on 2026-10-01, from two origins at separation; no pressure, no measures. */
export function elementInputs(overrides: Partial<ElementInputs> = {}): ElementInputs {
  return {
    element: 'Dy',
    buyer: 'JPN',
    as_of: '2026-10-01',
    stages: { separation: { world: { CHN: 0.976, MYS: 0.024 } } },
    eol: 0,
    si: 0.9,
    cover: { default: 62 },
    demand_share: 0.12,
    measures: [],
    readings: [],
    pv: { CHN: -0.51, MYS: 0.17 },
    theta: 0.1,
    pressure: { senkaku: { multiplier: 1 }, taiwan: { multiplier: 1 } },
    ...overrides,
  };
}

/** A licence of China on everyone at separation from 2025-04-04. */
export function measure(overrides: Partial<Measure> = {}): Measure {
  return {
    id: 'A',
    control_class: 'licence',
    origins: ['CHN'],
    targets: ['ALL'],
    coverage: { separation: 1 },
    known_from: '2025-04-04',
    effective_from: '2025-04-04',
    ended: null,
    suspended_from: null,
    suspended_to: null,
    extended_to: [],
    ...overrides,
  };
}
