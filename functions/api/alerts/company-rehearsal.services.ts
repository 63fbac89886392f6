import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { runVocabulary } from '#functions/store/clients/company-worlds.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import type { HistoriesOfCompanies } from './alert-rules.ts';
import { companyHistories } from './company-rehearsal.ts';

export const historiesOfCompanies: HistoriesOfCompanies = async (
  rule,
  client,
  companies,
  { run_id, as_of },
) => {
  const { scores, suppliers } = customSupplierServices();
  const [rescorer, vocabulary] = await Promise.all([loadRescorer(), runVocabulary(scores, run_id)]);
  return companyHistories(rule, client, companies, as_of, { suppliers, rescorer, vocabulary });
};
