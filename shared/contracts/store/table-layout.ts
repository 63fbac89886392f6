/**
 * Keys of the Scores table. One place that writers, readers and tests share; nothing else builds a key.
 *
 * Partition, sort key: item (who writes it)
 *
 * - `POINTER`, `ACTIVE`: the run that readers see (publish)
 * - `COUNTER`, `RUN`: last run number given (begin)
 * - `RUNS`, run id: run record (begin ... after)
 * - `SCORES#type#id`, run id: scores of a subject: for each buyer a map of its figures, the documents
 *   gzipped, and where the explanations lie (fan-in)
 * - `RANKING#run#type#buyer`, page, four digits: ids of the subjects of a page, in order (fan-in)
 * - `DOCUMENT#run`, name: catalogues, signals, measures, sources ..., as JSON, or the name of the object
 *   that has it (fan-in)
 * - `HISTORY#type#id`, day, `#`, `published` or `replayed`: points of the history, a map for each buyer
 *   (after, replay)
 * - `CHANGES#yyyy-mm#shard`, day, `#`, sequence number of the last: what a run has changed of a subject, gzipped
 *   (follow)
 * - `CHANGES#type#id`, the same place: for which buyers (follow)
 * - `CHANGES`, `HEAD`: how far the feed of changes is written (after)
 * - `DAYS`, day: the run that was current on the day (after)
 * - `FORECASTS#run`, type, `#`, buyer, `#`, part: sheet of forecasts, canonical JSON, gzipped (fan-in)
 * - `FORECASTS#run`, `PARTS`: names and hashes of the sheets (fan-in)
 * - `TRACK#LINKS`, run id: link of the hash chain over published runs (after)
 * - `TRACK`, `HEAD`: where the chain ends (after)
 * - `TRACK#WAITING`, day, `#`, run id: run that is judged from that day on (after)
 * - `TRACK#JUDGED`, run id: judgement of a run, gzipped (after)
 * - `TRACK`, `SUMMARY`: scores over all judgements, gzipped (after)
 * - `TRACK#MISSES`, outcome: judged forecasts, the largest misses first, gzipped (after)
 * - `OWN-SCORES#owner#type#id`, run id: the same row of a subject of a client, with the version that was
 *   scored and what its history needs; expires (custom batch)
 * - `OWN-RANKING#owner#run#buyer`, batch, six digits: rows of a batch for rankings, gzipped; expires
 *   (custom batch)
 * - `OWN-RUNS#owner`, run id: that the run has scored all of a client's, and what it left out; expires
 *   (clients, last)
 * - `COMPANY-RESULTS#client#id`, run id, `#`, `results` or `helps`: figures of a company, gzipped; expires
 *   (custom rank, first reader)
 * - `RESCORING#REQUESTS`, instant, `#`, id: facts came in, and scores have to follow; expires (who brings
 *   them)
 * - `RESCORING#ATTEMPT`, `LAST`: the last time that a run was started for requests (who starts it)
 *
 * Objects beside the table, in the bucket or the folder of the data, under `runs/run/`: `batches.json` (the
 * plan; `custom-batches.json` is that of custom suppliers), and for each batch what it found and its explanations; documents that
 * are too large for an item lie there too. The draws
 * of a batch are under `run-draws/run/`, and the scores of published runs as Parquet under
 * `scores/day=yyyy-mm-dd/`.
 *
 * Rows of a run are never read through a range: a reader names run and subject, so rows of a crashed run and
 * of its late writers are
 * never seen. Rows of a client's custom suppliers name the client in their partition, which comes from the
 * API key. Rows of the track record (`FORECASTS`, `TRACK`) never expire.
 */
import type { SubjectType } from '#domain/vocabulary/score-document.ts';

/** Epoch seconds. Rows of a run have it when they are written: no night pays for writing them again. */
export const EXPIRY_ATTRIBUTE = 'expires_at';

export type TableKey = Readonly<{
  pk: string;
  sk: string;
}>;

export const pointerKey: TableKey = { pk: 'POINTER', sk: 'ACTIVE' };
export const counterKey: TableKey = { pk: 'COUNTER', sk: 'RUN' };

/** The newest come first without a scan. */
export const RUNS_PARTITION = 'RUNS';
export const runKey = (runId: string): TableKey => ({ pk: RUNS_PARTITION, sk: runId });

