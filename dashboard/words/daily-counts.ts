/** Counts of publishers on each day, out of the raw part of a signal. */

interface Day {
  readonly date: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Counts {
  readonly name: string;
  readonly days: readonly { readonly date: string; readonly count: number | null }[];
}

const countOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** One series for each thing that was counted. */
export function dailyCounts(days: readonly Day[]): readonly Counts[] {
  const names = [...new Set(days.flatMap(({ raw }) => Object.keys(raw).filter((name) => countOf(raw[name]) !== null)))];
  return names.map((name) => ({ name, days: days.map(({ date, raw }) => ({ date, count: countOf(raw[name]) })) }));
}
