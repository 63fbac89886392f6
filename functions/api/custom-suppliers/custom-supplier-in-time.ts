import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { HistoryQuery } from '#contracts/api/subjects-requests.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  type HistoryPoint,
  KNOWN_EXCEPTIONS,
  type ScoreDocument,
} from '#domain/vocabulary/score-document.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { CustomScores, ScoredInRun } from '#functions/store/clients/custom-scores.ts';
import type { CustomSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { type RunPointer, type RunRecord, wasPublished } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { type DayRange, pageOfDays } from '../published-run/day-range.ts';
import {
  asksForNow,
  FIRST_DAY,
  NOTHING_TO_NOTE,
  pointInTime,
  refuseBadDays,
  type TimeNotes,
  type TimeQuery,
} from '../published-run/point-in-time.ts';
import type { LoadRescorer, ScoreStored } from '../published-run/rescorer.ts';
import { onSignalsOfRun, requirePublished } from '../published-run/run-documents.ts';
import type { Basis } from '../published-run/score-links.ts';
import { periodOf } from '../scores/get-history.ts';
import { chainForAnswer, type ScoresOfClient } from './scores-of-client.ts';

/** Their scores of custom suppliers are kept about as long. */
const MOST_NIGHTS = 100;

export interface PublishedNight extends ScoredInRun, Pick<RunRecord, 'as_of'> {}

async function publishedNights(
  client: string,
  id: string,
  {
    scores,
    customScores,
  }: Readonly<{ scores: Pick<PublishedScores, 'runs'>; customScores: Pick<CustomScores, 'record'> }>,
): Promise<readonly PublishedNight[]> {
  const [records, found] = await Promise.all([
    scores.runs(MOST_NIGHTS, null),
    customScores.record(client, id, MOST_NIGHTS),
  ]);
  const published = new Map(records.filter(wasPublished).map((record) => [record.run_id, record]));
  return found.flatMap((night) => {
    const record = published.get(night.run_id);
    return record === undefined ? [] : [{ ...night, as_of: record.as_of }];
  });
}

export type CustomSupplierPorts = Readonly<{
  suppliers: CustomSuppliers;
  scores: PublishedScores;
  customScores: CustomScores;
  scorerOf: (run: RunPointer, client: string) => Promise<ScoresOfClient>;
  scorerIn: (run: RunRecord) => Promise<ScoreStored>;
  loadRescorer: LoadRescorer;
}>;

const MOST_VERSIONS = 200;

const VERSION_OF_THE_DAY =
  'A custom supplier is taken as the version that stood on the day, before its first version as the first one: what you say of it counts for all days before. On the day of the current run it is the newest. Those of yours that feed it are taken as they are now.';
const OTHER_CODE =
  'This service has been updated since the run: a custom supplier is scored by the new code with the facts that came with it, until the next run.';

export const notesOfRun = ({ isCodeOfRun }: ScoresOfClient): TimeNotes => ({
  publishedThen: null,
  knownExceptions: isCodeOfRun ? [] : [OTHER_CODE],
});

export type CustomSupplierOnDay = Readonly<{
  scorer: Readonly<{
    score: (stored: StoredSupplier, buyer: string) => Promise<ScoreDocument>;
    explain: ScoresOfClient['explain'];
  }>;
  version: StoredSupplier;
  basis: Basis;
  notes: TimeNotes;
}>;

/**
 * On the day of the current run the newest version, else that of the day with the facts known then.
 * `isComputed`: also where the run has stored a score. Throws `invalid_request` and `not_found`.
 */
export async function customSupplierOnDay(
  client: string,
  stored: StoredSupplier,
  time: TimeQuery,
  { scores, suppliers, scorerOf, loadRescorer }: CustomSupplierPorts,
  isComputed = false,
): Promise<CustomSupplierOnDay> {
  const run = await requirePublished(scores);
  refuseBadDays(time, run);
  if (asksForNow(time, run)) {
    const scorer = await scorerOf(run, client);
    const basis = isComputed && !scorer.isCodeOfRun ? 'on_request' : await scorer.basisOf(stored);
    const alone = {
      ...scorer,
      score: async (of: StoredSupplier, to: string) => (await scorer.score(of, to)).document,
    };
    return {
      scorer: alone,
      version: stored,
      basis,
      notes: basis === 'published' ? NOTHING_TO_NOTE : notesOfRun(scorer),
    };
  }
  const rescorer = await loadRescorer();
  const when = await onSignalsOfRun(pointInTime(time, run), run, scores);
  const record = await recordOf(client, stored.id, suppliers);
  const isDayOfRun = when.as_of === run.as_of;
  const version = isDayOfRun ? stored : record.versionOn(when.as_of);
  if (!isDayOfRun && when.as_of < record.from) throw beforeTheRecord(when.as_of, record.from);
  if (version === null) throw endedThen(stored.id, when.as_of);
  const notes = { publishedThen: null, knownExceptions: [...KNOWN_EXCEPTIONS, VERSION_OF_THE_DAY] };
  const scorer = rescorer.customSuppliersOn(when);
  const chain = await chainForAnswer(client, [version], new Map(), suppliers);
  return {
    scorer: {
      score: (of, to) => scorer.score(of, to, chain),
      explain: (of, to) => scorer.explain(of, to, chain),
    },
    version,
    basis: 'recomputed',
    notes,
  };
}

const endedThen = (id: string, day: string): ExpectedError =>
  new ExpectedError(
    'not_found',
    `On ${day} supplier ${id} had been ended; it was stored again later. Ask for another day.`,
  );

const beforeTheRecord = (day: string, from: string): ExpectedError =>
  invalidRequest([
    {
      parameter: 'as_of',
      code: 'invalid_value',
      detail: `Of a custom supplier the last ${MOST_VERSIONS} versions are read, back to ${from}: \`as_of\` ${day} lies before. Send a later day.`,
    },
  ]);

export type SupplierRecord = Readonly<{
  from: string;
  mostSites: number;
  /** The first version for earlier days; null if it was deleted by then. */
  versionOn(day: string): StoredSupplier | null;
}>;

const dayOf = ({ updated_at }: StoredSupplier) => updated_at.slice(0, 10);
const BEGINNING = '0000-01-01';

async function recordOf(client: string, id: string, suppliers: CustomSuppliers): Promise<SupplierRecord> {
  const versions = await suppliers.versions(client, id, MOST_VERSIONS);
  const [first] = versions;
  return {
    from: first === undefined || first.version === 1 ? BEGINNING : dayOf(first),
    mostSites: versions.reduce((most, { supplier: { sites } }) => Math.max(most, sites.length), 1),
    versionOn(day) {
      const then = versions.findLast((version) => dayOf(version) <= day) ?? first;
      return then === undefined || then.deleted ? null : then;
    },
  };
}

/** A page ends there, whatever its `limit`. */
const MOST_DAYS = 120;
/** In one request; those of suppliers that feed it cost a tenth. */
const MOST_SITES_ON_DAYS = 1800;

export type CustomHistoryQuestion = Readonly<{
  client: string;
  buyer: string;
  range: DayRange;
  interval: HistoryQuery['interval'];
  limit: number;
}>;

/** Oldest first: as a run has published the version of the day, else scored for this response. */
export async function customSupplierHistory(
  stored: StoredSupplier,
  { client, buyer, range, interval, limit }: CustomHistoryQuestion,
  at: Paging['at'],
  { scores, suppliers, scorerOf, customScores }: CustomSupplierPorts,
) {
  const run = await requirePublished(scores);
  const [scorer, record, nights] = await Promise.all([
    scorerOf(run, client),
    recordOf(client, stored.id, suppliers),
    publishedNights(client, stored.id, { scores, customScores }),
  ]);
  const from = [range.from, FIRST_DAY, record.from].sort().at(-1) ?? range.from;
  const to = [range.to, run.as_of].sort()[0] ?? range.to;
  const days = lastDaysOfPeriods({ from, to }, interval);
  const above = [...(await scorer.chainOf(stored)).values()].reduce(
    (sum, { id, supplier }) => (id === stored.id ? sum : sum + supplier.sites.length),
    0,
  );
  const most = Math.max(
    1,
    Math.min(limit, MOST_DAYS, Math.floor(MOST_SITES_ON_DAYS / (record.mostSites + above / 10))),
  );
  const page = pageOfDays(days, (day) => day, most, at);
  const points = page.rows.map(async (day) => {
    const version = record.versionOn(day);
    const published = nights.findLast(
      (night) => night.as_of === day && night.scored.version === version?.version,
    );
    const score = published?.scored.scores.find(({ document }) => document.buyer === buyer);
    if (score !== undefined) return [historyPoint(score, 'published')];
    return version === null ? [] : scorer.history([{ day, stored: version }], buyer);
  });
  const found: Page<HistoryPoint> = { rows: (await Promise.all(points)).flat(), at: page.at };
  const { subject, scale, methodology } = (await scorer.score(stored, buyer)).document;
  return {
    found,
    about: { subject, buyer, interval, from, to, scale },
    stamp: { methodology, run_id: run.run_id, as_of: run.as_of },
  };
}

function lastDaysOfPeriods({ from, to }: DayRange, interval: HistoryQuery['interval']): readonly string[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => isoDate(first + n));
  return [...new Map(days.map((day) => [periodOf(day, interval), day])).values()];
}
