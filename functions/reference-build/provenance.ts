import type { Edition, Provenance } from '#domain/vocabulary/reference-data.ts';
import { datesInWords, lastDateOf, lastDayNamedIn } from './calendar.ts';
import registry from './registry/source-registry.json' with { type: 'json' };

type KnownFrom = Pick<Provenance, 'known_from' | 'known_from_basis'>;

/**
 * The day from which a figure could be known, where the table does not state it: 1. the latest of the editions named in its source
 * (`edition`) and of the days written there (`source`); 2. else the end of the period of the figure, but not after the day the table was
 * compiled (`assumed`).
 */
export function knownFromSource(source: string, period: string, compiledOn: string): KnownFrom {
  const editions = registry.editions
    .filter((edition) => edition.words.some((word) => source.includes(word)))
    .map((edition) => edition.known_from);
  const edition = editions.sort().at(-1) ?? '';
  const written = datesInWords(source).at(-1) ?? '';
  if (written > edition) return { known_from: written, known_from_basis: 'source' };
  if (edition !== '') return { known_from: edition, known_from_basis: 'edition' };
  const ended = lastDayNamedIn(period) ?? compiledOn;
  return { known_from: ended < compiledOn ? ended : compiledOn, known_from_basis: 'assumed' };
}

/** The publication that a row of a table of several editions comes from: by its source, else by the day from which it was known. */
export function editionNamedIn(source: string, known_from: string): Required<Edition> {
  const named = registry.editions.find(
    (edition) => edition.known_from === known_from && edition.words.some((word) => source.includes(word)),
  );
  return { edition: named?.id ?? known_from, published: known_from };
}

/** Where a row that is given edition by edition comes from: it was known when its edition came out. */
export function editionProvenance(published: string): Pick<Provenance, 'known_from' | 'known_from_basis'> {
  return { known_from: lastDateOf(published), known_from_basis: 'edition' };
}

/** Days on which the tables without a day of their own were compiled. */
export const compiledOn = registry.read_on;

/** Several remarks as one note; null if there is none. */
export function joinNotes(...notes: readonly (string | null)[]): string | null {
  const present = notes.filter((note) => note !== null && note !== '');
  return present.length === 0 ? null : present.join('; ');
}

/** Where a row of a table of the buyer's side comes from; these tables share their source columns. */
export function buyerProvenance<Q extends string>(cells: {
  readonly source: string;
  readonly source_url: string | null;
  readonly year: string;
  readonly quality: Q;
}) {
  const { source, source_url, year, quality } = cells;
  return { source, source_url, date: year, quality, ...knownFromSource(source, year, compiledOn.buyers) };
}
