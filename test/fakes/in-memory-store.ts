import { isDeepStrictEqual } from 'node:util';
import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import { changesBand } from '#domain/explanations/changes/change-document.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { mergeSeries } from '#domain/runs/history-series.ts';
import { drawsInHundredths } from '#domain/runs/ranking.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { type HistoryPoint, inReadingOrder, type RankingPage, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { InputSnapshots } from '#functions/ports/input-snapshots.ts';
import type { MakeOrderedTexts } from '#functions/ports/ordered-texts.ts';
import type { ExplanationDocument, PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import { type RunLedger, type RunPointer, type RunRecord, WriteConflict } from '#functions/ports/run-ledger.ts';
import type { BatchResult, ExplanationPlace, RunRows } from '#functions/ports/run-rows.ts';
import type { ChangesHead, PublishedChange, ScoreChanges } from '#functions/ports/score-changes.ts';
import type { ScoreHistory } from '#functions/ports/score-history.ts';
import { type TrackRecord, trackRecordIn } from '#functions/store/track-record.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { inMemoryOrderedTexts } from './in-memory-ordered-texts.ts';
import { inMemoryRunEvents } from './in-memory-run-events.ts';

/** All ports of the store over maps: the same contract suite runs on it and on DynamoDB. */
export interface InMemoryStore {
  readonly ledger: RunLedger;
  readonly rows: RunRows;
  readonly history: ScoreHistory;
  readonly changes: ScoreChanges;
  readonly events: ReturnType<typeof inMemoryRunEvents>;
  readonly trackRecord: TrackRecord;
  readonly scores: PublishedScores;
  readonly snapshots: InputSnapshots;
  readonly makeOrderedTexts: MakeOrderedTexts;
  /** Key -> epoch seconds at which it expires, of every row of a run and every change. */
  readonly expiries: ReadonlyMap<string, number>;
}

/** A batch; an explanation lies at its number in it. */
interface StoredBatch {
  readonly results: readonly BatchResult[];
  readonly draws: readonly (Uint16Array | null)[];
  readonly explanations: readonly ExplanationDocument[];
}

const pathOf = (runId: string, { type, id, buyer }: SubjectKey): string => `${runId}/${type}/${buyer}/${id}`;
const keyOf = (document: ScoreDocument): SubjectKey => ({ type: document.subject.type, id: document.subject.id, buyer: document.buyer });
const copy = <T>(value: T): T => structuredClone(value);
const newestFirst = (a: RunRecord, b: RunRecord): number => (a.run_id < b.run_id ? 1 : -1);

export function inMemoryStore(): InMemoryStore {
  const runs = new Map<string, RunRecord>();
  const plans = new Map<string, readonly ScoreBatchRequest[]>();
  const batches = new Map<string, StoredBatch>();
  const places = new Map<string, ExplanationPlace | null>();
  const scores = new Map<string, ScoreDocument>();
  const pages = new Map<string, RankingPage>();
  const documents = new Map<string, unknown>();
  const histories = new Map<string, readonly HistoryPoint[]>();
  const days = new Map<string, string>();
  const changes = new Map<string, Map<string, PublishedChange>>();
  let changesHead: ChangesHead | null = null;
  const expiries = new Map<string, number>();
  const snapshots = new Map<string, ReferenceData>();
  let currentSnapshot: string | null = null;
  let lastNumber = 0;
  let pointer: RunPointer | null = null;

  const list = (limit: number, before: string | null): readonly RunRecord[] =>
    [...runs.values()]
      .filter((run) => before === null || run.run_id < before)
      .sort(newestFirst)
      .slice(0, limit)
      .map(copy);

  return {
    expiries,
    makeOrderedTexts: inMemoryOrderedTexts,
    events: inMemoryRunEvents(),
    trackRecord: trackRecordIn(tableInMemory()),
    ledger: {
      async nextRunId() {
        lastNumber += 1;
        return `r${String(lastNumber).padStart(10, '0')}`;
      },
      async create(run) {
        const { execution, started_at } = runs.get(run.run_id) ?? run;
        if (execution !== run.execution || started_at !== run.started_at) throw new WriteConflict(`run ${run.run_id} exists already`);
        if (!runs.has(run.run_id)) runs.set(run.run_id, copy(run));
      },
      async update(runId, changes, whileStatus) {
        const run = runs.get(runId);
        const written = run === undefined ? run : { ...run, ...copy(changes) };
        if (written !== undefined && isDeepStrictEqual(run, written)) return;
        if (written === undefined || (whileStatus !== undefined && run?.status !== whileStatus))
          throw new WriteConflict(`run ${runId} is not there`);
        runs.set(runId, written);
      },
      get: async (runId) => copy(runs.get(runId) ?? null),
      list: async (limit, before) => list(limit, before),
      pointer: async () => pointer,
      async movePointer(expected, next) {
        if (isDeepStrictEqual(pointer, next)) return;
        if (pointer?.run_id !== expected?.run_id || pointer?.version !== expected?.version)
          throw new WriteConflict('the pointer has moved');
        pointer = copy(next);
      },
      async rememberDay(day, runId) {
        if ((days.get(day) ?? '') < runId) days.set(day, runId);
      },
    },
    rows: {
      async putPlan(runId, batches) {
        plans.set(runId, copy(batches));
      },
      plan: async (runId) => copy(plans.get(runId) ?? null),
      async putBatch(runId, batch, findings) {
        batches.set(`${runId}/${batch}`, {
          results: findings.map(({ result }, n) => ({ ...copy(result), explained: { batch, from: n, length: 1, line: 0 } })),
          draws: findings.map(({ draws }) => (draws === null ? null : drawsInHundredths(draws))),
          explanations: findings.map(({ explanation }) => copy(explanation)),
        });
      },
      async *results(runId) {
        for (const { batch } of plans.get(runId) ?? []) {
          const found = batches.get(`${runId}/${batch}`);
          if (found !== undefined) yield copy(found.results);
        }
      },
      async draws(runId, batch) {
        const found = batches.get(`${runId}/${batch}`);
        if (found === undefined) throw new Error(`batch ${batch} of run ${runId} was never written`);
        return found.draws;
      },
      async putScores(runId, subjects, expiresAt) {
        for (const { documents: ofSubject, explained } of subjects) {
          for (const [n, document] of ofSubject.entries()) {
            const path = pathOf(runId, keyOf(document));
            scores.set(path, copy(document));
            places.set(path, explained[n] ?? null);
            expiries.set(`score/${path}`, expiresAt);
          }
        }
      },
      async putRankingPages(added, expiresAt) {
        for (const page of added) {
          const path = `${page.run_id}/${page.subject_type}/${page.buyer}/${page.page}`;
          pages.set(path, copy(page));
          expiries.set(`ranking/${path}`, expiresAt);
        }
      },
      async putDocument(runId, name, content, expiresAt) {
        documents.set(`${runId}/${name}`, copy(content));
        expiries.set(`document/${runId}/${name}`, expiresAt);
      },
      async expire(runId, expiresAt) {
        for (const path of expiries.keys()) {
          if (!path.startsWith('change/') && path.split('/')[1] === runId) expiries.set(path, expiresAt);
        }
      },
    },
    history: {
      async merge(series) {
        for (const { subject, points } of series) {
          for (const point of points) {
            const path = `${point.origin}/${point.as_of.slice(0, 4)}/${pathOf('', subject)}`;
            histories.set(path, mergeSeries(histories.get(path) ?? [], [copy(point)]));
          }
        }
      },
    },
    scores: {
      currentRun: async () => pointer,
      score: async (runId, subject) => copy(scores.get(pathOf(runId, subject)) ?? null),
      async scoreJson(runId, subject) {
        const document = scores.get(pathOf(runId, subject));
        return document === undefined ? null : JSON.stringify(inReadingOrder(document));
      },
      async explanation(runId, subject) {
        const place = places.get(pathOf(runId, subject)) ?? null;
        const explanation = place === null ? undefined : batches.get(`${runId}/${place.batch}`)?.explanations[place.from];
        const score = scores.get(pathOf(runId, subject));
        return explanation === undefined || score === undefined ? null : { ...copy(explanation), rank: score.rank };
      },
      rankingPage: async (runId, type, buyer, page) => copy(pages.get(`${runId}/${type}/${buyer}/${page}`) ?? null),
      async history(subject, year) {
        const ofOrigin = (origin: string): readonly HistoryPoint[] => histories.get(`${origin}/${year}/${pathOf('', subject)}`) ?? [];
        return [...ofOrigin('published'), ...ofOrigin('replayed')].sort((a, b) =>
          a.as_of === b.as_of ? (a.origin < b.origin ? -1 : 1) : a.as_of < b.as_of ? -1 : 1,
        );
      },
      document: async (runId, name) => copy(documents.get(`${runId}/${name}`) ?? null),
      runs: async (limit, before) => list(limit, before),
      run: async (runId) => copy(runs.get(runId) ?? null),
      runOfDay: async (day) => days.get(day) ?? null,
    },
    changes: {
      head: async () => copy(changesHead),
      async page(partition, { after, upTo, limit }) {
        const path = 'month' in partition ? partition.month : pathOf('', partition);
        return [...(changes.get(path) ?? new Map<string, PublishedChange>())]
          .filter(([position]) => position > after && position <= upTo)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .slice(0, limit)
          .map(([, change]) => copy(change));
      },
      async append(added, expiresAt) {
        for (const change of added) {
          const { subject, buyer, position } = change;
          const ofBand = changesBand(change) ? [`bands/${buyer}`] : [];
          for (const path of [position.slice(0, 7), pathOf('', { type: subject.type, id: subject.id, buyer }), ...ofBand]) {
            changes.set(path, (changes.get(path) ?? new Map<string, PublishedChange>()).set(position, copy(change)));
            expiries.set(`change/${path}/${position}`, expiresAt);
          }
        }
      },
      async moveHead(head) {
        if (changesHead === null || changesHead.position < head.position) changesHead = copy(head);
      },
    },
    snapshots: {
      async put(data) {
        const { createHash } = await import('node:crypto');
        const sha256 = createHash('sha256').update(canonicalJson(data)).digest('hex');
        snapshots.set(sha256, copy(data));
        return sha256;
      },
      async get(sha256) {
        const data = snapshots.get(sha256);
        if (data === undefined) throw new Error(`there is no snapshot ${sha256}`);
        return copy(data);
      },
      current: async () => currentSnapshot,
      async setCurrent(sha256) {
        currentSnapshot = sha256;
      },
    },
  };
}
