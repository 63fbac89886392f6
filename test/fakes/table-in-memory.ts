import { sqliteTablesInMemory } from '#functions/store/sqlite-table.ts';
import type { Table } from '#functions/store/table.ts';

/** A table of its own, in memory. */
export const tableInMemory = (): Table => sqliteTablesInMemory()('Table');
