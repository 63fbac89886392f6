/**
 * Keys of the Scores table. One place that writers, readers and tests share; nothing else builds a key.
 *
 * | pk | sk | item | who writes |
 * |---|---|---|---|
 * | `LAYOUT` | `VERSION` | version of this layout | first start |
 * | `POINTER` | `ACTIVE` | the run that readers see | publish |
 * | `COUNTER` | `RUN` | last run number given | begin |
 * | `RUNS` | run id | run record | begin ... after |
 * | `RESULT#run#type#buyer` | subject id | what a batch found, exact; read by the fan-in only | batch |
 * | `EXPLANATION#type#id#buyer` | run id | explanation, gzipped | batch |
 * | `DRAWS#run#type#buyer` | subject id | sampled scores, for rank intervals | batch |
 * | `SCORE#type#id#buyer` | run id | the small document | fan-in |
 * | `RANKING#run#type#buyer` | page, four digits | ranking page, gzipped | fan-in |
 * | `DOCUMENT#run` | name | catalogues, signals, measures, sources ..., gzipped | fan-in |
 * | `HISTORY#type#id#buyer` | year | a year of points, gzipped; published and replayed apart | after, replay |
 * | `CHANGES#yyyy-mm` | day, `#`, sequence number | a change of a score, all subjects of the month | after |
 * | `CHANGES#type#id#buyer` | the same | the same change, by subject | after |
 * | `CHANGES#bands#buyer` | the same | the same change, where a subject went from one band to another | after |
 * | `CHANGES` | `HEAD` | how far the feed of changes is written | after |
 * | `DAYS` | day | the run that was current on the day | after |
 * | `FORECASTS#run` | type, `#`, buyer, `#`, part | sheet of forecasts, canonical JSON, gzipped | fan-in |
 * | `FORECASTS#run` | `PARTS` | names and hashes of the sheets | fan-in |
 * | `TRACK#LINKS` | run id | link of the hash chain over published runs | after |
 * | `TRACK` | `HEAD` | where the chain ends | after |
 * | `TRACK#WAITING` | day, `#`, run id | run that is judged from that day on | after |
 * | `TRACK#JUDGED` | run id | judgement of a run, gzipped | after |
 * | `TRACK` | `SUMMARY` | scores over all judgements, gzipped | after |
 * | `TRACK#MISSES` | outcome | judged forecasts, the largest misses first, gzipped | after |
 * | `RESCORING#REQUESTS` | instant, `#`, id | facts came in, and scores have to follow; expires | who brings them |
 * | `RESCORING#ATTEMPT` | `LAST` | the last time that a run was started for requests | who starts it |
 *
 * Rows of a run are never read through a range: a reader names run and subject, so rows of a crashed run and of its late writers are
 * never seen. Rows of the track record (`FORECASTS`, `TRACK`) never expire. A layout change that old code cannot read raises `TABLE_LAYOUT_VERSION`.
 */
import type { SubjectType } from '#domain/vocabulary/score-document.ts';

/** A store with another version is refused at the start. */
export const TABLE_LAYOUT_VERSION = 1;

/** Time to live, epoch seconds; set on rows of superseded runs only. */
export const EXPIRY_ATTRIBUTE = 'expires_at';

export interface TableKey {
  readonly pk: string;
  readonly sk: string;
}

export const layoutKey: TableKey = { pk: 'LAYOUT', sk: 'VERSION' };
export const pointerKey: TableKey = { pk: 'POINTER', sk: 'ACTIVE' };
export const counterKey: TableKey = { pk: 'COUNTER', sk: 'RUN' };

/** All run records share a partition, so that the newest come first without a scan. */
export const RUNS_PARTITION = 'RUNS';
export const runKey = (runId: string): TableKey => ({ pk: RUNS_PARTITION, sk: runId });

interface SubjectOfBuyer {
  readonly type: SubjectType;
  readonly id: string;
  readonly buyer: string;
}

const subjectPath = ({ type, id, buyer }: SubjectOfBuyer): string => `${type}#${id}#${buyer}`;

