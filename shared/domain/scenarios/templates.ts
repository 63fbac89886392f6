/** Ready-made scenarios: only changes, so that a caller can add to them. */
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import texts from '../words/templates.json' with { type: 'json' };
import { NO_CHANGES, type ScenarioChanges, stopOf } from './scenario.ts';

export type ScenarioTemplate = Readonly<{
  id: string;
  title: string;
  description: string;
  basis: string;
  /** What is computed, and what is not. */
  computed: string;
  changes: ScenarioChanges;
}>;

const FROM_SEPARATION: readonly Stage[] = ['separation', 'refining', 'metal'];

/**
 * A stated stop happens for certain: a ban would be rated, and could look safer than a stop of half a year.
 */
const CHANGES: Readonly<Record<keyof typeof texts, Partial<ScenarioChanges>>> = {
  'october-2025-controls-return': { measures_unsuspended: ['CN-2025-57', 'CN-2025-58', 'CN-2025-61'] },
  'china-stops-heavy-rare-earths': {
    stops: [stopOf({ origin: 'CHN', stages: [...FROM_SEPARATION, 'magnet'], elements: ['@HREE'] })],
  },
  'japan-embargo-2010': {
    stops: [stopOf({ origin: 'CHN', stages: FROM_SEPARATION, elements: ['@REE'], targets: ['JPN'] })],
  },
  'taiwan-strait-closed-30': { stops: [stopOf({ lane: 'taiwan_strait', days: 30 })] },
  'taiwan-strait-closed-90': { stops: [stopOf({ lane: 'taiwan_strait', days: 90 })] },
  'malacca-closed-30': { stops: [stopOf({ lane: 'malacca', days: 30 })] },
  'red-sea-as-in-2023': { stops: [stopOf({ lane: 'bab_el_mandeb', days: 14 })] },
  'taiwan-blockade': { stops: [stopOf({ origin: 'CHN', days: 180 }), stopOf({ origin: 'TWN', days: 180 })] },
  'senkaku-incident-coercion': {
    stops: [
      stopOf({
        origin: 'CHN',
        stages: [...FROM_SEPARATION, 'magnet'],
        elements: ['@REE', 'Ga', 'Ge', 'Sb', 'W', 'C'],
        targets: ['JPN'],
      }),
    ],
    pressure: { senkaku: 100 },
  },
  'myanmar-border-closed': {
    stops: [stopOf({ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 180 })],
  },
  'pressure-at-maximum': { pressure: { senkaku: 100, taiwan: 100 } },
  'lynas-malaysia-licence-lost': { stops: [stopOf({ supplier: 'lynas', countries: ['MYS'] })] },
  'stockpile-released': { cover: [{ elements: null, days: null, factor: 1, add_days: 30 }] },
};

const english = ([text = '']: readonly string[]) => text;

export const SCENARIO_TEMPLATES: readonly ScenarioTemplate[] = (
  Object.keys(texts) as (keyof typeof texts)[]
).map((id) => {
  const { title, description, basis, computed } = texts[id];
  return {
    ...{ id, title: english(title), description: english(description) },
    ...{ basis: english(basis), computed: english(computed) },
    changes: { ...NO_CHANGES, ...CHANGES[id] },
  };
});
