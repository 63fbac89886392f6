/** How bands are shown: no band is told by its colour alone. */
import type { Band, Interval } from './score-document.ts';

/** Lowest scores, low first; a standstill is rarer than scarcity, and its bands are narrower. */
export const BANDS: readonly (readonly [Band, number])[] = [
  ['low', 0],
  ['guarded', 3],
  ['elevated', 10],
  ['high', 25],
  ['critical', 50],
];
const SCARCE_BANDS: typeof BANDS = [
  ['low', 0],
  ['guarded', 20],
  ['elevated', 40],
  ['high', 60],
  ['critical', 80],
];

const bandIn = (bands: typeof BANDS, chance: number): Band =>
  (bands.findLast(([, from]) => chance >= from) as readonly [Band, number])[0];

export const [HIGH_FROM, SCARCE_HIGH_FROM] = [BANDS, SCARCE_BANDS].map(
  (bands) => bands.find(([band]) => band === 'high')?.[1],
);

export const bandOf = (score: number): Band => bandIn(BANDS, score);
export const scarceBandOf = (scarce: number): Band => bandIn(SCARCE_BANDS, scarce);

/** Null: none, as a low one is surer than anybody can know. */
export const shownRange = (chance: number, interval: Interval | null): Interval | null =>
  bandOf(chance) === 'low' ? null : interval;

/** Two humps: near nothing, or several times the chance. */
export const hasTwoEnds = (chance: number, interval: Interval | null): boolean => {
  const range = shownRange(chance, interval);
  return range !== null && 3 * range.p50 < chance && range.p95 > 3 * chance;
};

export const BAND_LIMITS: readonly number[] = BANDS.slice(1).map(([, from]) => from);

/** Nothing is rounded up to a limit of either scale of bands: 59.96 is 59. */
export function wholeScore(chance: number): number {
  const whole = Math.round(chance);
  return chance < whole && [...BANDS, ...SCARCE_BANDS].some(([, from]) => from === whole) ? whole - 1 : whole;
}

export type ShownBand = Readonly<{
  name: Band | 'unknown';
  label: string;
  label_code: `band_${Band | 'unknown'}`;
  from: number | null;
  /** Exclusive, but for the highest. */
  to: number | null;
  icon: string;
  /** sRGB, for light paper: each darker than the one before, so that bands keep their order in grey. */
  colour: string;
  /** Contrast to `colour` of at least 4.5 to 1. */
  text_colour: string;
}>;

const ROWS = [
  ['low', [0, 3], '○', '#7e96a5', '#000000'],
  ['guarded', [3, 10], '◔', '#9c7b31', '#000000'],
  ['elevated', [10, 25], '◑', '#a05605', '#ffffff'],
  ['high', [25, 50], '◕', '#942d02', '#ffffff'],
  ['critical', [50, 100], '●', '#770212', '#ffffff'],
  ['unknown', [null, null], '?', '#8b8d92', '#000000'],
] as const;

/** Lowest band first, `unknown` last. */
export const SHOWN_BANDS: readonly ShownBand[] = /* @__PURE__ */ ROWS.map(
  ([name, [from, to], icon, colour, text_colour]) => ({
    ...{ name, label: name, label_code: `band_${name}` },
    ...{ from, to, icon, colour, text_colour },
  }),
);
