import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { CustomBatch } from '#contracts/run/run-messages.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import type { EndUse } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import {
  type CustomRun,
  type CustomScore,
  type CustomScores,
  customRowOf,
  type ScoredCustomSupplier,
} from '#functions/store/clients/custom-scores.ts';
import { type CustomSuppliers, suppliersFeeding } from '#functions/store/clients/custom-suppliers.ts';
import {
  ChainTooLong,
  chainWith,
  MOST_IN_CHAIN,
  placesNamed,
  type SupplierChain,
  versionsAbove,
} from '#functions/store/clients/supplier-chain.ts';
import { type CompanyScoringPorts, scoreCompanies } from './company-scoring.ts';
import type { RunIdentity } from './results/run-scorer.ts';
import { epochSecondsAfter, hoursBetween, type Instant } from './run-clock.ts';
import { runBeingMade } from './score-batch.ts';

/** Scores custom suppliers in one run, each with those of its client that it lives on. Pure. */
export interface CustomScorer {
  score(stored: StoredSupplier, buyer: string, chain: SupplierChain): CustomScore;
  inputs(stored: StoredSupplier, buyer: string, end_use: EndUse, chain: SupplierChain): SupplierInputs;
  /** A supplier that ships under the id is the one that readers mean. */
  ships(id: string): boolean;
}

/** `places`: suppliers of the register and their sites that feed those that will be scored. */
export type MakeCustomScorer = (
  run: RunIdentity,
  inputsSha256: string,
  places?: readonly string[],
) => Promise<CustomScorer>;

export type CustomScoringPorts = Omit<CompanyScoringPorts, 'suppliers' | 'makeCustomScorer'> &
  Readonly<{
    suppliers: Pick<CustomSuppliers, 'clients' | 'list' | 'get'>;
    scores: CustomScores;
    makeCustomScorer: MakeCustomScorer;
    buyers: readonly string[];
  }>;

/** About half a minute of work at 1 GB. */
const CUSTOM_SUPPLIERS_PER_BATCH = 100;
const CUSTOM_SITES_PER_BATCH = 400;

const MINUTES_PER_HOUR = 60;

/** After the start of a run, on AWS: it has an hour, and has to publish. */
export const CUSTOM_MINUTES = { score: 30, close: 40 } as const;

/** Works for clients while the run is young enough. `null`: it was too old, which the log says. */
export async function whileThereIsTime<T>(
  work: keyof typeof CUSTOM_MINUTES,
  runId: string,
  now: Instant,
  ledger: CustomScoringPorts['ledger'],
  doIt: () => Promise<T>,
): Promise<T | null> {
  const run = await ledger.get(runId);
  const minutes = run === null ? 0 : hoursBetween(run.started_at, now) * MINUTES_PER_HOUR;
  if (minutes < CUSTOM_MINUTES[work]) return doIt();
  logger().warn('custom suppliers are left out of a run that has taken too long already', {
    run_id: runId,
    work,
    minutes: Math.round(minutes),
    at_most: CUSTOM_MINUTES[work],
    who: 'clients with custom suppliers: they are scored when they are read, and more than 1,000 cannot be put in order of score',
    what_to_do:
      'nothing if it was one night; else look for the step that took long, or score more batches at once (batchesAtOnce in infra/config.ts)',
  });
  return null;
}

export interface CustomSteps {
  plan(runId: string): Promise<readonly CustomBatch[]>;
  score(batch: CustomBatch): Promise<unknown>;
  close(runId: string, batches: readonly CustomBatch[]): Promise<unknown>;
}

export const customStepsHere = (ports: CustomScoringPorts): CustomSteps => ({
  plan: (runId) => planCustomBatches(runId, ports),
  score: (batch) => scoreCustomBatch(batch, ports),
  close: (runId, batches) => closeClients(runId, batches, ports),
});

/**
 * Scores the custom suppliers of all clients, then their companies, in a run that is about to be published.
 * Never rejects: what fails is logged and scored when it is read.
 */
