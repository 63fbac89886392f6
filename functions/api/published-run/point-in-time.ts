import type { Score } from '#contracts/api/score.ts';
import {
  type EndUse,
  KNOWN_EXCEPTIONS,
  PUBLISHED_END_USE,
  type ScoreDocument,
  type SubjectType,
} from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/scores/published-scores.ts';
import type { LoadRescorer, PointInTime, RescoredSubject } from './rescorer.ts';
import { onSignalsOfRun } from './run-documents.ts';

export type TimeQuery = Readonly<{
  as_of?: string | undefined;
  known_at?: string | undefined;
  cover_days?: number | undefined;
  end_use?: EndUse | undefined;
  at_stage?: Stage | undefined;
}>;

export const askedTime = ({
  stage,
  ...time
}: Omit<TimeQuery, 'at_stage'> & Readonly<{ stage?: Stage | undefined }>): TimeQuery => ({
  ...time,
  at_stage: stage,
});

export type TimeServices = Readonly<{
  scores: PublishedScores;
  loadRescorer: LoadRescorer;
}>;

/** Before this no signal has begun and no control is counted. */
export const FIRST_DAY = '2010-01-01';

type PublishedThen = NonNullable<Score['published_then']>;

export type AnsweredScore<T extends ScoreDocument> = TimeNotes &
  Readonly<{
    basis: 'published' | 'recomputed';
    document: T;
  }>;

export type TimeNotes = Readonly<{
  publishedThen: PublishedThen | null;
  knownExceptions: readonly string[];
}>;

export const NOTHING_TO_NOTE: TimeNotes = { publishedThen: null, knownExceptions: [] };

export const asksForNow = ({ as_of, known_at, ...how }: TimeQuery, run: RunPointer): boolean =>
  (as_of ?? run.as_of) === run.as_of && (known_at ?? run.as_of) === run.as_of && isAsPublished(how);

/** Civil use at the last stage, with the stock that is known. */
const isAsPublished = ({ end_use, at_stage, cover_days }: TimeQuery) =>
  (end_use ?? PUBLISHED_END_USE) === PUBLISHED_END_USE && at_stage === undefined && cover_days === undefined;

const mayBePublished = ({ as_of, known_at, ...how }: TimeQuery, run: RunPointer) => {
  const day = as_of ?? run.as_of;
  return (known_at ?? day) === day && isAsPublished(how);
};

/** Null: the score has to be recomputed. */
export async function runThen(
  time: TimeQuery,
  run: RunPointer,
  scores: PublishedScores,
): Promise<string | null> {
  refuseBadDays(time, run);
  if (!mayBePublished(time, run)) return null;
  const day = time.as_of ?? run.as_of;
  return day === run.as_of ? run.run_id : scores.runOfDay(day);
}

/** Throws `invalid_request`. */
export function refuseBadDays({ as_of, known_at }: TimeQuery, run: Pick<RunPointer, 'as_of'>): void {
  const validationErrors = Object.entries({ as_of, known_at }).flatMap(([parameter, day]) => {
    if (day === undefined || (day >= FIRST_DAY && day <= run.as_of)) return [];
    const why =
      day > run.as_of
        ? `is after the newest run (${run.as_of})`
        : `is before ${FIRST_DAY}, where the facts begin`;
    const advice =
      day > run.as_of
        ? 'What is scheduled ahead is in `scheduled_steps` of an explanation.'
        : 'Send a later day.';
    return [{ parameter, code: 'invalid_value', detail: `\`${parameter}\` ${day} ${why}. ${advice}` }];
  });
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
}

export function pointInTime(
  { as_of, known_at, end_use, cover_days, at_stage }: TimeQuery,
  run: RunPointer,
): PointInTime {
  const day = as_of ?? run.as_of;
  return {
    as_of: day,
    known_at: known_at ?? day,
    end_use: end_use ?? PUBLISHED_END_USE,
    ...(cover_days === undefined ? {} : { cover_days }),
    ...(at_stage === undefined ? {} : { at_stage }),
  };
}

/** Throws `invalid_request`: only elements have stages. */
export function refuseStage(type: SubjectType, { at_stage }: TimeQuery): void {
  if (at_stage === undefined || type === 'element') return;
  const detail =
    '`stage` goes with elements only: a supplier is scored along its whole chain, a country over all that it supplies. Leave it out, or ask for /v1/elements/{id}/score.';
  throw invalidRequest([{ parameter: 'stage', code: 'conflicting_parameters', detail }]);
}

/** As published then where it is kept, else recomputed. */
export async function answerAt<T extends ScoreDocument>(
  subject: SubjectKey,
  time: TimeQuery,
  run: RunPointer,
  { scores, loadRescorer }: TimeServices,
  read: (runId: string) => Promise<T | null>,
  pick: (found: RescoredSubject) => T,
): Promise<AnsweredScore<T> | null> {
  refuseStage(subject.type, time);
  const runId = await runThen(time, run, scores);
  const published = runId === null ? null : await read(runId);
  if (published !== null) return { basis: 'published', document: published, ...NOTHING_TO_NOTE };
  if (runId === run.run_id) return null;
  const rescorer = await loadRescorer();
  const when = await onSignalsOfRun(pointInTime(time, run), run, scores);
  const found = await rescorer.find(subject, when);
  if (found === null) return null;
  const publishedThen = isAsPublished(time) ? await publishedOn(when.as_of, subject, scores) : null;
  return { basis: 'recomputed', document: pick(found), publishedThen, knownExceptions: KNOWN_EXCEPTIONS };
}

export function inTime<T extends Readonly<{ links: object }>>(
  { links, ...row }: T,
  { publishedThen, knownExceptions }: TimeNotes,
) {
  return { ...row, published_then: publishedThen, known_exceptions: knownExceptions, links };
}

/** From the history, which outlives the rows of the run. */
async function publishedOn(
  day: string,
  subject: SubjectKey,
  scores: PublishedScores,
): Promise<PublishedThen | null> {
  const points = await scores.history(subject, Number(day.slice(0, 4)));
  const point = points.find(({ as_of, origin }) => as_of === day && origin === 'published');
  if (point === undefined || point.run_id === null) return null;
  const { run_id, score, scarce, band, methodology } = point;
  return { run_id, score, scarce, band, methodology };
}