export const scoreKey = (runId: string, subject: SubjectOfBuyer): TableKey => ({ pk: `SCORE#${subjectPath(subject)}`, sk: runId });
export const explanationKey = (runId: string, subject: SubjectOfBuyer): TableKey => ({
  pk: `EXPLANATION#${subjectPath(subject)}`,
  sk: runId,
});
export const historyKey = (subject: SubjectOfBuyer, year: number): TableKey => ({
  pk: `HISTORY#${subjectPath(subject)}`,
  sk: String(year).padStart(4, '0'),
});

/** Changes of all subjects in a month of publication. */
export const changesOfMonthPartition = (month: string): string => `CHANGES#${month}`;
export const changesOfSubjectPartition = (subject: SubjectOfBuyer): string => `CHANGES#${subjectPath(subject)}`;
/** Changes of band of all subjects for a buyer. */
export const changesOfBandPartition = (buyer: string): string => `CHANGES#bands#${buyer}`;
export const changesHeadKey: TableKey = { pk: 'CHANGES', sk: 'HEAD' };
/** The last run that was published for a day, on that day. */
export const dayKey = (day: string): TableKey => ({ pk: 'DAYS', sk: day });

/** Requests for a run that follows facts which came in, in the order in which they were made. */
export const RESCORE_REQUESTS_PARTITION = 'RESCORING#REQUESTS';
export const rescoreRequestKey = (at: string, id: string): TableKey => ({ pk: RESCORE_REQUESTS_PARTITION, sk: `${at}#${id}` });
export const rescoreAttemptKey: TableKey = { pk: 'RESCORING#ATTEMPT', sk: 'LAST' };

export const resultsPartition = (runId: string, type: SubjectType, buyer: string): string => `RESULT#${runId}#${type}#${buyer}`;
export const drawsPartition = (runId: string, type: SubjectType, buyer: string): string => `DRAWS#${runId}#${type}#${buyer}`;
export const rankingKey = (runId: string, type: SubjectType, buyer: string, page: number): TableKey => ({
  pk: `RANKING#${runId}#${type}#${buyer}`,
  sk: String(page).padStart(4, '0'),
});
export const documentKey = (runId: string, name: string): TableKey => ({ pk: `DOCUMENT#${runId}`, sk: name });

interface SheetOfRun {
  readonly subject_type: SubjectType;
  readonly buyer: string;
  readonly part: number;
}

/** A sheet of forecasts. */
export const forecastSheetKey = (runId: string, { subject_type, buyer, part }: SheetOfRun): TableKey => ({
  pk: `FORECASTS#${runId}`,
  sk: `${subject_type}#${buyer}#${String(part).padStart(4, '0')}`,
});
/** Names and hashes of the sheets of a run; written after them. */
export const forecastPartsKey = (runId: string): TableKey => ({ pk: `FORECASTS#${runId}`, sk: 'PARTS' });
/** Links of the chain stand in the order of their runs, which is that of publication. */
export const LINKS_PARTITION = 'TRACK#LINKS';
export const linkKey = (runId: string): TableKey => ({ pk: LINKS_PARTITION, sk: runId });
export const chainHeadKey: TableKey = { pk: 'TRACK', sk: 'HEAD' };
export const WAITING_PARTITION = 'TRACK#WAITING';
/** Place of a run among those that wait to be judged: `day#run`. */
export const waitingPosition = (judgedFrom: string, runId: string): string => `${judgedFrom}#${runId}`;
export const JUDGED_PARTITION = 'TRACK#JUDGED';
export const judgementKey = (runId: string): TableKey => ({ pk: JUDGED_PARTITION, sk: runId });
export const trackRecordSummaryKey: TableKey = { pk: 'TRACK', sk: 'SUMMARY' };
export const missesKey = (outcome: string): TableKey => ({ pk: 'TRACK#MISSES', sk: outcome });

/** `r` and ten digits: byte order is the order of time. */
export const runIdOf = (number: number): string => `r${String(number).padStart(10, '0')}`;