export async function scoreCustomSuppliers(runId: string, steps: CustomSteps): Promise<void> {
  let batches: readonly CustomBatch[] = [];
  await guarded({ run_id: runId, step: 'plan' }, async () => {
    batches = await steps.plan(runId);
  });
  for (const batch of batches) await guarded({ ...batch, step: 'score' }, () => steps.score(batch));
  await guarded({ run_id: runId, step: 'close' }, () => steps.close(runId, batches));
}

async function guarded(where: object, work: () => Promise<unknown>) {
  try {
    await work();
    return true;
  } catch (error) {
    logger().error('custom suppliers could not be scored at night; the run goes on without them', {
      ...where,
      who: 'the clients concerned: their suppliers are scored when they are read, and more than 1,000 cannot be put in order of score',
      what_to_do: 'mend what the error names; the next run scores them again',
      error,
    });
    return false;
  }
}

const SUPPLIERS_PER_READ = 500;

export async function planCustomBatches(
  runId: string,
  ports: CustomScoringPorts,
): Promise<readonly CustomBatch[]> {
  await runBeingMade(runId, ports);
  const batches: CustomBatch[] = [];
  for (const client of await ports.suppliers.clients())
    await guarded({ run_id: runId, client }, async () => {
      batches.push(...(await batchesOf(runId, client, ports)));
    });
  return batches;
}

async function batchesOf(
  run_id: string,
  client: string,
  { suppliers }: CustomScoringPorts,
): Promise<readonly CustomBatch[]> {
  const batches: CustomBatch[] = [];
  let [after, begin]: (string | null)[] = [null, null];
  let [count, sites] = [0, 0];
  const close = () => {
    if (count > 0 && after != null)
      batches.push({ run_id, client, batch: batches.length, after: begin ?? null, last: after });
    [begin, count, sites] = [after, 0, 0];
  };
  for (;;) {
    const some = await suppliers.list(client, SUPPLIERS_PER_READ, after ?? null);
    for (const { id, supplier } of some) {
      if (
        count === CUSTOM_SUPPLIERS_PER_BATCH ||
        (count > 0 && sites + supplier.sites.length > CUSTOM_SITES_PER_BATCH)
      )
        close();
      after = id;
      count += 1;
      sites += supplier.sites.length;
    }
    if (some.length < SUPPLIERS_PER_READ) break;
  }
  close();
  return batches;
}

/**
 * Scores a batch for all buyers. A supplier that cannot be scored is left out with the reason, which its
 * client reads. A retry writes the same bytes, unless a supplier was changed in between.
 */
export async function scoreCustomBatch(
  batch: CustomBatch,
  ports: CustomScoringPorts,
): Promise<Readonly<{ written: number }>> {
  const { run_id, client } = batch;
  const run = await runBeingMade(run_id, ports);
  const expiresAt = epochSecondsAfter(run.started_at, ports.customScoreDays);
  const { ships } = await ports.makeCustomScorer(run, run.inputs_sha256);
  const scored: ScoredCustomSupplier[] = [];
  const left_out: Readonly<{ id: string; reason: string }>[] = [];
  const suppliers = await suppliersOf(batch, ports);
  const whole = await chainOfClient(run_id, client, suppliers, ports);
  for (const stored of suppliers) {
    if (ships(stored.id)) continue;
    try {
      const chain = whole ?? (await chainWith(client, [stored], new Map(), ports.suppliers));
      const { score } = await ports.makeCustomScorer(run, run.inputs_sha256, placesNamed(chain));
      scored.push({
        id: stored.id,
        version: stored.version,
        above: versionsAbove(stored, chain),
        scores: ports.buyers.map((buyer) => score(stored, buyer, chain)),
      });
    } catch (error) {
      left_out.push({ id: stored.id, reason: error instanceof Error ? error.message : String(error) });
      logger().error('a custom supplier cannot be scored and is left out of the run', {
        run_id,
        client,
        supplier: stored.id,
        version: stored.version,
        who: 'the client that stored it; its other suppliers, other clients and the run are not affected',
        what_to_do:
          'read the explanation of the supplier as its client, mend the scorer or ask the client for another version',
        error,
      });
    }
  }
  await ports.scores.putScored(client, run_id, scored, expiresAt);
  for (const [place, buyer] of ports.buyers.entries()) {
    const rows = scored.flatMap(({ version, scores }) => {
      const score = scores[place];
      return score === undefined ? [] : [customRowOf(score.document, version)];
    });
    await ports.scores.putRows(client, run_id, buyer, batch.batch, { rows, left_out }, expiresAt);
  }
  return { written: scored.length };
}

