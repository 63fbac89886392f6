import { measureTitlesSchema } from '#contracts/run/run-documents.ts';
import {
  changeDocument,
  dayDifference,
  differs,
  type ScoreChange,
  type ShownPoint,
  withCauseLabels,
} from '#domain/explanations/changes/change-document.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type Driver, type HistoryPoint, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import type { PublishedChange, ReadScoreChanges } from '#functions/store/score-changes.ts';
import { FIRST_DAY } from '../published-run/point-in-time.ts';
import type { LoadRescorer, Rescorer } from '../published-run/rescorer.ts';
import { runDocument } from '../published-run/run-documents.ts';
import { subjectLinks } from '../published-run/score-links.ts';
import { onePerDay, yearsOf } from '../scores/get-history.ts';
import { type ChangeFilter, changeMatches } from './list-changes.ts';

/** As far back as histories are filled. */
const DAYS_BACK = 731;
/** Points that a score has to move by to be told apart from the slow drift of weeks; a change of band is always told. */
const LEAST_POINTS = 1;
/** Most changes that one response explains, the newest: each takes two scores and their attribution. */
const MOST_EXPLAINED = 30;

export interface ReplayedChangesPorts {
  readonly scores: Pick<PublishedScores, 'history' | 'document'>;
  readonly loadRescorer: LoadRescorer;
}

type ReplayedChange = ReturnType<typeof withoutRun>;

/** Changes between days of the past that were scored afterwards. They are no part of the feed. */
export interface ReplayedChanges {
  readonly data: readonly ReplayedChange[];
  readonly from: string;
  readonly to: string;
  readonly least_points: number;
  /** Older changes of the range that are not explained in this response. */
  readonly left_out: number;
}

type Step = readonly [before: string, after: string];

/**
 * Why the score of a subject moved between days that no run has scored: those of its replayed history before the first published day. Each change
 * begins where the one before it ended; slow drift is gathered until it comes to a point, and what is left of it is told last, so that they add up to the
 * difference between the first and the last day. Scored by today's code, with what was known on each day.
 */
export async function replayedChanges(
  subject: SubjectKey,
  filter: Omit<ChangeFilter, 'limit'>,
  run: RunPointer,
  { scores, loadRescorer }: ReplayedChangesPorts,
): Promise<ReplayedChanges> {
  const to = [filter.to ?? run.as_of, run.as_of].sort()[0] ?? run.as_of;
  const from = [filter.from ?? isoDate(dayNumber(to) - DAYS_BACK), FIRST_DAY].sort()[1] as string;
  const about = { from, to, least_points: LEAST_POINTS };
  if (from > to) return { data: [], ...about, left_out: 0 };
  const points = (await Promise.all(yearsOf({ from, to }).map((year) => scores.history(subject, year)))).flat();
  const inRange = pastDays(points).filter(({ as_of }) => from <= as_of && as_of <= to);
  const steps = stepsOf(inRange);
  if (steps.length === 0) return { data: [], ...about, left_out: 0 };
  const rescorer = await loadRescorer();
  const explained = dayScorer(subject, loadRescorer);
  const titleOf = await measureTitles(run, scores);
  const newest = steps.slice(-MOST_EXPLAINED);
  const found: ScoreChange[] = [];
  for (const [before, after] of newest) {
    const [was, is] = [await explained(before), await explained(after)];
    if (was !== null && is !== null && differs(was, is)) found.push(changeBetween(was, is, titleOf, rescorer));
  }
  const data = found.filter((change) => changeMatches(change, filter)).map(withoutRun);
  return { data, ...about, left_out: steps.length - newest.length };
}

/** Replayed days, and the first published one after them: from there on the feed says what changed. */
function pastDays(points: readonly HistoryPoint[]): readonly HistoryPoint[] {
  const days = onePerDay(points);
  const first = days.findIndex(({ origin }) => origin === 'published');
  return first < 0 ? days : days.slice(0, first + 1);
}

