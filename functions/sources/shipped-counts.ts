import { SIGNAL_CONTRACTS, SIGNAL_NAMES } from '#contracts/signals/registry.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import type { Provenance } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '../store/facts/bundled-reference-data.ts';

type Counts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** As they ship, with the days of each source that were read. */
export function shippedCounts(): Readonly<Record<string, Counts>> {
  const daily = new Set<string>(
    SIGNAL_NAMES.filter((name) => !('id' in SIGNAL_CONTRACTS[name].observation.shape)),
  );
  const coverage = new Map(bundledReferenceData.coverage.map((row) => [row.id, { ...row }] as const));
  const counted = Object.fromEntries(
    SIGNALS.filter(({ name }) => daily.has(name)).map(({ name, table, keyOf }) => {
      const rows: readonly Provenance[] = bundledReferenceData[table];
      return [
        name,
        new Map(rows.map((row) => [keyOf(row as Parameters<typeof keyOf>[0]), { ...row }])),
      ] as const;
    }),
  );
  return { ...counted, coverage };
}
