import { type StoredMeasure, storedMeasureSchema } from '#contracts/api/custom-measures.ts';
import { customMeasureKey, customMeasuresPartition } from '#contracts/store/signals-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { firstWanted, type Item, type Table } from './table.ts';

const storedOf = ({ pk: _pk, sk: _sk, measure, ...item }: Item): StoredMeasure =>
  storedMeasureSchema.parse({ ...item, measure: JSON.parse(measure as string) });

/** Measures of clients. `client` comes from the API key: no method takes it from a request. */
export type CustomMeasures = ReturnType<typeof customMeasuresIn>;

/** Measures of clients in the Signals table: one item each, changed under a condition on its status. */
export function customMeasuresIn(table: Table) {
  return {
    /** `null`: never stored. A deleted one is returned. Sees every acknowledged write. */
    async get(client: string, id: string): Promise<StoredMeasure | null> {
      const item = await table.get(customMeasureKey(client, id));
      return item === undefined ? null : storedOf(item);
    },
    /** Measures of a client that are not deleted, in byte order of id; `status`: only those; `after` is exclusive. */
    list: (
      client: string,
      status: StoredMeasure['status'] | null,
      limit: number,
      after: string | null,
    ): Promise<readonly StoredMeasure[]> =>
      firstWanted(table, { pk: customMeasuresPartition(client), after, eventual: true }, limit, (item) =>
        (status === null ? item.status !== 'deleted' : item.status === status) ? storedOf(item) : null,
      ),
    /** Stores it where what is there has the expected status; `null`: nothing is there. `false`: somebody else was faster. */
    put: (client: string, measure: StoredMeasure, expected: StoredMeasure['status'] | null): Promise<boolean> =>
      table.put(
        { ...customMeasureKey(client, measure.id), ...measure, measure: canonicalJson(measure.measure) },
        expected === null ? 'absent' : { equal: { status: expected } },
      ),
  };
}
