import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type {
  CustomPlanResponse,
  RankCustomRequest,
  ScoreCustomBatchRequest,
} from '#contracts/run/run-messages.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import type { EndUse, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type {
  CustomBatch,
  CustomRankingPage,
  CustomRanks,
  CustomRow,
  CustomRun,
  CustomScore,
  CustomScores,
  ScoredCustomSupplier,
} from '#functions/store/custom-scores.ts';
import { type CustomSuppliers, suppliersFeeding } from '#functions/store/custom-suppliers.ts';
import {
  ChainTooLong,
  chainWith,
  MOST_IN_CHAIN,
  placesNamed,
  type SupplierChain,
  versionsAbove,
} from '#functions/store/supplier-chain.ts';
import { type CompanyScoringPorts, scoreCompanies } from './company-scoring.ts';
import type { RunIdentity } from './results/run-scorer.ts';
import { epochSecondsAfter, hoursBetween, type Instant } from './run-clock.ts';
import { runBeingMade } from './score-batch.ts';

/**
 * Scores custom suppliers in one run, each beside the shipped register and with those of its client that it
 * lives on. Pure.
 */
export interface CustomScorer {
  score(stored: StoredSupplier, buyer: string, chain: SupplierChain): CustomScore;
  /** What its score depends on, for users of an end use. */
  inputs(stored: StoredSupplier, buyer: string, end_use: EndUse, chain: SupplierChain): SupplierInputs;
  /** Whether a supplier ships under the id: readers then mean that one. */
  ships(id: string): boolean;
}

/**
 * Makes the scorer of a run from its pinned inputs. `places`: suppliers of the register and sites of them
 * that feed those that will be scored.
 */
export type MakeCustomScorer = (
  run: RunIdentity,
  inputsSha256: string,
  places?: readonly string[],
) => Promise<CustomScorer>;

export interface CustomScoringPorts extends Omit<CompanyScoringPorts, 'suppliers' | 'makeCustomScorer'> {
  readonly suppliers: Pick<CustomSuppliers, 'clients' | 'list' | 'get'>;
  readonly scores: CustomScores;
  readonly makeCustomScorer: MakeCustomScorer;
  readonly buyers: readonly string[];
}

/** Most suppliers of a batch, and most of their sites: about half a minute of work at 1 GB. */
const CUSTOM_SUPPLIERS_PER_BATCH = 100;
const CUSTOM_SITES_PER_BATCH = 400;
/** Rows of a page of the ranking: about 6 KB gzipped. */
const CUSTOM_ROWS_PER_PAGE = 100;
/** Plans and rows of batches are read within the run only. */
const CUSTOM_WORK_DAYS = 2;

const MINUTES_PER_HOUR = 60;

/**
 * Minutes after the start of a run in which custom suppliers are scored and ranked on AWS: the execution has
 * an hour, and has to publish.
 */
export const CUSTOM_MINUTES = { score: 30, rank: 40 } as const;

/**
 * Does some of the work on custom suppliers while the run is young enough. `null`: it was too old, nothing
 * was done, and the log says so; the clients
 * concerned have their suppliers scored when they read them.
 */
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

/** The steps that score custom suppliers, wherever each of them is done. */
export interface CustomSteps {
  plan(runId: string, now: Instant): Promise<CustomPlanResponse>;
  score(request: ScoreCustomBatchRequest): Promise<unknown>;
  rank(request: RankCustomRequest): Promise<unknown>;
  /** Makes the figures of companies. */
  companies(runId: string): Promise<unknown>;
  /** How many batches and clients are given out at once. */
  readonly atOnce: number;
}

/** All steps in this thread, one after another. */
export const customStepsHere = (ports: CustomScoringPorts): CustomSteps => ({
  plan: (runId, now) => planCustomBatches(runId, now, ports),
  score: (request) => scoreCustomBatch(request, ports),
  rank: (request) => rankCustomSuppliers(request, ports),
  companies: (runId) => scoreCompanies(runId, ports),
  atOnce: 1,
});

