import { dayDifference, type ScoreChange, type ShownPoint, withCauseLabels } from '#domain/explanations/changes/change-document.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import type { PublishedChange, ReadScoreChanges } from '#functions/store/score-changes.ts';
import { FIRST_DAY } from '../published-run/point-in-time.ts';
import { onePerDay, yearsOf } from '../scores/get-history.ts';
import { changeBetween, dayScorer, measureTitles, type ReplayedChangesPorts } from './replayed-changes.ts';

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
