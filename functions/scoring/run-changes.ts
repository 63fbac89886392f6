import { measureTitlesSchema, runObservations } from '#contracts/run/run-documents.ts';
import {
  type ChangeStamp,
  changeDocument,
  changesBand,
  differs,
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
import { type ExplanationDocument, type PublishedScores, UnreadableItem } from '#functions/store/published-scores.ts';
import type { RunEvent } from '#functions/store/run-events.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import type { BatchResult, RunRows } from '#functions/store/run-rows.ts';
import { type ChangesHead, numberOfRun, type PublishedChange, positionOf, type ScoreChanges } from '#functions/store/score-changes.ts';
import { CHANGES_KEPT_DAYS, MOST_CHANGES_EXPLAINED } from './operational-settings.ts';
import { noResults, subjectsInTurn } from './results/subjects-in-turn.ts';
import { dateOf, epochSecondsAfter } from './run-clock.ts';

/**
 * The published explanations of two runs do not explain why a score changed: one is missing, or the attribution cannot handle it. A
 * second attempt gives the same. Faults of the store are other errors, and worth another attempt.
 */
export class ChangeUnexplained extends Error {
  override readonly name = 'ChangeUnexplained';
}

/** Why a published score is not what the run before published. Throws `ChangeUnexplained` when that cannot be worked out. */
export type ExplainChange = (before: Explanation, after: Explanation) => ExplainedChange;

/** Takes what cannot be read for gone, so that a damaged row of the run before costs the reason of a change and not the night. */
function absentIfDamaged(error: unknown): null {
  if (!(error instanceof UnreadableItem)) throw error;
  return null;
}

/** Explains changes from the two explanations and nothing else. `parameters`: of the later run. */
export const changeExplainer =
  (parameters: Parameters): ExplainChange =>
  (before, after) => {
    try {
      return explainChange(before, after, parameters);
    } catch (error) {
      throw new ChangeUnexplained(`the attribution failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };

export interface RunChangesPorts {
  readonly rows: RunRows;
  readonly scores: PublishedScores;
  readonly changes: ScoreChanges;
  readonly explainChange: ExplainChange;
}

/** Rows expire a month after the feed has stopped to serve them. */
const GRACE_DAYS = 30;
/** Changes that are worked out and written at once. */
const AT_ONCE = 50;
/** Changes that are read from the feed at once. */
const READ_AT_ONCE = 500;

/** The changes of a run in the feed: behind `after`, up to `upTo`. */
export interface ToldChanges {
  readonly after: PublishedChange['position'];
  readonly upTo: PublishedChange['position'];
  readonly count: number;
  readonly unexplained: number;
}

/**
 * Writes the changes against the run before into the feed, and then makes them visible to readers. Everything is computed from what both
 * runs have published, so a second call writes the same. `notBefore`: the latest day on which an earlier run began, as YYYY-MM-DD; such a run may have
 * left changes in the feed without making them visible.
 */
export async function publishChanges(
  run: RunRecord,
  previous: RunRecord | null,
  ports: RunChangesPorts,
  notBefore: string,
): Promise<ToldChanges> {
  const head = await ports.changes.head();
  const day = dayInFeed(run, head, notBefore);
  const first = numberOfRun(run.run_id);
  let [count, unexplained] = [0, 0];
  for await (const found of changesOf(run, previous, ports)) {
    const numbered = found.map((change, n): PublishedChange => {
      const seq = first + count + n + 1;
      return { seq, position: positionOf(day, seq), ...change };
    });
    await ports.changes.append(numbered, epochSecondsAfter(run.started_at, CHANGES_KEPT_DAYS + GRACE_DAYS));
    count += numbered.length;
    unexplained += numbered.filter(({ by_cause }) => by_cause?.unexplained !== undefined).length;
  }
  const upTo = positionOf(day, first + count);
  await ports.changes.moveHead({ position: upTo, run_id: run.run_id, months: monthsKept(head, day, count > 0) });
  return { after: positionOf(day, first), upTo, count, unexplained };
}

/** What the feed has of a run, in its order. */
export async function* changesInFeed({ after, upTo }: ToldChanges, feed: Pick<ScoreChanges, 'page'>): AsyncGenerator<PublishedChange> {
  for (let at = after; at < upTo; ) {
    const page = await feed.page({ month: upTo.slice(0, 7) }, { after: at, upTo, limit: READ_AT_ONCE });
    yield* page;
    at = page.at(-1)?.position ?? upTo;
  }
}

/**
 * The day under which the changes of a run stand in the feed: that of the run, but never before what the feed has already. When the clock of a machine
 * was set back, readers who hold a cursor would miss the changes otherwise, and the feed would not add up to the scores. Nor before what an
 * earlier run has left there: it becomes visible with the next head, and would stand behind newer changes.
 */
function dayInFeed(run: RunRecord, head: ChangesHead | null, notBefore: string): string {
  const day = [dateOf(run.started_at), notBefore].sort().at(-1) ?? notBefore;
  if (head === null || head.run_id > run.run_id) return day;
  return [day, dateOf(head.position)].sort().at(-1) ?? day;
}

function monthsKept(head: ChangesHead | null, day: string, hasChanges: boolean): readonly string[] {
  const oldest = isoDate(dayNumber(day) - CHANGES_KEPT_DAYS).slice(0, 7);
  const months = new Set([...(head?.months ?? []), ...(hasChanges ? [day.slice(0, 7)] : [])]);
  return [...months].filter((month) => month >= oldest).sort();
}

/** In the order of the feed, some at a time: a night that moves every score has more changes than have room in memory. */
async function* changesOf(run: RunRecord, previous: RunRecord | null, ports: RunChangesPorts): AsyncGenerator<readonly ScoreChange[]> {
  const stamp: ChangeStamp = {
    run_id: run.run_id,
    as_of: run.as_of,
    computed_at: run.started_at,
    previous: previous === null ? null : { run_id: previous.run_id, as_of: previous.as_of },
    arrived: previous === null ? {} : await arrivedBetween(previous.run_id, run.run_id, ports.scores),
  };
  const titleOf = await measureTitles(run.run_id, ports.scores);
  const moves = () => movedScores(run.run_id, previous?.run_id ?? null, ports.rows);
  const isExplained = await largestOf(moves());
  const changeIn = (move: MovedScore): Promise<ScoreChange> => changeOf(move, isExplained(move), stamp, titleOf, ports);
  let some: MovedScore[] = [];
  for await (const move of moves()) {
    some.push(move);
    if (some.length < AT_ONCE) continue;
    yield await Promise.all(some.map(changeIn));
    some = [];
  }
  yield await Promise.all(some.map(changeIn));
}

/** Documents of two runs that differ; `null`: a run does not have the subject. */
interface MovedScore {
  readonly before: ScoreDocument | null;
  readonly after: ScoreDocument | null;
}

/** By type, id and buyer. */
async function* movedScores(runId: string, previousId: string | null, rows: RunRows): AsyncGenerator<MovedScore> {
  const before = previousId === null ? noResults() : rows.results(previousId);
  for await (const { is, was } of subjectsInTurn<BatchResult>(rows.results(runId), before)) {
    for (const buyer of [...new Set([...is, ...was].map(({ document }) => document.buyer))].sort()) {
      const ofBuyer = (results: readonly BatchResult[]) => results.find(({ document }) => document.buyer === buyer)?.document ?? null;
      const [last, now] = [ofBuyer(was), ofBuyer(is)];
      if (last === null || now === null || differs(last, now)) yield { before: last, after: now };
    }
  }
}

/** Tells of each move, asked once and in their order, whether it is one of the largest, whose causes are worked out. */
async function largestOf(moves: AsyncIterable<MovedScore>): Promise<(move: MovedScore) => boolean> {
  const sizes: number[] = [];
  for await (const move of moves) sizes.push(sizeOf(move));
  const smallest = sizes.toSorted((a, b) => b - a)[MOST_CHANGES_EXPLAINED - 1] ?? -1;
  let ofThatSize = MOST_CHANGES_EXPLAINED - sizes.filter((size) => size > smallest).length;
  return (move) => sizeOf(move) > smallest || (sizeOf(move) === smallest && ofThatSize-- > 0);
}

const sizeOf = ({ before, after }: MovedScore): number =>
  before?.score == null || after?.score == null ? 0 : Math.abs(after.score - before.score);

/** Evidence ids of the observations that the later run knows and the earlier one did not, by signal; none where one has no list of them. */
async function arrivedBetween(
  earlier: string,
  later: string,
  scores: PublishedScores,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const observationsOf = async (runId: string) => runObservations(await scores.document(runId, 'observations'));
  const [known, now] = await Promise.all([observationsOf(earlier), observationsOf(later)]);
  if (known === null || now === null) return {};
  const arrived = Object.entries(now).map(([signal, rows]) => {
    const before = new Set(known[signal]);
    return [signal, rows.filter((row) => !before.has(row))] as const;
  });
  return Object.fromEntries(arrived.filter(([, rows]) => rows.length > 0));
}

/** `isExplained`: its causes are worked out. In a night that moves more than can be explained in time the smallest moves are told without. */
async function changeOf(
  { before, after }: MovedScore,
  isExplained: boolean,
  stamp: ChangeStamp,
  titleOf: TitleOf,
  { scores, explainChange }: RunChangesPorts,
): Promise<ScoreChange> {
  if (before?.score == null || after?.score == null || stamp.previous === null) {
    return changeDocument({ before, after, explained: null }, stamp, titleOf);
  }
  if (!isExplained) return changeDocument({ before, after, explained: { attribution: null, ...NO_DRIVERS } }, stamp, titleOf);
  const [was, is] = [await explanationOf(before, scores), await explanationOf(after, scores)];
  const attribution = attributionOf(was, is, after, explainChange);
  const drivers = was === null || is === null ? NO_DRIVERS : { driversBefore: driversOf(was), driversAfter: driversOf(is) };
  return changeDocument({ before, after, explained: { attribution, ...drivers } }, stamp, titleOf);
}

const NO_DRIVERS = { driversBefore: [], driversAfter: [] };

/** `null`: the causes cannot be worked out, which is logged. The score is already published, so its change is reported all the same. */
function attributionOf(
  was: ExplanationDocument | null,
  is: ExplanationDocument | null,
  { run_id, subject, buyer }: ScoreDocument,
  explainChange: ExplainChange,
): ExplainedChange | null {
  try {
    if (was === null || is === null) throw new ChangeUnexplained(`the ${was === null ? 'earlier' : 'later'} explanation is gone`);
    return explainChange(was, is);
  } catch (error) {
    if (!(error instanceof ChangeUnexplained)) throw error;
    logger().error('why a score changed could not be worked out; the change is published as unexplained', {
      run_id,
      subject: `${subject.type} ${subject.id}`,
      buyer,
      who: 'readers of /v1/changes see the change with the cause "unexplained"; the score itself is not affected',
      what_to_do: 'compare the explanations of this run and of the run before for this subject, and mend the attribution',
      error,
    });
    return null;
  }
}

const explanationOf = ({ run_id, subject, buyer }: ScoreDocument, scores: PublishedScores): Promise<ExplanationDocument | null> =>
  scores.explanation(run_id, { type: subject.type, id: subject.id, buyer }).catch(absentIfDamaged);

const driversOf = ({ drivers }: ExplanationDocument): readonly Driver[] => drivers as readonly Driver[];

async function measureTitles(runId: string, scores: PublishedScores): Promise<TitleOf> {
  const document = measureTitlesSchema.safeParse(await scores.document(runId, 'measures'));
  const titles = new Map((document.data?.measures ?? []).map((row) => [row.id, measureTitle(row)]));
  return (measure) => titles.get(measure) ?? measure;
}

/**
 * Events of a run in the order of the feed: one for each change, a second where it changes the band, and at the end that the run is
 * completed. Made only from what is published, so that sending again gives the same events with the same ids.
 */
export async function* runEvents(
  run: RunRecord,
  previous: RunRecord | null,
  changes: Iterable<PublishedChange> | AsyncIterable<PublishedChange>,
): AsyncGenerator<RunEvent> {
  let [count, ofBand] = [0, 0];
  for await (const change of changes) {
    count += 1;
    yield changeEvent('score.changed', change);
    if (!changesBand(change)) continue;
    ofBand += 1;
    yield changeEvent('band.changed', change);
  }
  yield {
    type: 'run.completed',
    detail: {
      event_id: `run.completed:${run.run_id}`,
      run_id: run.run_id,
      previous_run_id: previous?.run_id ?? null,
      as_of: run.as_of,
      known_at: run.known_at,
      started_at: run.started_at,
      methodology: run.methodology,
      score_changes: count,
      band_changes: ofBand,
    },
  };
}

function changeEvent(type: 'score.changed' | 'band.changed', { position: _place, ...change }: PublishedChange): RunEvent {
  return { type, detail: { event_id: `${type}:${change.seq}`, ...withCauseLabels(change) } };
}
