import type { FuzzReport } from '#test/research/fuzz/fuzz-service.ts';

/** A table of how often each operation responded with which status. */
export function fuzzTable({ counts }: Pick<FuzzReport, 'counts'>): string {
  const statuses = [...new Set([...counts.values()].flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
  const widest = Math.max(...[...counts.keys()].map((name) => name.length));
  const row = (name: string, cells: readonly (number | string)[]): string =>
    [name.padEnd(widest), ...cells.map((cell) => String(cell).padStart(5))].join(' ');
  const operations = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const sums = statuses.map((status) => operations.reduce((sum, [, own]) => sum + (own.get(status) ?? 0), 0));
  const named = statuses.map((status) => (status === 0 ? 'none' : status));
  return [
    row('', named),
    ...operations.map(([name, own]) =>
      row(
        name,
        statuses.map((status) => own.get(status) ?? ''),
      ),
    ),
    row('all', sums),
  ].join('\n');
}
