import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { scoreTableObject } from '#contracts/store/table-layout.ts';
import { scoreColumns } from '#domain/vocabulary/score-columns.ts';
import type { ArchivedObjects } from '../objects/archived-objects.ts';
import type { SubjectResult } from '../runs/run-rows.ts';

export type TabledScore = Pick<SubjectResult, 'document' | 'drivers'>;

/** Parquet, a folder for each day, which Glue, Athena, Spark and DuckDB take for a partition. */
export type ScoreTables = ReturnType<typeof scoreTablesIn>;

const TYPES = { text: 'STRING', number: 'DOUBLE' } as const;

export const scoreTablesIn = (objects: Pick<ArchivedObjects, 'write'>) => ({
  /** From part 0. The same rows give the same bytes. */
  put(
    { run_id, as_of }: Readonly<{ run_id: string; as_of: string }>,
    part: number,
    scores: readonly TabledScore[],
  ): Promise<void> {
    const rows = scores.map(({ document, drivers }) => ({ ...document, drivers }));
    const columnData: ColumnSource[] = scoreColumns('sql').map(({ name, type, cellOf }) => ({
      name,
      type: TYPES[type],
      nullable: true,
      data: rows.map((row) => cellOf(row) ?? null),
    }));
    return objects.write(
      scoreTableObject(as_of, run_id, part),
      new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'chokepoint' })),
    );
  },
});
