import { measuresDocumentSchema } from '#contracts/run/run-documents.ts';
import {
  changeDocument,
  type DayDifference,
  dayDifference,
  type ScoreChange,
  type ShownPoint,
  withCauseLabels,
} from '#domain/explanations/changes/change-document.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import { measureTitle } from '#domain/explanations/labels.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { type Driver, PUBLISHED_END_USE } from '#domain/vocabulary/score-document.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import {
  type PublishedScores,
  runDocument,
  type SubjectKey,
} from '#functions/store/scores/published-scores.ts';
import type { PublishedChange, ReadScoreChanges } from '#functions/store/scores/score-changes.ts';
import { type DayRange, refuseEmptyRange } from '../published-run/day-range.ts';
import { FIRST_DAY } from '../published-run/point-in-time.ts';
import type { LoadRescorer } from '../published-run/rescorer.ts';
import { subjectNotFound } from '../published-run/run-documents.ts';
import { onePerDay, yearsOf } from '../scores/get-history.ts';

/** Where no days are named. */
const DAYS = 30;
/** The slow drift of weeks is less. */
const LEAST_POINTS = 1;
/** Each takes two scores and their attribution. */
const MOST_STEPS = 30;
const ROWS_PER_READ = 500;

export type DifferencePorts = Readonly<{
  scores: PublishedScores;
  changes: ReadScoreChanges;
  loadRescorer: LoadRescorer;
}>;

export type SubjectOverTime = Readonly<{
  named: Pick<ScoreChange, 'subject' | 'buyer'>;
  shownOn(day: string): Promise<ShownPoint | null>;
  shownIn(range: DayRange): Promise<readonly ShownPoint[]>;
  publishedDays: readonly ShownPoint[];
  /** By today's code with what was known on the day. */
  explainedOn(day: string): Promise<Explanation | null>;
  publishedBetween(first: ShownPoint, last: ShownPoint): Promise<readonly ScoreChange[]>;
}>;

export function daysOfDifference(
  asked: Readonly<{ from?: string | undefined; to?: string | undefined }>,
  run: RunPointer,
): DayRange {
  const to = asked.to ?? run.as_of;
  refuseEmptyRange({ from: asked.from, to });
  if (to > run.as_of)
    throw invalidRequest([
      {
        parameter: 'to',
        code: 'invalid_value',
        detail: `\`to\` ${to} is after the newest run (${run.as_of}).`,
      },
    ]);
  return { from: [asked.from ?? isoDate(dayNumber(to) - DAYS), FIRST_DAY].sort()[1] as string, to };
}

/**
 * `steps`: the newest, each beginning where the one before it ended. Null: no score was shown on one of the
 * days.
 */
export async function differenceOf(
  of: SubjectOverTime,
  { from, to }: DayRange,
  steps: number | null,
  run: RunPointer,
  ports: Pick<DifferencePorts, 'scores' | 'loadRescorer'>,
) {
  const [before, after] = [await of.shownOn(from), await of.shownOn(to)];
  if (before === null || after === null) return null;
  const told = async (was: ShownPoint, is: ShownPoint) =>
    withCauseLabels(await differenceOfPoints(of, was, is, run, ports));
  const whole = { subject: of.named.subject, ...(await told(before, after)) };
  if (steps === null) return whole;
  const between = await of.shownIn({ from: before.as_of, to: after.as_of });
  const all = stepsOf([
    before,
    ...between.filter(({ as_of }) => before.as_of < as_of && as_of < after.as_of),
    after,
  ]);
  const newest = all.slice(Math.max(0, all.length - steps));
  const found: Awaited<ReturnType<typeof told>>[] = [];
  for (const [was, is] of newest) found.push(await told(was, is));
  return { ...whole, steps: found, steps_left_out: all.length - newest.length };
}

export const stepsOfEach = (subjects: number): number => Math.max(1, Math.floor(MOST_STEPS / subjects));

