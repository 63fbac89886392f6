import { POINTER_COPY, runObjects, TABLE_LAYOUT_VERSION } from '#contracts/store/table-layout.ts';
import { inReadingOrder, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { ScoreCopies, SubjectKey } from '#functions/ports/published-scores.ts';
import type { PointerCopy, RunPointer } from '#functions/ports/run-ledger.ts';
import type { ArchivedObjects } from './archived-objects.ts';
import { storedBatch, storedPlan } from './run-batches.ts';

/** It is written once a minute at most. */
const POINTER_LIFETIME_MS = 60_000;
/** Batches that are kept: of a register like the one that ships all, of a large one some megabytes. */
const MOST_BATCHES_KEPT = 20;

interface CopiedPointer {
  /** Layout of the code that has written it. */
  readonly layout: number;
  readonly pointer: RunPointer;
}

/** Subject and buyer -> its document. */
type Documents = ReadonlyMap<string, ScoreDocument>;

const nameOf = ({ type, id }: Pick<SubjectKey, 'type' | 'id'>): string => `${type}#${id}`;

export const pointerCopyIn = (objects: Pick<ArchivedObjects, 'write'>): PointerCopy => ({
  put: (pointer) =>
    objects.write(POINTER_COPY, Buffer.from(JSON.stringify({ layout: TABLE_LAYOUT_VERSION, pointer } satisfies CopiedPointer))),
});

/** Copies among the objects of runs. `now`: milliseconds that only grow. */
export function scoreCopiesIn(objects: Pick<ArchivedObjects, 'read'>, now: () => number = () => performance.now()): ScoreCopies {
  let seen: { readonly pointer: RunPointer | null; readonly at: number } | null = null;
  let plan: { readonly runId: string; readonly batches: Promise<ReadonlyMap<string, number>> } | null = null;
  const kept = new Map<string, Promise<Documents>>();

  async function readPointer(): Promise<RunPointer | null> {
    const bytes = await objects.read(POINTER_COPY);
    if (bytes === null) return null;
    const { layout, pointer } = JSON.parse(Buffer.from(bytes).toString('utf8')) as CopiedPointer;
    return layout > TABLE_LAYOUT_VERSION ? null : pointer;
  }

  async function readPlan(runId: string): Promise<ReadonlyMap<string, number>> {
    const batches = (await storedPlan(objects, runId)) ?? [];
    return new Map(batches.flatMap(({ batch, subjects }) => subjects.map((subject) => [nameOf(subject), batch] as const)));
  }

  async function readBatch(runId: string, batch: number): Promise<Documents> {
    const results = (await storedBatch(objects, runId, batch))?.results ?? [];
    return new Map(results.map(({ document }) => [`${nameOf(document.subject)}#${document.buyer}`, document]));
  }

  /** A failed read is not kept: the next request tries again. */
  function documentsOf(runId: string, batch: number): Promise<Documents> {
    const key = runObjects.results(runId, batch);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const read = readBatch(runId, batch);
    kept.set(key, read);
    if (kept.size > MOST_BATCHES_KEPT) kept.delete(kept.keys().next().value ?? '');
    read.catch(() => kept.delete(key));
    return read;
  }

  function batchesOf(runId: string): Promise<ReadonlyMap<string, number>> {
    if (plan?.runId === runId) return plan.batches;
    const batches = readPlan(runId);
    plan = { runId, batches };
    batches.catch(() => {
      plan = null;
    });
    return batches;
  }

  return {
    async currentRun() {
      if (seen === null || now() - seen.at >= POINTER_LIFETIME_MS) seen = { pointer: await readPointer(), at: now() };
      return seen.pointer;
    },
    async scoreJson(runId, subject) {
      const batch = (await batchesOf(runId)).get(nameOf(subject));
      if (batch === undefined) return null;
      const document = (await documentsOf(runId, batch)).get(`${nameOf(subject)}#${subject.buyer}`);
      return document === undefined ? null : JSON.stringify(inReadingOrder({ ...document, rank: null }));
    },
  };
}