/** Whether a reader is told of the difference between two days. */
const isTold = (before: HistoryPoint, after: HistoryPoint): boolean =>
  before.band !== after.band || Math.abs((after.score ?? 0) - (before.score ?? 0)) >= LEAST_POINTS;

/** Where a score jumps from one day to the next, the drift before it is a step of its own: a jump keeps its week. */
function stepsOf(points: readonly HistoryPoint[]): readonly Step[] {
  const steps: Step[] = [];
  let [told] = points;
  for (const [n, point] of points.entries()) {
    const before = points[n - 1];
    if (told === undefined || before === undefined || !isTold(told, point)) continue;
    const jumps = isTold(before, point);
    if (jumps && before.as_of !== told.as_of && before.score !== told.score) steps.push([told.as_of, before.as_of]);
    steps.push([jumps ? before.as_of : told.as_of, point.as_of]);
    told = point;
  }
  const last = points.at(-1);
  if (told !== undefined && last !== undefined && told.score !== last.score) steps.push([told.as_of, last.as_of]);
  return steps;
}

/** Scores the subject on any day with what was known on it, each day once; facts are loaded for the first. */
function dayScorer(subject: SubjectKey, loadRescorer: LoadRescorer): (day: string) => Promise<Explanation | null> {
  const scored = new Map<string, Promise<Explanation | null>>();
  return (day) => {
    const found =
      scored.get(day) ??
      loadRescorer()
        .then((rescorer) => rescorer.find(subject, { as_of: day, known_at: day, end_use: PUBLISHED_END_USE }))
        .then((one) => one?.explanation ?? null);
    scored.set(day, found);
    return found;
  };
}

/** Title of a measure by its id, from the current run; a measure that the run does not list keeps its id. */
async function measureTitles({ run_id }: RunPointer, scores: ReplayedChangesPorts['scores']): Promise<(measure: string) => string> {
  const { measures } = await runDocument(scores, run_id, 'measures', measureTitlesSchema);
  const titles = new Map(measures.map(({ id, title }) => [id, title]));
  return (measure) => titles.get(measure) ?? measure;
}

/** The change from one day to a later one, also where a reader sees none. */
function changeBetween(
  was: Explanation,
  is: Explanation,
  titleOf: (measure: string) => string,
  rescorer: Pick<Rescorer, 'explainChange'>,
): ScoreChange {
  const { run_id, as_of, computed_at } = is;
  const stamp = { run_id, as_of, computed_at, previous: { run_id, as_of: was.as_of } };
  const isSplit = was.score !== null && is.score !== null;
  const explained = isSplit
    ? { attribution: attributionOf(was, is, rescorer), driversBefore: driversOf(was), driversAfter: driversOf(is) }
    : null;
  return changeDocument({ before: was, after: is, explained }, stamp, titleOf);
}

/** `null`: the reasons cannot be worked out, which is logged; a reader must not lose the others for it. */
function attributionOf(before: Explanation, after: Explanation, rescorer: Pick<Rescorer, 'explainChange'>): ExplainedChange | null {
  try {
    return rescorer.explainChange(before, after);
  } catch (error) {
    const { subject, buyer, as_of } = after;
    logger().error('why a score of the past moved could not be worked out; the change is shown as unexplained', {
      subject: `${subject.type} ${subject.id}`,
      buyer,
      as_of,
      who: 'readers of the replayed changes of this subject; no score is affected',
      what_to_do: 'compare its explanations of both days, and mend the attribution',
      error: error instanceof Error ? error : String(error),
    });
    return null;
  }
}

const driversOf = ({ drivers }: Explanation): readonly Driver[] => drivers as readonly Driver[];

/** No run has published it: there is no number in the feed, no run and no time of computation. */
function withoutRun({ run_id: _run, previous_run_id: _previous, computed_at: _at, ...change }: ScoreChange) {
  const { subject, buyer, as_of } = change;
  const day = `&as_of=${as_of}`;
  const { score, explanation } = subjectLinks(subject.type, subject.id, buyer);
  return { ...withCauseLabels(change), origin: 'replayed', links: { score: `${score}${day}`, explanation: `${explanation}${day}` } };
}

