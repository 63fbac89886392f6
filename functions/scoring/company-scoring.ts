import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { companyResults } from '#domain/companies/company-results.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import type { EndUse } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import { type Companies, suppliersNamedBy } from '#functions/store/clients/companies.ts';
import { type KeptCompanyResults, madeFrom } from '#functions/store/clients/company-results.ts';
import { type RunWorld, runWorldOf } from '#functions/store/clients/company-worlds.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { chainWith, placesNamed, type SupplierChain } from '#functions/store/clients/supplier-chain.ts';
import type { RunLedger } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import type { RunIdentity } from './results/run-scorer.ts';
import { epochSecondsAfter } from './run-clock.ts';
import { runBeingMade } from './score-batch.ts';

export type CompanyScoringPorts = Readonly<{
  ledger: Pick<RunLedger, 'get'>;
  codeVersion: string;
  companies: Pick<Companies, 'listAll'>;
  suppliers: Pick<CustomSuppliers, 'get'>;
  makeCustomScorer: (
    run: RunIdentity,
    inputsSha256: string,
    places: readonly string[],
  ) => Promise<{
    inputs(stored: StoredSupplier, buyer: string, end_use: EndUse, chain: SupplierChain): SupplierInputs;
  }>;
  companyResults: Pick<KeptCompanyResults, 'put'>;
  /** Not published yet. */
  written: Pick<PublishedScores, 'document' | 'rankingPage'>;
  customScoreDays: number;
}>;

/** Keeps the figures of every company; one that fails is logged, and made when it is read. */
export async function scoreCompanies(
  runId: string,
  ports: CompanyScoringPorts,
): Promise<Readonly<{ companies: number }>> {
  const all = await ports.companies.listAll();
  if (all.length === 0) return { companies: 0 };
  const run = await runBeingMade(runId, ports);
  const worlds = new Map<string, Promise<RunWorld>>();
  let companies = 0;
  for (const stored of all) {
    const { client, id, content } = stored;
    try {
      const used = await storedSuppliers(client, suppliersNamedBy(content), ports.suppliers);
      const chain = await chainWith(client, used, new Map(), ports.suppliers);
      const scorer = await ports.makeCustomScorer(run, run.inputs_sha256, placesNamed(chain));
      const own = used.map((one) => ({
        id: one.id,
        name: one.supplier.name,
        inputs: scorer.inputs(one, content.country, content.end_use, chain),
      }));
      const { methodology, worldFor } = await entryOf(worlds, content.country, () =>
        runWorldOf(ports.written, run, content.country),
      );
      const figures = { methodology, results: companyResults(content, worldFor(content.end_use, own)) };
      const expiresAt = epochSecondsAfter(run.started_at, ports.customScoreDays);
      await ports.companyResults.put(
        client,
        id,
        runId,
        'results',
        madeFrom(stored, [...chain.values()]),
        figures,
        expiresAt,
      );
      companies += 1;
    } catch (error) {
      logger().error('the figures of a company cannot be made in a run, which goes on without them', {
        run_id: runId,
        client,
        company: id,
        who: 'the client that stored it: its figures are made when they are read, and its alerts miss this run',
        what_to_do: 'mend what the error names; the next run makes them',
        error,
      });
    }
  }
  return { companies };
}
