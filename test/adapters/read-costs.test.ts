import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parametersOf } from '#domain/method/parameters.ts';
import { METHODOLOGY } from '#functions/adapters/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { PublishedScores, SubjectKey } from '#functions/ports/published-scores.ts';
import { changeExplainer } from '#functions/scoring/changes/explain-change.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { realParts } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { dynaliteStore, TABLE } from './embedded-store.ts';

interface Capacity {
  readonly CapacityUnits?: number;
}

interface Call {
  readonly operation: string;
  readonly readUnits: number;
  readonly consistent: boolean;
}

const dy: SubjectKey = { type: 'element', id: 'Dy', buyer: 'JPN' };

describe('what a read costs', () => {
  let store: Awaited<ReturnType<typeof dynaliteStore>>;
  let scores: PublishedScores;
  let calls: Call[] = [];
  let runId: string;
  let ports: ScoringPorts;

  beforeAll(async () => {
    store = await dynaliteStore();
    const { snapshots } = inMemoryStore();
    ports = scoringPorts({
      ...store,
      explainChange: changeExplainer(parametersOf(METHODOLOGY.document)),
      snapshots,
      ...realParts(bundledReferenceData, snapshots),
    });
    runId = (await runPipeline({ as_of: '2026-10-01' }, ports, () => '2026-10-01T18:30:00.000Z')).run_id;
    store.reads.middlewareStack.add(
      (next, context) => async (parameters) => {
        const input = parameters.input as { ReturnConsumedCapacity?: string; ConsistentRead?: boolean };
        input.ReturnConsumedCapacity = 'TOTAL';
        const answer = await next(parameters);
        const { ConsumedCapacity: capacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        calls.push({
          operation: String((context as { commandName?: string }).commandName).replace('Command', ''),
          readUnits: capacity?.CapacityUnits ?? Number.NaN,
          consistent: input.ConsistentRead === true,
        });
        return answer;
      },
      { step: 'initialize', name: 'countReads', priority: 'high' },
    );
    scores = dynamodbPublishedScores(store.reads, TABLE, store.objects);
  });
  afterAll(async () => {
    await store.close();
  });

  async function cost(
    read: () => Promise<unknown>,
  ): Promise<{ readonly calls: number; readonly operations: readonly string[]; readonly readUnits: number }> {
    calls = [];
    expect(await read()).not.toBeNull();
    expect(calls.some((call) => call.consistent)).toBe(false);
    expect(calls.some((call) => call.operation === 'Scan')).toBe(false);
    return {
      calls: calls.length,
      operations: [...new Set(calls.map((call) => call.operation))],
      readUnits: calls.reduce((sum, call) => sum + call.readUnits, 0),
    };
  }

  it('is one GetItem of half a unit for a score', async () => {
    expect(await cost(() => scores.score(runId, dy))).toEqual({ calls: 1, operations: ['GetItem'], readUnits: 0.5 });
  });

  it('is one GetItem for the pointer, and none within the next seconds', async () => {
    expect(await cost(() => scores.currentRun())).toEqual({ calls: 1, operations: ['GetItem'], readUnits: 0.5 });
    expect(await cost(() => scores.currentRun())).toMatchObject({ calls: 0 });
  });

  it.each([
    ['an explanation, which lies beside the table', () => scores.explanation(runId, dy), 1, 0.5],
    ['a ranking page of all elements', () => scores.rankingPage(runId, 'element', 'JPN', 0), 1, 2.5],
    ['a ranking page of all suppliers', () => scores.rankingPage(runId, 'supplier', 'JPN', 0), 1, 3],
    ['the catalogue of elements', () => scores.document(runId, 'catalogue:elements'), 1, 1],
    ['the state of the signals', () => scores.document(runId, 'signals'), 1, 0.5],
    ['the days of a signal', () => scores.document(runId, 'signal:taiwan'), 1, 4],
    ['the measures', () => scores.document(runId, 'measures'), 1, 3.5],
    ['a run', () => scores.run(runId), 1, 0.5],
  ] as const)('is GetItems of exact keys for %s', async (_what, read, itsCalls, atMostUnits) => {
    const { calls: made, operations, readUnits } = await cost(read);
    expect(operations).toEqual(['GetItem']);
    expect(made).toBe(itsCalls);
    expect(readUnits).toBeLessThanOrEqual(atMostUnits);
  });

  it('is a GetItem and a query for a year of history', async () => {
    expect(await cost(() => scores.history(dy, 2026))).toEqual({ calls: 2, operations: ['GetItem', 'Query'], readUnits: 1 });
  });

  it('leaves room for a few written units a subject and night for five buyers, without an update of a row of the night before', async () => {
    const units = new Map<string, number>();
    store.runs.middlewareStack.add(
      (next, context) => async (parameters) => {
        (parameters.input as { ReturnConsumedCapacity?: string }).ReturnConsumedCapacity = 'TOTAL';
        const answer = await next(parameters);
        const { ConsumedCapacity: used = [] } = answer.output as { ConsumedCapacity?: Capacity | Capacity[] };
        const command = String((context as { commandName?: string }).commandName).replace('Command', '');
        const sum = [used].flat().reduce((all, { CapacityUnits: one = 0 }) => all + one, 0);
        if (!/^(Get|BatchGet|Query)/.test(command)) units.set(command, (units.get(command) ?? 0) + sum);
        return answer;
      },
      { step: 'initialize', name: 'countWrites', priority: 'high' },
    );
    await runPipeline({ as_of: '2026-10-02' }, ports, () => '2026-10-02T18:30:00.000Z');
    const all = [...units.values()].reduce((sum, some) => sum + some, 0);
    // 187 subjects; of each, two units are documents of the run, which do not grow with the subjects, and one or two are changes. A night of layout 1 wrote 125.
    expect(all / 187).toBeLessThan(7.5);
    // History: one each, and those of records, head and pointer.
    expect(units.get('UpdateItem')).toBeLessThan(187 + 25);
  });

  it('is one query for the list of runs', async () => {
    expect(await cost(() => scores.runs(20, null))).toMatchObject({ calls: 1, operations: ['Query'] });
  });
});
