import { storeInMemory } from '#functions/store/sqlite/sqlite-store.ts';
import type { Table } from '#functions/store/table/table.ts';

/** A table of its own, in memory. */
export const tableInMemory = (): Table => storeInMemory().tables('Table');