export type SubjectOfRun = Readonly<{
  type: SubjectType;
  id: string;
}>;
export interface SubjectOfBuyer extends SubjectOfRun {
  readonly buyer: string;
}

/** One item for each run: what a buyer has, the others have but for some figures. */
export const scoreKey = (runId: string, { type, id }: SubjectOfRun): TableKey => ({
  pk: `SCORES#${type}#${id}`,
  sk: runId,
});

export const historyPartition = ({ type, id }: SubjectOfRun): string => `HISTORY#${type}#${id}`;
export const historyKey = (
  subject: SubjectOfRun,
  point: Readonly<{ as_of: string; origin: string }>,
): TableKey => ({
  pk: historyPartition(subject),
  sk: `${point.as_of}#${point.origin}`,
});

export const RUN_OBJECTS_FOLDER = 'runs';

export const SCORE_TABLES_FOLDER = 'scores';
export const scoreTableObject = (day: string, runId: string, part: number): string =>
  `${SCORE_TABLES_FOLDER}/day=${day}/${runId}-${String(part).padStart(3, '0')}.parquet`;

export const RUN_DRAWS_FOLDER = 'run-draws';

export const RUN_OBJECT_DAYS = {
  objects: 190,
  draws: 7,
  /**
   * A third of what a run has to keep, and nothing reads them once the places of a run are known: they live
   * for days.
   */
  oftenRead: 30,
  /**
   * On AWS. Twice as long as the rows of a run at least, which may be renewed, and whose explanations lie in
   * objects.
   */
  removed: 7,
} as const;

export const runObjects = {
  /** In which what was removed by mistake can be brought back. */
  plan: (runId: string): string => `runs/${runId}/batches.json`,
  /** No name has a folder further down, so that the objects of a run can be listed. */
  customPlan: (runId: string): string => `runs/${runId}/custom-batches.json`,
  results: (runId: string, batch: number): string => `runs/${runId}/${batchName(batch)}.results.json.gz`,
  /** Hundredths of a point, unsigned, 16 bits, little-endian; a subject after the other. */
  draws: (runId: string, batch: number): string => `${RUN_DRAWS_FOLDER}/${runId}/${batchName(batch)}.draws`,
  /** A line for each buyer, brotli. A score row says which bytes and which line are whose. */
  explanations: (runId: string, batch: number): string => `runs/${runId}/${batchName(batch)}.explanations`,
  /** Written last: a batch that has it is whole. */
  summary: (runId: string, batch: number): string => `runs/${runId}/${batchName(batch)}.summary.json.gz`,
  /**
   * Unsigned, 32 bits, little-endian: how many subjects of a batch, or of a type, lie where in which draw.
   */
  placeCounts: (runId: string, of: number | string, buyer: string): string =>
    `${RUN_DRAWS_FOLDER}/${runId}/${typeof of === 'number' ? batchName(of) : of}.${buyer}.counts.gz`,
  /** A subject after the other: a line for each buyer, brotli. A score row says which bytes are whose. */
  orders: (runId: string): string => `runs/${runId}/orders.json.gz`,
  followUp: (runId: string, batch: number): string => `runs/${runId}/${batchName(batch)}.follow-up.json.gz`,
  document: (runId: string, name: string): string =>
    `runs/${runId}/document-${name.replaceAll(':', '-')}.json.gz`,
};
const batchName = (batch: number) => String(batch).padStart(6, '0');

/** A partition takes 1,000 write units a second, and ten batches write at once. */
const CHANGES_SHARDS = 16;
/** A run of fewer batches fills one shard, so that its feed is read from one partition. */
const BATCHES_OF_FIRST_SHARD = 64;
/** How many shards of a month a run of so many batches may fill. */
export const changesShardsOf = (batches: number): number =>
  batches <= BATCHES_OF_FIRST_SHARD ? 1 : CHANGES_SHARDS;
/** The shard of a month in which the changes of a batch are. */
export const changesShardOf = (batch: number): number =>
  batch < BATCHES_OF_FIRST_SHARD ? 0 : 1 + (batch % (CHANGES_SHARDS - 1));
/** Changes of all subjects in a month of publication. */
export const changesOfMonthPartition = (month: string, shard: number): string =>
  `CHANGES#${month}#${String(shard).padStart(2, '0')}`;