/** Days that a difference spans where none are named. */
const DAYS = 30;
/** Rows of one request to the store. */
const ROWS_PER_READ = 500;

export interface DifferencePorts extends ReplayedChangesPorts {
  readonly scores: Pick<PublishedScores, 'history' | 'document' | 'score'>;
  readonly changes: ReadScoreChanges;
}

/**
 * The difference between the scores of a subject that were shown on two days: the last point of its history on or before each, or, where the history does not
 * reach so far, the score that today's code makes of the day. Between published days it is the sum of the published changes, else worked out from what was
 * known on both. `null`: there is no such subject, or no day between the two.
 */
export async function differenceOfDays(
  subject: SubjectKey,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  run: RunPointer,
  ports: DifferencePorts,
) {
  const to = [asked.to ?? run.as_of, run.as_of].sort()[0] ?? run.as_of;
  const from = [asked.from ?? isoDate(dayNumber(to) - DAYS), FIRST_DAY].sort()[1] as string;
  if (from > to) return null;
  const years = yearsOf({ from: isoDate(dayNumber(from) - DAYS), to });
  const points = onePerDay((await Promise.all(years.map((year) => ports.scores.history(subject, year)))).flat());
  const explained = dayScorer(subject, ports.loadRescorer);
  const shownOn = async (day: string): Promise<ShownPoint | null> => {
    const point = points.findLast(({ as_of }) => as_of <= day);
    if (point !== undefined) return point;
    const document = await explained(day);
    return document === null ? null : { as_of: day, score: document.score, band: document.band, origin: 'replayed' };
  };
  const [before, after] = [await shownOn(from), await shownOn(to)];
  if (before === null || after === null) return null;

  const replayed = async (was: ShownPoint, is: ShownPoint): Promise<readonly ScoreChange[]> => {
    const [then, now] = was.as_of < is.as_of ? [await explained(was.as_of), await explained(is.as_of)] : [null, null];
    if (then === null || now === null) return [];
    return [asShown(changeBetween(then, now, await measureTitles(run, ports.scores), await ports.loadRescorer()), was, is)];
  };
  const published = points.filter(({ as_of, origin }) => origin === 'published' && before.as_of <= as_of && as_of <= after.as_of);
  const [first = after, last = first] = [published[0], published.at(-1)];
  const changes = [
    ...(await replayed(before, first)),
    ...(await publishedBetween(subject, first, last, ports.changes)),
    ...(await replayed(last, after)),
  ];
  const named = changes[0] ?? (await ports.scores.score(run.run_id, subject));
  return named === null ? null : withCauseLabels(dayDifference(named, before, after, changes));
}

/** A change of the past with what was shown on its days; what today's code says of them and was not said then is put to the methodology. */
function asShown(change: ScoreChange, was: ShownPoint, is: ShownPoint): ScoreChange {
  const { by_cause, delta } = change;
  if (by_cause === null || delta === null || was.score === null || is.score === null) return change;
  return { ...change, by_cause: { ...by_cause, methodology: by_cause.methodology + (is.score - was.score - delta) } };
}

/** Every published change of the subject after one published day, up to another. */
async function publishedBetween(
  subject: SubjectKey,
  first: ShownPoint,
  last: ShownPoint,
  changes: ReadScoreChanges,
): Promise<readonly ScoreChange[]> {
  const head = first.as_of < last.as_of ? await changes.head() : null;
  if (head === null) return [];
  const found: PublishedChange[] = [];
  for (let after = first.as_of; ; ) {
    const page = await changes.page(subject, { after, upTo: head.position, limit: ROWS_PER_READ });
    found.push(...page);
    after = page.at(-1)?.position ?? after;
    if (page.length < ROWS_PER_READ) return found.filter(({ as_of }) => first.as_of < as_of && as_of <= last.as_of);
  }
}
