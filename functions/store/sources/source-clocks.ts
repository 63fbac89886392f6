import { type SourceClock, sourceClockSchema } from '#contracts/collection/collected-document.ts';
import { CLOCKS_PARTITION, clockKey } from '#contracts/store/signals-layout.ts';
import type { Table } from '../table/table.ts';

export type SourceClocks = ReturnType<typeof sourceClocksIn>;

export function sourceClocksIn(table: Table) {
  return {
    async all(): Promise<readonly SourceClock[]> {
      const items = await table.range({ pk: CLOCKS_PARTITION, eventual: true });
      return items.map(({ pk: _pk, sk: _sk, ...clock }) => sourceClockSchema.parse(clock));
    },
    async put(clock: SourceClock): Promise<void> {
      await table.put({ ...clockKey(clock.source), ...clock });
    },
  };
}
