/**
 * How bands are shown: limits, a name, an icon and a colour, so that no band is told by its colour alone. Limits and colours are those of
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
export const bandOf = (score: number): Band => (BANDS.findLast(([, from]) => score >= from) as readonly [Band, number])[0];

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
  /** sRGB; the colours are told apart by readers who are colour-blind (palette of Okabe and Ito). */
  readonly colour: string;
  /** Colour of text on `colour`, with a contrast of at least 4.5 to 1. */
  readonly text_colour: string;
}

const shown = (
  name: ShownBand['name'],
  limits: readonly [number, number] | null,
  icon: string,
  colour: string,
  text: string,
): ShownBand => ({
  name,
  label: name,
  label_code: `band_${name}`,
  from: limits?.[0] ?? null,
  to: limits?.[1] ?? null,
  icon,
  colour,
  text_colour: text,
});

/** Lowest band first, `unknown` last. */
export const SHOWN_BANDS: readonly ShownBand[] = [
  shown('low', [0, 20], '○', '#0072b2', '#ffffff'),
  shown('guarded', [20, 40], '◔', '#56b4e9', '#000000'),
  shown('elevated', [40, 60], '◑', '#f0e442', '#000000'),
  shown('high', [60, 80], '◕', '#e69f00', '#000000'),
  shown('critical', [80, 100], '●', '#d55e00', '#000000'),
  shown('unknown', null, '?', '#767676', '#ffffff'),
];
