import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { keptForNewestKey, oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { companyResultsIn } from '#functions/store/clients/company-results.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { customSupplierServices } from '../custom-suppliers/custom-suppliers.services.ts';
import type { ScoreStored } from '../published-run/rescorer.ts';
import type { CompanyResultsPorts } from './company-results.ts';

export const companies = oncePerColdStart(() =>
  companiesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

export const companyResultsServices = oncePerColdStart((): CompanyResultsPorts => {
  const { scores, suppliers, scorerIn } = customSupplierServices();
  const scorer = keptForNewestKey<ScoreStored>();
  const scorerOf = (runId: string) =>
    scorer(runId, async () => {
      const run = await scores.run(runId);
      if (run === null) throw new Error(`the pointer names run ${runId}, which has no record`);
      return scorerIn(run);
    });
  return {
    scores,
    suppliers,
    results: companyResultsIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
    async ownSuppliers({ run_id }, stored, buyer, end_use, chain) {
      const of = await scorerOf(run_id);
      const one = async (supplier: StoredSupplier) => ({
        id: supplier.id,
        name: supplier.supplier.name,
        inputs: await of.inputs(supplier, buyer, end_use, chain),
      });
      return Promise.all(stored.map(one));
    },
  };
});