/** Between published days the sum of published changes, else worked out from what was known on both. */
async function differenceOfPoints(
  of: SubjectOverTime,
  before: ShownPoint,
  after: ShownPoint,
  run: RunPointer,
  ports: Pick<DifferencePorts, 'scores' | 'loadRescorer'>,
): Promise<DayDifference> {
  const replayed = async (was: ShownPoint, is: ShownPoint): Promise<readonly ScoreChange[]> => {
    const [then, now] =
      was.as_of < is.as_of ? [await of.explainedOn(was.as_of), await of.explainedOn(is.as_of)] : [null, null];
    return then === null || now === null
      ? []
      : [asShown(await changeBetween(then, now, run, ports), was, is)];
  };
  const published = of.publishedDays.filter(({ as_of }) => before.as_of <= as_of && as_of <= after.as_of);
  const [first = after, last = first] = [published[0], published.at(-1)];
  const changes = [
    ...(await replayed(before, first)),
    ...(await of.publishedBetween(first, last)),
    ...(await replayed(last, after)),
  ];
  return dayDifference(of.named, before, after, changes);
}

/** The last point on or before a day; before the history today's code scores the day. Throws `not_found`. */
export async function shippedOverTime(
  subject: SubjectKey,
  range: DayRange,
  run: RunPointer,
  ports: DifferencePorts,
): Promise<SubjectOverTime> {
  const named = await ports.scores.score(run.run_id, subject);
  if (named === null) throw await subjectNotFound(ports.scores, run.run_id, subject);
  const years = yearsOf({ from: isoDate(dayNumber(range.from) - DAYS), to: range.to });
  const points = onePerDay(
    (await Promise.all(years.map((year) => ports.scores.history(subject, year)))).flat(),
  );
  const explainedOn = dayScorer(subject, ports.loadRescorer);
  return {
    named,
    explainedOn,
    async shownOn(day) {
      const point = points.findLast(({ as_of }) => as_of <= day);
      const document = point === undefined ? await explainedOn(day) : null;
      return (
        point ??
        (document === null
          ? null
          : {
              as_of: day,
              score: document.score,
              scarce: document.scarce,
              band: document.band,
              origin: 'replayed',
            })
      );
    },
    publishedDays: points.filter(({ origin }) => origin === 'published'),
    shownIn: async ({ from, to }) => points.filter(({ as_of }) => from <= as_of && as_of <= to),
    publishedBetween: (first, last) => publishedBetween(subject, first, last, ports.changes),
  };
}

type Step = readonly [before: ShownPoint, after: ShownPoint];

const isTold = (before: ShownPoint, after: ShownPoint) =>
  before.band !== after.band ||
  Math.abs((after.score ?? 0) - (before.score ?? 0)) >= LEAST_POINTS ||
  Math.abs((after.scarce ?? 0) - (before.scarce ?? 0)) >= LEAST_POINTS;

/**
 * Drift is gathered until it comes to a point, and what is left told last, so that steps add up. Drift before
 * a jump is a step of its own.
 */
function stepsOf(points: readonly ShownPoint[]): readonly Step[] {
  const steps: Step[] = [];
  let [told] = points;
  for (const [n, point] of points.entries()) {
    const before = points[n - 1];
    if (told === undefined || before === undefined || !isTold(told, point)) continue;
    const jumps = isTold(before, point);
    if (jumps && before.as_of !== told.as_of && before.score !== told.score) steps.push([told, before]);
    steps.push([jumps ? before : told, point]);
    told = point;
  }
  const last = points.at(-1);
  if (told !== undefined && last !== undefined && told.score !== last.score) steps.push([told, last]);
  return steps;
}

