import * as z from 'zod';
import { day, identifier, type Provenance } from '#domain/vocabulary/reference-data.ts';
import type { RawTables } from './raw-tables.ts';
import registry from './registry/source-registry.json' with { type: 'json' };

/** `.omit(MADE)` of a row are the fields that its file states. */
export const MADE = { row: true, known_from: true, known_from_basis: true, sent_by: true } as const;
export const MADE_WITH_EDITION = { ...MADE, edition: true, published: true } as const;
export const address = z.string().min(1, 'the address of the source');
export const grade = z.enum(['A', 'B', 'C']);
export const confidence = z.enum(['high', 'medium', 'low']);

export const compiledOn = registry.read_on;

const lastDayOfMonth = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

export function lastDateOf(period: string): string {
  const [year, month, day] = period.split('-');
  return day === undefined ? lastDayOfMonth(Number(year), Number(month ?? 12)) : period;
}

function lastDayNamedIn(words: string): string | null {
  const half = /(\d{4})-([HQ])([1-4])$/.exec(words);
  if (half) return lastDayOfMonth(Number(half[1]), Number(half[3]) * (half[2] === 'H' ? 6 : 3));
  const date = /(\d{4})-(0[1-9]|1[0-2])(-\d{2})?$/.exec(words);
  if (date) return lastDateOf(date[0]);
  const year = words.match(/\d{4}/g)?.at(-1);
  return year === undefined ? null : lastDateOf(year);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE_IN_WORDS = new RegExp(`(?:(\\d{1,2}) )?(${MONTHS.join('|')}) (\\d{4})`, 'g');

/** Of days as `12 Jul 2020` or `Aug 2024` (its last); blank without any. */
function lastDateInWords(words: string) {
  const days = [...words.matchAll(DATE_IN_WORDS)].map(([, day, month, year]) => {
    const period = `${year}-${String(MONTHS.indexOf(month ?? '') + 1).padStart(2, '0')}`;
    return day === undefined ? lastDateOf(period) : `${period}-${day.padStart(2, '0')}`;
  });
  return days.sort().at(-1) ?? '';
}

export const EDITIONS_FILE = 'editions/editions.csv';

export function readEditions(raw: RawTables) {
  const { rows, reject } = raw.read(
    EDITIONS_FILE,
    ['id'],
    z.strictObject({
      id: identifier,
      words: z.array(z.string().min(1, 'words')).min(1, 'words by which a source names it'),
      published: day,
      known_from: day,
      source_url: z.string().nullable(),
      rule: z.string().min(1, 'where the day comes from'),
    }),
    { id: 'edition' },
  );
  for (const { line, cells } of rows)
    if (cells.known_from < cells.published)
      reject(line, 'known_from', cells.known_from, `not before ${cells.published}, when it came out`);
  return rows.map(({ cells }) => cells);
}
export type Edition = ReturnType<typeof readEditions>[number];

/** Never dated by assumption: they move every score. */
const YEARLY = /(?:MCS|Mineral Commodity Summaries) 20\d\d|Governance Indicators, 20\d\d/g;

export const unknownEditions = (source: string, editions: readonly Edition[]): readonly string[] =>
  (source.match(YEARLY) ?? []).filter(
    (named) => !editions.some(({ words }) => words.some((word) => word.includes(named))),
  );

type KnownFrom = Pick<Provenance, 'known_from' | 'known_from_basis'>;

/**
 * 1. The latest of the editions (`edition`) and days (`source`) that its source names; 2. else the end of its
 * period, but not after the table was compiled (`assumed`).
 */
export function knownFromSource(
  { source, date }: Pick<Provenance, 'source' | 'date'>,
  compiled: string,
  all: readonly Edition[],
): KnownFrom {
  const editions = all.filter(({ words }) => words.some((word) => source.includes(word)));
  const edition =
    editions
      .map(({ known_from }) => known_from)
      .sort()
      .at(-1) ?? '';
  const written = lastDateInWords(source);
  if (written > edition) return { known_from: written, known_from_basis: 'source' };
  if (edition !== '') return { known_from: edition, known_from_basis: 'edition' };
  const ended = lastDayNamedIn(date) ?? compiled;
  return { known_from: ended < compiled ? ended : compiled, known_from_basis: 'assumed' };
}

export function editionOf(
  { source, known_from }: Pick<Provenance, 'source' | 'known_from'>,
  editions: readonly Edition[],
) {
  const named = editions.find(
    (edition) => edition.known_from === known_from && edition.words.some((word) => source.includes(word)),
  );
  return { edition: named?.id ?? known_from, published: named?.published ?? known_from };
}

export function joinNotes(...notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null && note !== '').join('; ') || null;
}