const keptChains = new WeakMap<
  CustomScoringPorts['suppliers'],
  Readonly<{ of: string; chain: SupplierChain }>
>();

/**
 * What a batch lives on: all suppliers of the client, read once a run and process, or where these are too
 * many those that the batch needs. Null: too many too, and each is scored with its own.
 */
async function chainOfClient(
  runId: string,
  client: string,
  batch: readonly StoredSupplier[],
  { suppliers }: CustomScoringPorts,
): Promise<SupplierChain | null> {
  const alone = new Map(batch.map((stored) => [stored.id, stored]));
  if (batch.every((stored) => suppliersFeeding(stored).length === 0)) return alone;
  const of = `${runId} ${client}`;
  const kept = keptChains.get(suppliers);
  const all = kept?.of === of ? kept.chain : await everySupplier(client, suppliers);
  try {
    const chain = await chainWith(client, batch, all ?? new Map(), suppliers);
    if (all !== null) keptChains.set(suppliers, { of, chain });
    return chain;
  } catch (error) {
    if (error instanceof ChainTooLong) return null;
    throw error;
  }
}

async function everySupplier(
  client: string,
  suppliers: CustomScoringPorts['suppliers'],
): Promise<SupplierChain | null> {
  const all = await suppliers.list(client, MOST_IN_CHAIN + 1, null);
  return all.length > MOST_IN_CHAIN ? null : new Map(all.map((stored) => [stored.id, stored]));
}

async function suppliersOf(
  { client, after, last }: CustomBatch,
  { suppliers }: CustomScoringPorts,
): Promise<readonly StoredSupplier[]> {
  const found: StoredSupplier[] = [];
  for (let from = after; ; ) {
    const some = await suppliers.list(client, CUSTOM_SUPPLIERS_PER_BATCH, from);
    found.push(...some.filter(({ id }) => id <= last));
    const end = some.at(-1)?.id;
    if (some.length < CUSTOM_SUPPLIERS_PER_BATCH || end === undefined || end >= last) return found;
    from = end;
  }
}

const MOST_LEFT_OUT = 100;

/**
 * Has readers see the scores of each client whose batches are all done. `unranked`: clients whose suppliers
 * are scored when they are read.
 */
export async function closeClients(
  runId: string,
  batches: readonly CustomBatch[],
  ports: CustomScoringPorts,
): Promise<Readonly<{ unranked: number }>> {
  const run = await runBeingMade(runId, ports);
  let unranked = 0;
  for (const [client, { length }] of Map.groupBy(batches, (batch) => batch.client)) {
    const isDone = await guarded({ run_id: runId, client }, async () => {
      const done = await ports.scores.rows(client, runId, ports.buyers.at(-1) ?? '');
      if (done.length !== length)
        throw new Error(
          `${length - done.length} of ${length} batches of custom suppliers of ${client} were not scored`,
        );
      const summary: CustomRun = {
        listed_at: run.started_at,
        suppliers: done.reduce((sum, { rows }) => sum + rows.length, 0),
        left_out: done.flatMap(({ left_out }) => left_out).slice(0, MOST_LEFT_OUT),
      };
      const expiresAt = epochSecondsAfter(run.started_at, ports.customScoreDays);
      await ports.scores.putRun(client, runId, summary, expiresAt);
    });
    if (!isDone) unranked += 1;
  }
  await scoreCompanies(runId, ports);
  return { unranked };
}