/**
 * Scores the custom suppliers of all clients, then their companies, in a run that is about to be published.
 * It never rejects: whatever fails is logged, and the clients
 * that it concerns have their suppliers scored when they read them; the run and all other clients go on.
 */
export async function scoreCustomSuppliers(runId: string, now: Instant, steps: CustomSteps): Promise<void> {
  await guarded(
    async () => {
      const { batches, clients } = await steps.plan(runId, now);
      await inTurns(batches, steps.atOnce, steps.score, ({ batch }) => ({
        run_id: runId,
        step: 'score',
        batch,
      }));
      await rankCustomClients(clients, steps);
    },
    { run_id: runId, step: 'plan' },
  );
  await guarded(() => steps.companies(runId), { run_id: runId, step: 'companies' });
}

/**
 * Ranks the custom suppliers of each client, and resolves to how many clients have no ranking. It never
 * rejects: a client that cannot be ranked is logged, and the others go on.
 */
export const rankCustomClients = (
  clients: readonly RankCustomRequest[],
  { rank, atOnce }: Pick<CustomSteps, 'rank' | 'atOnce'>,
): Promise<number> =>
  inTurns(clients, atOnce, rank, ({ run_id, client }) => ({ run_id, step: 'rank', client }));

/** Resolves to how many requests were not done: they failed, or there was no time left for them. */
async function inTurns<T>(
  requests: readonly T[],
  atOnce: number,
  work: (request: T) => Promise<unknown>,
  where: (request: T) => object,
): Promise<number> {
  const queue = requests.values();
  let undone = 0;
  const worker = async (): Promise<void> => {
    for (const request of queue) if (!(await guarded(() => work(request), where(request)))) undone += 1;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, requests.length) }, worker));
  return undone;
}

/** Resolves to whether the work was done. */
async function guarded(work: () => Promise<unknown>, where: object): Promise<boolean> {
  try {
    return (await work()) !== null;
  } catch (error) {
    logger().error('custom suppliers could not be scored at night; the run goes on without them', {
      ...where,
      who: 'the clients concerned: their suppliers are scored when they are read, and more than 1,000 cannot be put in order of score',
      what_to_do: 'mend what the error names; the next run scores them again',
      error: error instanceof Error ? error : String(error),
    });
    return false;
  }
}

const SUPPLIERS_PER_READ = 500;

/**
 * Lists the custom suppliers of all clients and cuts them into batches, each of one client. A client whose
 * suppliers cannot be listed is left
 * out and logged: its suppliers are then scored when they are read. `now`: when the listing began.
 */
export async function planCustomBatches(
  runId: string,
  now: Instant,
  ports: CustomScoringPorts,
): Promise<CustomPlanResponse> {
  const run = await runBeingMade(runId, ports);
  const batches: CustomBatch[] = [];
  const clients: RankCustomRequest[] = [];
  for (const client of await ports.suppliers.clients()) {
    try {
      const ofClient = await batchesOf(client, ports);
      clients.push({ run_id: runId, client, batches: ofClient.length, listed_at: now });
      batches.push(...ofClient);
    } catch (error) {
      logger().error(
        'the custom suppliers of a client cannot be listed; the run goes on without their scores',
        {
          run_id: runId,
          client,
          who: 'this client alone: its suppliers are scored when they are read, and more than 1,000 cannot be put in order of score',
          what_to_do: 'mend what the error names; the next run scores them',
          error: error as Error,
        },
      );
    }
  }
  await ports.scores.putPlan(runId, batches, epochSecondsAfter(run.started_at, CUSTOM_WORK_DAYS));
  return { run_id: runId, batches: batches.map((_, batch) => ({ run_id: runId, batch })), clients };
}

