import type { StageSituation } from '#domain/hazards/hazard.ts';
import type { EffectiveShares } from '#domain/supply/effective-shares.ts';
import { stageBuffer } from '#domain/supply/loss.ts';
import { goldenMethodology } from './golden-methodology.ts';

const { parameters } = goldenMethodology;

/** Shares of named origins, all of them foreign; `world` as given or the same. */
export function sharesOf(a: Readonly<Record<string, number>>, overrides: Partial<EffectiveShares> = {}): EffectiveShares {
  const origins = Object.keys(a).sort();
  const values = origins.map((origin) => a[origin] ?? 0);
  return { origins, a: values, world: values, domestic: 0, secondary: 0, ...overrides };
}

/** Separation for Japan: 62 days of cover, SI 0.9, no measures, quiet signals, neutral governance, three years of record. */
export function situation(overrides: Partial<StageSituation> = {}): StageSituation {
  return {
    stage: 'separation',
    buyer: 'JPN',
    horizonDays: 365,
    parameters,
    shares: sharesOf({ CHN: 0.9, MYS: 0.1 }),
    buffer: stageBuffer(62, 0.9, 'separation', parameters),
    facilityShare: null,
    plantShares: {},
    feedControls: [],
    routes: {},
    governance: () => ({ politicalStability: 0, wgiMean: 0 }),
    measures: () => [],
    newControlEvents: () => 0,
    yearsOfRecord: 3,
    signals: { carriers: 0, senkaku: 0, taiwan_strait: 0 },
    ...overrides,
  };
}
