/**
 * How bands are shown: limits, a name, an icon and a colour, so that no band is told by its colour alone.
 * Limits and colours are those of
 * every published methodology.
 */
import type { Band } from './score-document.ts';

/** Lowest scores of the bands, low first. */
export const BANDS: readonly (readonly [Band, number])[] = [
  ['low', 0],
  ['guarded', 20],
  ['elevated', 40],
  ['high', 60],
  ['critical', 80],
];

/** Band of a published score. */
export const bandOf = (score: number): Band =>
  (BANDS.findLast(([, from]) => score >= from) as readonly [Band, number])[0];

/** Scores at which another band begins. */
export const BAND_LIMITS: readonly number[] = BANDS.slice(1).map(([, from]) => from);

/** A score as a whole number; nothing is rounded up into the next band: 79.96 is 79. */
export function wholeScore(score: number): number {
  const whole = Math.round(score);
  return BAND_LIMITS.includes(whole) && score < whole ? whole - 1 : whole;
}

export interface ShownBand {
  readonly name: Band | 'unknown';
  /** In English, as the catalogue has it. */
  readonly label: string;
  /** Code of the label in the catalogue of words. */
  readonly label_code: `band_${Band | 'unknown'}`;
  /** Lowest score of the band; null for `unknown`. */
  readonly from: number | null;
  /** The band ends below this score; the highest includes it. Null for `unknown`. */
  readonly to: number | null;
  /** A character that fills up with the score. */
  readonly icon: string;
  /**
   * sRGB, for light paper: each is darker than the one before, so that bands keep their order in grey and for
   * readers who are colour-blind.
   */
  readonly colour: string;
  /** Colour of text on `colour`, with a contrast of at least 4.5 to 1. */
  readonly text_colour: string;
}

const ROWS = [
  ['low', [0, 20], '○', '#7e96a5', '#000000'],
  ['guarded', [20, 40], '◔', '#9c7b31', '#000000'],
  ['elevated', [40, 60], '◑', '#a05605', '#ffffff'],
  ['high', [60, 80], '◕', '#942d02', '#ffffff'],
  ['critical', [80, 100], '●', '#770212', '#ffffff'],
  ['unknown', [null, null], '?', '#8b8d92', '#000000'],
] as const;

/** Lowest band first, `unknown` last. */
export const SHOWN_BANDS: readonly ShownBand[] = /* @__PURE__ */ ROWS.map(
  ([name, [from, to], icon, colour, text_colour]) => ({
    ...{ name, label: name, label_code: `band_${name}` },
    ...{ from, to, icon, colour, text_colour },
  }),
);
