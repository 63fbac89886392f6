import type { Company } from '#domain/companies/company.ts';
import type { CompanyWorld } from '#domain/companies/company-results.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import { existingItem } from '../alerts/stored-items.ts';
import { companies, companyResultsServices } from './companies.services.ts';
import { COMPANY } from './companies.ts';
import { scoredCompany } from './company-results.ts';

/** With what its figures rest on. Throws `not_found`. */
export async function companyInRun(
  client: string,
  id: string,
  run: Readonly<{ run_id: string; as_of: string }>,
): Promise<Readonly<{ stored: ClientItem<Company>; world: CompanyWorld }>> {
  const stored = await existingItem(companies(), COMPANY, client, id);
  const { worldIn } = await scoredCompany(client, stored, companyResultsServices());
  return { stored, world: (await worldIn(run)).world };
}
