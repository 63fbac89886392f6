import { storeInMemory } from '#functions/store/sqlite-store.ts';
import type { Table } from '#functions/store/table.ts';

/** A table of its own, in memory. */
export const tableInMemory = (): Table => storeInMemory().tables('Table');
