import { BANDS as SCALE } from '#domain/vocabulary/band-scale.ts';
import { chance, filled } from '../words/language.ts';
import { WORDS } from '../words/shell.ts';

export const BANDS = SCALE.map(([band]) => band);
export type Band = (typeof BANDS)[number];

export const mark = (colour: string) => ({ background: `var(--${colour})`, borderColor: `var(--${colour})` });

type Chances = readonly Readonly<{ band: string; chance: number }>[];

/**
 * The band that holds half of what is likely, or the two neighbours that hold most together, with their
 * chance of 0 to 1.
 */
export function likeliestBands(bands: Chances): Readonly<{ bands: readonly Band[]; chance: number }> {
  const chanceOf = (of: readonly Band[]) => ({
    bands: of,
    chance: bands.reduce((sum, one) => sum + (of.some((band) => band === one.band) ? one.chance : 0), 0),
  });
  const known = BANDS.map((band) => chanceOf([band]));
  const pairs = BANDS.slice(1).map((band, n) => chanceOf([BANDS[n] ?? band, band]));
  const most = (of: typeof known) => of.reduce((best, one) => (one.chance > best.chance ? one : best));
  const single = most(known);
  return single.chance >= 0.5 ? single : most(pairs);
}

/** "78% critical", or "92% high or critical" where no band holds half. */
export function BandChance({ bands }: Readonly<{ bands: Chances | null | undefined }>) {
  if (bands == null) return null;
  const { bands: named, chance: part } = likeliestBands(bands);
  const [one = 'low', other] = named;
  const text = chance(100 * part);
  return (
    <span class="band">
      <span class="nowrap" aria-hidden="true">
        {named.map((band) => (
          <i key={band} style={mark(band)} />
        ))}
      </span>
      {other === undefined
        ? filled(WORDS.bandIs, { chance: text, band: WORDS[one] })
        : filled(WORDS.bandPair, { chance: text, one: WORDS[one], other: WORDS[other] })}
    </span>
  );
}

export function BandName({ band }: Readonly<{ band: string | null | undefined }>) {
  const known = BANDS.find((one) => one === band);
  if (known === undefined) return <span class="muted">{WORDS.unknown}</span>;
  return (
    <span class="band">
      <i style={mark(known)} aria-hidden="true" />
      {WORDS[known]}
    </span>
  );
}
