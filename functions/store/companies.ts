import { COMPANIES_PARTITION } from '#contracts/store/signals-layout.ts';
import type { Company } from '#domain/companies/company.ts';
import { type ClientItems, clientItemsIn } from './client-items.ts';
import type { Table } from './table.ts';

/** Companies of clients, in the Signals table. */
export type Companies = ClientItems<Company>;
export const companiesIn = (table: Table): Companies =>
  clientItemsIn<Company>(table, COMPANIES_PARTITION, 'company');

/** Ids under which a company may mean a supplier. */
export const suppliersNamedBy = ({ needs, sources, watch }: Company): readonly string[] =>
  [...new Set([...[...needs, ...sources].flatMap(({ supplier_id }) => supplier_id ?? []), ...watch])].sort();
