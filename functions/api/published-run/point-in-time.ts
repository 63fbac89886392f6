import {
  type EndUse,
  KNOWN_EXCEPTIONS,
  PUBLISHED_END_USE,
  type ScoreDocument,
  type SubjectType,
} from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import type { LoadRescorer, PointInTime, RescoredSubject } from './rescorer.ts';
import { onSignalsOfRun } from './run-documents.ts';

export interface TimeQuery {
  readonly as_of?: string | undefined;
  readonly known_at?: string | undefined;
  readonly cover_days?: number | undefined;
  readonly end_use?: EndUse | undefined;
  /** Elements: the score of this stage alone. */
  readonly at_stage?: Stage | undefined;
}

/** The time, stock, end use and stage that a request for a score names. */
export const askedTime = ({
  stage,
  ...time
}: Omit<TimeQuery, 'at_stage'> & { readonly stage?: Stage | undefined }): TimeQuery => ({
  ...time,
  at_stage: stage,
});

export interface TimeServices {
  readonly scores: PublishedScores;
  readonly loadRescorer: LoadRescorer;
}

/** Before this the series of the signals have not begun and no control is counted. */
export const FIRST_DAY = '2010-01-01';

/**
 * The score that was published on a day, and the run that stored it. Null, where used, means that nothing was
 * published or that it is no
 * longer kept.
 */
export interface PublishedThen {
  readonly run_id: string;
  readonly score: number | null;
  readonly scarce: number | null;
  readonly band: string;
  readonly methodology: string;
}

/** A score for any day: either the one published then, or one recomputed by today's code. */
export interface AnsweredScore<T extends ScoreDocument> extends TimeNotes {
  readonly basis: 'published' | 'recomputed';
  readonly document: T;
}

export interface TimeNotes {
  /** Recomputed: what was published on that day, kept apart; null when nothing was. */
  readonly publishedThen: PublishedThen | null;
  readonly knownExceptions: readonly string[];
}

export const NOTHING_TO_NOTE: TimeNotes = { publishedThen: null, knownExceptions: [] };

/** Whether a request means the newest published state and nothing else. */
export const asksForNow = ({ as_of, known_at, ...how }: TimeQuery, run: RunPointer): boolean =>
  (as_of ?? run.as_of) === run.as_of && (known_at ?? run.as_of) === run.as_of && isAsPublished(how);

/** Runs publish the scores of civil use at the last stage, with the stock that is known of the buyer. */
const isAsPublished = ({
  end_use,
  at_stage,
  cover_days,
}: Pick<TimeQuery, 'end_use' | 'at_stage' | 'cover_days'>): boolean =>
  (end_use ?? PUBLISHED_END_USE) === PUBLISHED_END_USE && at_stage === undefined && cover_days === undefined;

/**
 * Whether a published score can answer the request: its `known_at` is the day itself, and end use, stage and
 * stock are those of runs.
 */
const mayBePublished = ({ as_of, known_at, ...how }: TimeQuery, run: RunPointer): boolean => {
  const day = as_of ?? run.as_of;
  return (known_at ?? day) === day && isAsPublished(how);
};

/** The run that was current on the requested day; `null`: the score has to be recomputed. */
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

/** Throws `invalid_request` for a day that has not come, or from before there are facts. */
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

/** The point in time of a request, with defaults for the parts that were left out. */
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

/**
 * Throws `invalid_request` for a stage of what has none: a supplier is scored along its chain, a country over
 * all elements.
 */
export function refuseStage(type: SubjectType, { at_stage }: Pick<TimeQuery, 'at_stage'>): void {
  if (at_stage === undefined || type === 'element') return;
  const detail =
    '`stage` goes with elements only: a supplier is scored along its whole chain, a country over all that it supplies. Leave it out, or ask for /v1/elements/{id}/score.';
  throw invalidRequest([{ parameter: 'stage', code: 'conflicting_parameters', detail }]);
}

/**
 * The score or the explanation of a subject on a day: as published then where it is kept, else recomputed
 * from today's code and facts.
 * `null`: there is no such subject.
 */
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

/** Adds the notes on time to a response about one subject. */
export function inTime<T extends { readonly links: object }>(
  { links, ...row }: T,
  { publishedThen, knownExceptions }: TimeNotes,
) {
  return { ...row, published_then: publishedThen, known_exceptions: knownExceptions, links };
}

/**
 * The score published on a day, read from the history, which outlives the rows of the run. `null`: none is
 * known.
 */
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
