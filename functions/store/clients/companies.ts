import * as z from 'zod';
import { COMPANIES_PARTITION } from '#contracts/store/signals-layout.ts';
import type { Company } from '#domain/companies/company.ts';
import { END_USES } from '#domain/vocabulary/score-document.ts';
import type { Table } from '../table/table.ts';
import { type ClientItems, clientItemsIn } from './client-items.ts';

const rows = z.array(z.object({ material: z.string() }));
const leastCompany = z.object({
  name: z.string(),
  country: z.string(),
  end_use: z.enum(END_USES),
  sites: z.array(z.object({ id: z.string() })),
  needs: rows,
  stock: rows,
  sources: rows,
  watch: z.array(z.string()),
});

export type Companies = ClientItems<Company>;
export const companiesIn = (table: Table): Companies =>
  clientItemsIn<Company>(table, COMPANIES_PARTITION, 'company', leastCompany);

/** Ids under which it may mean a supplier. */
export const suppliersNamedBy = ({ needs, sources, watch }: Company): readonly string[] =>
  [...new Set([...[...needs, ...sources].flatMap(({ supplier_id }) => supplier_id ?? []), ...watch])].sort();
