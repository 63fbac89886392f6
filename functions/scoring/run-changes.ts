import { measuresDocumentSchema, runObservations } from '#contracts/run/run-documents.ts';
import type { BatchRequest } from '#contracts/run/run-messages.ts';
import { changesShardsOf } from '#contracts/store/table-layout.ts';
import {
  type ChangeStamp,
  changeDocument,
  changesBand,
  differs,
  isAgeing,
  type ScoreChange,
  type TitleOf,
  withCauseLabels,
} from '#domain/explanations/changes/change-document.ts';
import { type ExplainedChange, explainChange } from '#domain/explanations/changes/subject-change.ts';
import { measureTitle } from '#domain/explanations/labels.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import type { Parameters } from '#domain/method/parameters.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Driver, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunEvent } from '#functions/store/runs/run-events.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { BatchResult, FollowUp, RunRows, SubjectResult } from '#functions/store/runs/run-rows.ts';
import {
  type ExplanationDocument,
  type PublishedScores,
  runDocument,
} from '#functions/store/scores/published-scores.ts';
import {
  type ChangesHead,
  NUMBERS_PER_BATCH,
  numberOfRun,
  type PublishedChange,
  positionOf,
  type ScoreChanges,
} from '#functions/store/scores/score-changes.ts';
import { CHANGES_KEPT_DAYS } from './operational-settings.ts';
import { subjectsOfTwoRuns } from './results/subjects-of-two-runs.ts';
import { dateOf, epochSecondsAfter } from './run-clock.ts';

/**
 * The explanations of two runs do not say why a score changed: one is missing, or the attribution cannot
 * handle it. A second attempt gives the same.
 */
export class ChangeUnexplained extends Error {
  override readonly name = 'ChangeUnexplained';
}

/** Throws `ChangeUnexplained`. */
export type ExplainChange = (
  before: Explanation,
  after: Explanation,
  isSameProgram?: boolean,
) => ExplainedChange;