function dayScorer(
  subject: SubjectKey,
  loadRescorer: LoadRescorer,
): (day: string) => Promise<Explanation | null> {
  const scored = new Map<string, Promise<Explanation | null>>();
  return (day) => {
    const found =
      scored.get(day) ??
      loadRescorer()
        .then((rescorer) =>
          rescorer.find(subject, { as_of: day, known_at: day, end_use: PUBLISHED_END_USE }, true),
        )
        .then((one) => one?.explanation ?? null);
    scored.set(day, found);
    return found;
  };
}

/** A measure that the current run does not list keeps its id. */
async function changeBetween(
  was: Explanation,
  is: Explanation,
  run: RunPointer,
  { scores, loadRescorer }: Pick<DifferencePorts, 'scores' | 'loadRescorer'>,
): Promise<ScoreChange> {
  const { measures } = await runDocument(scores, run.run_id, 'measures', measuresDocumentSchema);
  const titles = new Map(measures.map((row) => [row.id, measureTitle(row)]));
  const { run_id, as_of, computed_at } = is;
  const stamp = { run_id, as_of, computed_at, previous: { run_id, as_of: was.as_of } };
  const isSplit = was.score !== null && is.score !== null;
  const explained = isSplit
    ? {
        attribution: await attributionOf(was, is, loadRescorer),
        driversBefore: driversOf(was),
        driversAfter: driversOf(is),
      }
    : null;
  return changeDocument(
    { before: was, after: is, explained },
    stamp,
    (measure) => titles.get(measure) ?? measure,
  );
}

/** Null: logged; a reader must not lose the others for it. */
async function attributionOf(
  before: Explanation,
  after: Explanation,
  loadRescorer: LoadRescorer,
): Promise<ExplainedChange | null> {
  const rescorer = await loadRescorer();
  try {
    return rescorer.explainChange(before, after);
  } catch (error) {
    const { subject, buyer, as_of } = after;
    logger().error(
      'why the score of a subject moved could not be worked out; the difference is shown as unexplained',
      {
        subject: `${subject.type} ${subject.id}`,
        buyer,
        as_of,
        who: 'readers of this difference; no score is affected',
        what_to_do: 'compare its explanations of both days, and mend the attribution',
        error,
      },
    );
    return null;
  }
}

const driversOf = ({ drivers }: Explanation): readonly Driver[] => drivers as readonly Driver[];

/** What today's code says and was not said then is put to the methodology. */
function asShown(change: ScoreChange, was: ShownPoint, is: ShownPoint): ScoreChange {
  const { by_cause, delta } = change;
  if (by_cause === null || delta === null || was.score === null || is.score === null) return change;
  return {
    ...change,
    by_cause: { ...by_cause, methodology: by_cause.methodology + (is.score - was.score - delta) },
  };
}

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
    const { position: upTo, never_told } = head;
    const page = await changes.page(subject, { after, upTo, limit: ROWS_PER_READ, never_told });
    found.push(...page);
    after = page.at(-1)?.position ?? after;
    if (page.length < ROWS_PER_READ)
      return found.filter(({ as_of }) => first.as_of < as_of && as_of <= last.as_of);
  }
}

export async function differencesOf(
  subjects: readonly SubjectKey[],
  differenceOfOne: (subject: SubjectKey) => Promise<Awaited<ReturnType<typeof differenceOf>>>,
) {
  const data: NonNullable<Awaited<ReturnType<typeof differenceOf>>>[] = [];
  const unknown: Readonly<{ subject: string; detail: string }>[] = [];
  for (const subject of subjects) {
    const name = `${subject.type}:${subject.id}`;
    try {
      const found = await differenceOfOne(subject);
      if (found !== null) data.push(found);
      else unknown.push({ subject: name, detail: `No score of ${name} is known on one of the two days.` });
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
      unknown.push({ subject: name, detail: error.message });
    }
  }
  if (data.length > 0) return { data, unknown };
  const errors = unknown.map(({ detail }) => ({ parameter: 'subjects', code: 'unknown_id', detail }));
  throw new ExpectedError('not_found', unknown.map(({ detail }) => detail).join(' '), errors);
}