async function batchesOf(
  client: string,
  { suppliers }: Pick<CustomScoringPorts, 'suppliers'>,
): Promise<readonly CustomBatch[]> {
  const batches: CustomBatch[] = [];
  let after: string | null = null;
  let begin: string | null = null;
  let [count, sites] = [0, 0];
  const close = (): void => {
    if (count > 0 && after !== null) batches.push({ client, after: begin, last: after });
    [begin, count, sites] = [after, 0, 0];
  };
  for (;;) {
    const some = await suppliers.list(client, SUPPLIERS_PER_READ, after);
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
 * Scores a batch of a client's custom suppliers for all buyers, and writes the scores and the rows for their
 * ranking. A supplier that cannot be
 * scored is left out with the reason, which its client reads. A retry writes the same bytes, unless a
 * supplier was changed in between.
 */
export async function scoreCustomBatch(
  { run_id, batch: number }: ScoreCustomBatchRequest,
  ports: CustomScoringPorts,
): Promise<{ readonly written: number }> {
  const [run, batch] = await Promise.all([runBeingMade(run_id, ports), ports.scores.batch(run_id, number)]);
  if (batch === null) throw new Error(`run ${run_id} has no batch ${number} of custom suppliers`);
  const { ships } = await ports.makeCustomScorer(run, run.inputs_sha256);
  const scored: ScoredCustomSupplier[] = [];
  const left_out: { readonly id: string; readonly reason: string }[] = [];
  const suppliers = await suppliersOf(batch, ports);
  const whole = await chainOfClient(run_id, batch.client, suppliers, ports);
  for (const stored of suppliers) {
    if (ships(stored.id)) continue;
    try {
      const chain = whole ?? (await chainWith(batch.client, [stored], new Map(), ports.suppliers));
      const above = versionsAbove(stored, chain);
      const { score } = await ports.makeCustomScorer(run, run.inputs_sha256, placesNamed(chain));
      scored.push({
        id: stored.id,
        version: stored.version,
        ...(Object.keys(above).length === 0 ? {} : { above }),
        scores: ports.buyers.map((buyer) => score(stored, buyer, chain)),
      });
    } catch (error) {
      left_out.push({ id: stored.id, reason: error instanceof Error ? error.message : String(error) });
      logOmittedSupplier(run_id, batch.client, stored, error);
    }
  }
  await ports.scores.putScored(
    batch.client,
    run_id,
    scored,
    epochSecondsAfter(run.started_at, ports.customScoreDays),
  );
  for (const [place, buyer] of ports.buyers.entries()) {
    const rows = scored.flatMap(({ version, scores }) => {
      const score = scores[place];
      return score === undefined ? [] : [customRowOf(score.document, version)];
    });
    await ports.scores.putRows(
      batch.client,
      run_id,
      buyer,
      { batch: number, rows, left_out },
      epochSecondsAfter(run.started_at, CUSTOM_WORK_DAYS),
    );
  }
  return { written: scored.length };
}

const keptChains = new WeakMap<
  CustomScoringPorts['suppliers'],
  { readonly of: string; readonly chain: SupplierChain }
>();

/**
 * What the suppliers of a batch live on. Where they live on others, all of the client are read once a run and
 * process, as most batches need most of them,
 * or where these are too many those that the batch needs. Null: these are too many too, and each supplier is
 * scored with its own.
 */
async function chainOfClient(
  runId: string,
  client: string,
  batch: readonly StoredSupplier[],
  { suppliers }: Pick<CustomScoringPorts, 'suppliers'>,
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

/** Null: too many to be scored together. */
async function everySupplier(
  client: string,
  suppliers: CustomScoringPorts['suppliers'],
): Promise<SupplierChain | null> {
  const all = await suppliers.list(client, MOST_IN_CHAIN + 1, null);
  return all.length > MOST_IN_CHAIN ? null : new Map(all.map((stored) => [stored.id, stored]));
}

async function suppliersOf(
  { client, after, last }: CustomBatch,
  { suppliers }: Pick<CustomScoringPorts, 'suppliers'>,
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

/** The fields of a score by which rankings are filtered and put in order. */
export function customRowOf(document: ScoreDocument, version: number): CustomRow {
  const { subject, score, band, stage, element, elements, countries } = document;
  const { coverage, p_90, now, scarce, scarce_now, expected_days, hhi } = document;
  return {
    subject,
    score,
    band,
    stage,
    element,
    elements,
    countries,
    coverage,
    p_90,
    now,
    scarce,
    scarce_now,
    expected_days,
    hhi,
    version,
  };
}

function logOmittedSupplier(
  run_id: string,
  client: string,
  { id, version }: StoredSupplier,
  error: unknown,
): void {
  logger().error('a custom supplier cannot be scored and is left out of the run', {
    run_id,
    client,
    supplier: id,
    version,
    who: 'the client that stored it; its other suppliers, other clients and the run are not affected',
    what_to_do:
      'score it with test/golden/score-cases.command.ts to see the error, and mend the scorer or ask the client for another version',
    error: error as Error,
  });
}

/** Most suppliers that are named as left out; the log has all of them. */
const MOST_LEFT_OUT = 100;

/**
 * Ranks the custom suppliers of a client for each buyer, and writes at the end what makes the scores of the
 * client readable. Throws when a batch of the
 * client was not scored: its suppliers are then scored when they are read.
 */
export async function rankCustomSuppliers(
  { run_id, client, batches, listed_at }: RankCustomRequest,
  ports: CustomScoringPorts,
): Promise<{ readonly suppliers: number }> {
  const run = await runBeingMade(run_id, ports);
  const expiresAt = epochSecondsAfter(run.started_at, ports.customScoreDays);
  const leftOut: CustomRun['left_out'][number][] = [];
  let suppliers = 0;
  for (const [place, buyer] of ports.buyers.entries()) {
    const found = await ports.scores.rows(client, run_id, buyer);
    if (found.length !== batches)
      throw new Error(
        `${batches - found.length} of ${batches} batches of custom suppliers of ${client} were not scored`,
      );
    const rows = found.flatMap((batch) => batch.rows);
    const pages = customRankingPages({ client, run_id, buyer }, rows, CUSTOM_ROWS_PER_PAGE);
    await ports.scores.putRankingPages(pages, expiresAt);
    await ports.scores.putRanks(client, run_id, buyer, customRanks(rows), expiresAt);
    suppliers = rows.length;
    if (place === 0) leftOut.push(...found.flatMap((batch) => batch.left_out));
  }
  const { as_of } = run;
  const left_out = leftOut.slice(0, MOST_LEFT_OUT);
  await ports.scores.putRun(
    { client, run_id, as_of, listed_at, suppliers, rows_per_page: CUSTOM_ROWS_PER_PAGE, left_out },
    expiresAt,
  );
  return { suppliers };
}

/** Highest score first, those of equal published scores by id, those without a score last. */
function byScore(left: CustomRow, right: CustomRow): number {
  return (right.score ?? -1) - (left.score ?? -1) || (left.subject.id < right.subject.id ? -1 : 1);
}

/** Pages of the ranking of a client's custom suppliers. */
export function customRankingPages(
  of: Pick<CustomRankingPage, 'client' | 'run_id' | 'buyer'>,
  rows: readonly CustomRow[],
  rowsPerPage: number,
): readonly CustomRankingPage[] {
  const ordered = rows.toSorted(byScore);
  return Array.from({ length: Math.ceil(ordered.length / rowsPerPage) }, (_, page) => ({
    ...of,
    page,
    rows: ordered.slice(page * rowsPerPage, (page + 1) * rowsPerPage),
  }));
}

/** Places by published score; suppliers without a score have none. */
export function customRanks(rows: readonly Pick<CustomRow, 'score'>[]): CustomRanks {
  const ordered = rows
    .flatMap(({ score }) => (score === null ? [] : [score]))
    .sort((left, right) => right - left);
  const scores: number[] = [];
  const positions: number[] = [];
  for (const [index, score] of ordered.entries()) {
    if (score === ordered[index - 1]) continue;
    scores.push(score);
    positions.push(index + 1);
  }
  return { of: ordered.length, scores, positions };
}