/** From the two explanations and nothing else. `parameters`: of the later run. */
export const changeExplainer =
  (parameters: Parameters): ExplainChange =>
  (before, after, isSameProgram) => {
    try {
      return explainChange(before, after, parameters, isSameProgram);
    } catch (error) {
      throw new ChangeUnexplained(
        `the attribution failed: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  };

export type RunChangesPorts = Readonly<{
  rows: RunRows;
  scores: PublishedScores;
  changes: ScoreChanges;
  explainChange: ExplainChange;
}>;

/**
 * Changes are told against another run than the one that readers of the feed have: they must be told anew.
 */
export class FeedWentOn extends Error {
  override readonly name = 'FeedWentOn';
}

/** Rows expire a month after the feed has stopped to serve them. */
const GRACE_DAYS = 30;
const READ_AT_ONCE = 500;
/** The newest: the feed does not go back to older ones. */
const MOST_NEVER_TOLD = 500;
/** Or a few more: those of a subject stay together. */
const AT_ONCE = 50;

/** Behind what readers see of the feed. A second call writes the same. */
export async function tellChanges(
  request: BatchRequest,
  run: RunRecord,
  results: readonly BatchResult[],
  { rows, scores, changes, explainChange }: RunChangesPorts,
): Promise<Omit<FollowUp, 'since' | 'points'>> {
  const since = toldSince(run);
  const previous = since.run_id === null ? null : await scores.run(since.run_id);
  const stamp: ChangeStamp = {
    run_id: run.run_id,
    as_of: run.as_of,
    computed_at: run.started_at,
    previous: previous && { run_id: previous.run_id, as_of: previous.as_of },
    arrived: previous === null ? {} : await arrivedBetween(previous.run_id, run.run_id, scores),
  };
  const titleOf = await measureTitles(run.run_id, scores);
  const expiresAt = epochSecondsAfter(run.started_at, CHANGES_KEPT_DAYS + GRACE_DAYS);
  const first = firstNumber(run.run_id, request.batch);
  const told = { changes: 0, unexplained: 0, score_changes: 0, band_changes: 0 };
  const tell = async (changed: readonly ScoreChange[]): Promise<void> => {
    if (told.changes + changed.length > NUMBERS_PER_BATCH)
      throw new RangeError(
        `batch ${request.batch} of run ${run.run_id} has more than ${NUMBERS_PER_BATCH} changes`,
      );
    const numbered = changed.map((change, n) => {
      const seq = first + told.changes + n;
      return { seq, position: positionOf(since.feed_day, seq), ...change };
    });
    await changes.append(numbered, expiresAt);
    told.changes += changed.length;
    told.unexplained += changed.filter(({ by_cause }) => by_cause?.unexplained !== undefined).length;
    const types = changed.flatMap(eventTypesOf);
    told.score_changes += types.filter((type) => type === 'score.changed').length;
    told.band_changes += types.filter((type) => type === 'band.changed').length;
  };
  const [explainedThen, explainedNow] = [
    explanationsIn(since.run_id, rows),
    explanationsIn(run.run_id, rows),
  ];
  let changed: ScoreChange[] = [];
  for await (const { is, was } of subjectsOfTwoRuns(request, results, since.run_id, rows)) {
    const moved = movedScores(is, was);
    const hasBoth = moved.length > 0 && is.length > 0 && was.length > 0;
    const [then, now] = hasBoth ? [await explainedThen(was), await explainedNow(is)] : [];
    const isSameProgram = was[0]?.exact.facts.code === is[0]?.exact.facts.code;
    for (const { before, after } of moved) {
      const isCompared = before?.score != null && after?.score != null && stamp.previous !== null;
      const explained =
        isCompared && then && now
          ? changeExplained(then(before.buyer), now(after.buyer), after, (one, other) =>
              explainChange(one, other, isSameProgram),
            )
          : null;
      changed.push(changeDocument({ before, after, explained }, stamp, titleOf));
    }
    if (changed.length < AT_ONCE) continue;
    await tell(changed);
    changed = [];
  }
  await tell(changed);
  return { ...told, last_seq: told.changes === 0 ? null : first + told.changes - 1 };
}

/** All of a batch at once, as subjects come in its order. `null`: gone, or damaged. */
function explanationsIn(runId: string | null, rows: Pick<RunRows, 'explanations'>) {
  let opened: Readonly<{ batch: number; explanations: ReturnType<RunRows['explanations']> }> | null = null;
  return async (
    ofSubject: readonly BatchResult[],
  ): Promise<(buyer: string) => ExplanationDocument | null> => {
    const place = ofSubject[0]?.explained;
    if (runId === null || place === undefined) return () => null;
    if (opened?.batch !== place.batch)
      opened = { batch: place.batch, explanations: rows.explanations(runId, place.batch) };
    const explanations = await opened.explanations;
    let lines: readonly string[] | undefined;
    return (buyer) => {
      try {
        lines ??= explanations?.(place);
        return JSON.parse(lines?.[ofSubject.findIndex(({ document }) => document.buyer === buyer)] ?? 'null');
      } catch {
        return null; // that costs the reason of a change, and not the night
      }
    };
  };
}

/**
 * Lets readers see the changes of a run, up to `lastSeq` (`null`: nothing changed), unless they see later
 * ones. `givenUp`: runs whose changes readers never see. Throws `FeedWentOn`. Returns whether readers see
 * them.
 */
export async function showChanges(
  run: RunRecord,
  { lastSeq, batches }: Readonly<{ lastSeq: number | null; batches: number }>,
  givenUp: readonly string[],
  changes: ScoreChanges,
): Promise<boolean> {
  const { feed_day: day, run_id: since } = toldSince(run);
  for (;;) {
    const head = await changes.head();
    if (head !== null && head.run_id >= run.run_id) return isShown(run, head);
    if ((head?.run_id ?? null) !== since)
      throw new FeedWentOn(
        `run ${run.run_id} tells what changed since ${since}, and readers of the feed have ${head?.run_id}`,
      );
    const never_told = [...new Set([...(head?.never_told ?? []), ...givenUp])].sort().slice(-MOST_NEVER_TOLD);
    const next = {
      position: positionOf(day, lastSeq ?? numberOfRun(run.run_id)),
      run_id: run.run_id,
      months: monthsKept(head, day, lastSeq !== null),
      never_told,
      shards: Math.max(changesShardsOf(batches), head?.shards ?? 1),
    };
    if (await changes.moveHead(head, next)) return true;
  }
}

export const isShown = ({ run_id }: RunRecord, head: ChangesHead | null): boolean =>
  head !== null && head.run_id >= run_id && !head.never_told.includes(run_id);

/** Behind a number, some at a time. */
export async function* changesOfBatch(
  { run_id, batch }: BatchRequest,
  day: string,
  [after, upTo]: readonly [number, number],
  feed: Pick<ScoreChanges, 'page'>,
): AsyncGenerator<readonly PublishedChange[]> {
  for (let at = Math.max(after, firstNumber(run_id, batch) - 1); at < upTo; ) {
    const range = { after: positionOf(day, at), upTo: positionOf(day, upTo), limit: READ_AT_ONCE };
    const page = await feed.page({ month: day.slice(0, 7), batch }, range);
    if (page.length > 0) yield page;
    at = page.at(-1)?.seq ?? upTo;
  }
}

const firstNumber = (runId: string, batch: number) => numberOfRun(runId) + batch * NUMBERS_PER_BATCH + 1;

/** Throws when the run has not got so far. */
export function toldSince({ run_id, told_since }: RunRecord): NonNullable<RunRecord['told_since']> {
  if (told_since === undefined) throw new Error(`what run ${run_id} has changed is not to be told yet`);
  return told_since;
}

/**
 * The day under which the changes of a run stand in the feed: its own, but never before what the feed has, or
 * what an earlier run has left there. After a clock was set back, readers who hold a cursor would miss
 * changes otherwise. `notBefore`: the latest day on which an earlier run began.
 */
export function dayInFeed(run: RunRecord, head: ChangesHead | null, notBefore: string): string {
  const day = [dateOf(run.started_at), notBefore].sort().at(-1) ?? notBefore;
  if (head === null || head.run_id > run.run_id) return day;
  return [day, dateOf(head.position)].sort().at(-1) ?? day;
}

function monthsKept(head: ChangesHead | null, day: string, hasChanges: boolean): readonly string[] {
  const oldest = isoDate(dayNumber(day) - CHANGES_KEPT_DAYS).slice(0, 7);
  const months = new Set([...(head?.months ?? []), ...(hasChanges ? [day.slice(0, 7)] : [])]);
  return [...months].filter((month) => month >= oldest).sort();
}

type MovedScore = Readonly<{
  before: ScoreDocument | null;
  after: ScoreDocument | null;
}>;

const movedScores = (is: readonly SubjectResult[], was: readonly SubjectResult[]): readonly MovedScore[] =>
  [...new Set([...is, ...was].map(({ document }) => document.buyer))].sort().flatMap((buyer) => {
    const ofBuyer = (results: readonly SubjectResult[]) =>
      results.find(({ document }) => document.buyer === buyer)?.document ?? null;
    const [before, after] = [ofBuyer(was), ofBuyer(is)];
    return before === null || after === null || differs(before, after) ? [{ before, after }] : [];
  });

/** Observations that the later run knows and the earlier one did not, by signal. */
async function arrivedBetween(
  earlier: string,
  later: string,
  scores: PublishedScores,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const observationsOf = async (runId: string) =>
    runObservations(await scores.document(runId, 'observations'));
  const [known, now] = await Promise.all([observationsOf(earlier), observationsOf(later)]);
  if (known === null || now === null) return {};
  const arrived = Object.entries(now).map(([signal, rows]) => {
    const before = new Set(known[signal]);
    return [signal, rows.filter((row) => !before.has(row))] as const;
  });
  return Object.fromEntries(arrived.filter(([, rows]) => rows.length > 0));
}

type ExplainTwo = (before: Explanation, after: Explanation) => ExplainedChange;

function changeExplained(
  was: ExplanationDocument | null,
  is: ExplanationDocument | null,
  after: ScoreDocument,
  explain: ExplainTwo,
) {
  const attribution = attributionOf(was, is, after, explain);
  if (was === null || is === null) return { attribution, driversBefore: [], driversAfter: [] };
  return { attribution, driversBefore: driversOf(was), driversAfter: driversOf(is) };
}

/** `null`: the causes cannot be worked out, which is logged; the change is reported all the same. */
function attributionOf(
  was: ExplanationDocument | null,
  is: ExplanationDocument | null,
  { run_id, subject, buyer }: ScoreDocument,
  explainChange: ExplainTwo,
): ExplainedChange | null {
  try {
    if (was === null || is === null)
      throw new ChangeUnexplained(`the ${was === null ? 'earlier' : 'later'} explanation is gone`);
    return explainChange(was, is);
  } catch (error) {
    if (!(error instanceof ChangeUnexplained)) throw error;
    logger().error('why a score changed could not be worked out; the change is published as unexplained', {
      run_id,
      subject: `${subject.type} ${subject.id}`,
      buyer,
      who: 'readers of /v1/changes see the change with the cause "unexplained"; the score itself is not affected',
      what_to_do:
        'compare the explanations of this run and of the run before for this subject, and mend the attribution',
      error,
    });
    return null;
  }
}

const driversOf = ({ drivers }: ExplanationDocument): readonly Driver[] => drivers as readonly Driver[];

async function measureTitles(runId: string, scores: PublishedScores): Promise<TitleOf> {
  const { measures } = await runDocument(scores, runId, 'measures', measuresDocumentSchema);
  const titles = new Map(measures.map((row) => [row.id, measureTitle(row)]));
  return (measure) => titles.get(measure) ?? measure;
}

type ChangeEventType = 'score.changed' | 'band.changed';

/** None where passing days have moved the score within its band, two where the band is another. */
const eventTypesOf = (change: ScoreChange): readonly ChangeEventType[] =>
  isAgeing(change) ? [] : changesBand(change) ? ['score.changed', 'band.changed'] : ['score.changed'];

export const eventsOf = ({ position: _place, ...change }: PublishedChange): readonly RunEvent[] =>
  eventTypesOf(change).map((type) => ({
    type,
    detail: { event_id: `${type}:${change.seq}`, ...withCauseLabels(change) },
  }));
