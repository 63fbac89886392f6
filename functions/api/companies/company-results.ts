import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Company } from '#domain/companies/company.ts';
import { type CompanyWorld, companyHelps, companyResults } from '#domain/companies/company-results.ts';
import type { Hedges } from '#domain/companies/hedges.ts';
import { type LineDetails, lineDetails } from '#domain/companies/line-details.ts';
import { measureNames } from '#domain/explanations/labels.ts';
import type { EndUse, MethodologyReference } from '#domain/vocabulary/score-document.ts';
import { keptForNewestKey } from '#functions/http/cold-start.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import { suppliersNamedBy } from '#functions/store/clients/companies.ts';
import {
  type FiguresOfCompany,
  type KeptCompanyResults,
  type KeptPart,
  madeFrom,
} from '#functions/store/clients/company-results.ts';
import { type OwnSupplier, type RunWorld, runWorldOf } from '#functions/store/clients/company-worlds.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import type { SupplierChain } from '#functions/store/clients/supplier-chain.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { type PublishedScores, runDocument } from '#functions/store/scores/published-scores.ts';
import { chainForAnswer } from '../custom-suppliers/scores-of-client.ts';

export type CompanyResultsPorts = Readonly<{
  scores: PublishedScores;
  suppliers: Pick<CustomSuppliers, 'get'>;
  results: KeptCompanyResults;
  ownSuppliers: (
    run: Pick<RunPointer, 'run_id'>,
    stored: readonly StoredSupplier[],
    buyer: string,
    end_use: EndUse,
    chain: SupplierChain,
  ) => Promise<readonly OwnSupplier[]>;
}>;

/** Then made anew. */
const KEPT_SECONDS = 3 * 86_400;

/** Country -> what figures of one run rest on. */
const worldsOfRun = keptForNewestKey<Map<string, Promise<RunWorld>>>();

type RunOfWorld = Pick<RunPointer, 'run_id' | 'as_of'>;

async function worldOf(scores: PublishedScores, run: RunOfWorld, buyer: string): Promise<RunWorld> {
  const worlds = await worldsOfRun(run.run_id, async () => new Map());
  const made = worlds.get(buyer) ?? runWorldOf(scores, run, buyer);
  worlds.set(buyer, made);
  made.catch(() => worlds.delete(buyer));
  return made;
}

/** `from` names the versions that figures are made from. */
export async function scoredCompany(
  client: string,
  stored: ClientItem<Company>,
  { scores, suppliers, ownSuppliers }: CompanyResultsPorts,
) {
  const { country, end_use } = stored.content;
  const used = await storedSuppliers(client, suppliersNamedBy(stored.content), suppliers);
  const chain = await chainForAnswer(client, used, new Map(), suppliers);
  return {
    from: madeFrom(stored, [...chain.values()]),
    async worldIn(
      run: RunOfWorld,
    ): Promise<Readonly<{ methodology: MethodologyReference; world: CompanyWorld }>> {
      const [ofRun, own] = await Promise.all([
        worldOf(scores, run, country),
        used.length === 0 ? [] : ownSuppliers(run, used, country, end_use, chain),
      ]);
      return { methodology: ofRun.methodology, world: ofRun.worldFor(end_use, own) };
    },
  };
}

export type Asked = Readonly<{
  run: RunPointer;
  helps: boolean;
  budget: number | undefined;
  details: boolean;
  now: string;
}>;

export type ShownFigures = FiguresOfCompany &
  Readonly<{
    helps: Hedges | null;
    details: readonly LineDetails[] | null;
  }>;

/** As they are kept, else made now and kept. */
export async function figuresOfCompany(
  client: string,
  stored: ClientItem<Company>,
  { run, helps, budget, details, now }: Asked,
  ports: CompanyResultsPorts,
): Promise<ShownFigures> {
  const { id, content: company } = stored;
  const { from, worldIn } = await scoredCompany(client, stored, ports);
  const { results } = ports;
  let made: ReturnType<typeof worldIn> | null = null;
  async function kept<T>(
    part: KeptPart,
    compute: (of: Awaited<ReturnType<typeof worldIn>>) => T | Promise<T>,
  ): Promise<T> {
    const found = await results.get(client, id, run.run_id, part, from);
    if (found !== null) return found as T;
    made ??= worldIn(run);
    const figures = await compute(await made);
    await results.put(
      client,
      id,
      run.run_id,
      part,
      from,
      figures,
      Math.floor(Date.parse(now) / 1000) + KEPT_SECONDS,
    );
    return figures;
  }
  const figures = await kept(
    'results',
    ({ methodology, world }): FiguresOfCompany => ({ methodology, results: companyResults(company, world) }),
  );
  return {
    ...figures,
    helps: helps
      ? await kept(budget === undefined ? 'helps' : `helps ${budget}`, ({ world }) =>
          companyHelps(company, world, budget),
        )
      : null,
    details: details
      ? await kept('details', async ({ world }) => {
          const { measures } = await runDocument(
            ports.scores,
            run.run_id,
            'measures',
            measuresDocumentSchema,
          );
          return lineDetails(company, world, measureNames(measures));
        })
      : null,
  };
}
