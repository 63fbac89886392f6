/** The facts and the method that the benchmark is made of: a vintage that stands still. */
import { readdirSync, readFileSync } from 'node:fs';
import type { MethodologyDocument } from '#domain/method/parameters.ts';
import { unpackedTrade } from '#domain/signals/packed-trade.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

const FACTS = new URL('../../../shared/reference/', import.meta.url);

/** Buyers whose pairs are judged. */
export const BUYERS = ['EUU', 'JPN', 'TWN', 'USA'] as const;

/** Days of forecasts, and the last day to which all tables of events were followed. */
export const FIRST_DAY = '2010-01-01';
export const LAST_DAY = '2026-11-01';

const tablesIn = (folder: URL): readonly (readonly [string, unknown])[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map(
      (file) =>
        [
          file.slice(0, -'.json'.length).replaceAll('-', '_'),
          JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
        ] as const,
    );

/** All tables of facts. */
export function readFacts(): ReferenceData {
  const files = Object.fromEntries([
    ...tablesIn(FACTS),
    ...tablesIn(new URL('signals/', FACTS)),
  ]) as unknown as ReferenceData;
  return { ...files, trade: unpackedTrade(files.trade as unknown as Parameters<typeof unpackedTrade>[0]) };
}

/** The method that ships. */
export const readMethodology = (): MethodologyDocument =>
  JSON.parse(readFileSync(new URL('methodology.json', FACTS), 'utf8'));

/** First days of the months from `first` to `last`. */
export function firstsOfMonths(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; ) {
    days.push(day);
    const [year, month] = day.split('-').map(Number) as [number, number];
    day = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  }
  return days;
}

/** Rows as CSV; cells with commas or quotes are quoted, null is empty. */
export function csv(rows: readonly Readonly<Record<string, string | number | null>>[]): string {
  const cell = (value: string | number | null): string => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.map(cell).join(',')).join('\n')}\n`;
}

/** Three digits are more than any of these figures knows. */
export const threeDigits = (value: number): number => Number(value.toPrecision(3));