export const changesOfSubjectPartition = ({ type, id }: SubjectOfRun): string => `CHANGES#${type}#${id}`;
export const changesHeadKey: TableKey = { pk: 'CHANGES', sk: 'HEAD' };
export const dayKey = (day: string): TableKey => ({ pk: 'DAYS', sk: day });

export const RESCORE_REQUESTS_PARTITION = 'RESCORING#REQUESTS';
export const rescoreRequestKey = (at: string, id: string): TableKey => ({
  pk: RESCORE_REQUESTS_PARTITION,
  sk: `${at}#${id}`,
});
export const rescoreAttemptKey: TableKey = { pk: 'RESCORING#ATTEMPT', sk: 'LAST' };

export const rankingKey = (runId: string, type: SubjectType, buyer: string, page: number): TableKey => ({
  pk: `RANKING#${runId}#${type}#${buyer}`,
  sk: String(page).padStart(4, '0'),
});
export const documentKey = (runId: string, name: string): TableKey => ({ pk: `DOCUMENT#${runId}`, sk: name });

type SheetOfRun = Readonly<{
  subject_type: SubjectType;
  buyer: string;
  part: number;
}>;

const sixDigits = (number: number) => String(number).padStart(6, '0');

export const ownScoresPartition = (owner: string, { type, id }: SubjectOfRun): string =>
  `OWN-SCORES#${owner}#${type}#${id}`;
export const ownRankingKey = (owner: string, runId: string, buyer: string, batch: number): TableKey => ({
  pk: `OWN-RANKING#${owner}#${runId}#${buyer}`,
  sk: sixDigits(batch),
});
export const ownRunKey = (owner: string, runId: string): TableKey => ({ pk: `OWN-RUNS#${owner}`, sk: runId });
export const companyResultsKey = (client: string, id: string, runId: string, part: string): TableKey => ({
  pk: `COMPANY-RESULTS#${client}#${id}`,
  sk: `${runId}#${part}`,
});

export const forecastSheetKey = (runId: string, { subject_type, buyer, part }: SheetOfRun): TableKey => ({
  pk: `FORECASTS#${runId}`,
  sk: `${subject_type}#${buyer}#${String(part).padStart(4, '0')}`,
});
export const forecastPartsKey = (runId: string): TableKey => ({ pk: `FORECASTS#${runId}`, sk: 'PARTS' });
export const LINKS_PARTITION = 'TRACK#LINKS';
export const linkKey = (runId: string): TableKey => ({ pk: LINKS_PARTITION, sk: runId });
export const chainHeadKey: TableKey = { pk: 'TRACK', sk: 'HEAD' };
export const WAITING_PARTITION = 'TRACK#WAITING';
export const waitingPosition = (judgedFrom: string, runId: string): string => `${judgedFrom}#${runId}`;
export const JUDGED_PARTITION = 'TRACK#JUDGED';
export const judgementKey = (runId: string): TableKey => ({ pk: JUDGED_PARTITION, sk: runId });
export const trackRecordSummaryKey: TableKey = { pk: 'TRACK', sk: 'SUMMARY' };
export const missesKey = (outcome: string): TableKey => ({ pk: 'TRACK#MISSES', sk: outcome });

const TRACK_RECORD_PARTITIONS = ['FORECASTS#*', chainHeadKey.pk, 'TRACK#*'] as const;
export const BATCH_PARTITIONS = [
  pointerKey.pk,
  RUNS_PARTITION,
  'SCORES#*',
  'RANKING#*',
  'DOCUMENT#*',
  'HISTORY#*',
  changesHeadKey.pk,
  'CHANGES#*',
  dayKey('').pk,
] as const;
export const PUBLISHED_PARTITIONS = [...BATCH_PARTITIONS, ...TRACK_RECORD_PARTITIONS] as const;
export const OWN_PARTITIONS = [
  'OWN-SCORES#*#*#*',
  ownRankingKey('*', '*', '*', 0).pk,
  ownRunKey('*', '*').pk,
  companyResultsKey('*', '*', '*', '*').pk,
] as const;
export const RUN_PARTITIONS = [...PUBLISHED_PARTITIONS, counterKey.pk] as const;

/** In the order in which they were made. */
export const runIdOf = (number: number): string => `r${String(number).padStart(10, '0')}`;
