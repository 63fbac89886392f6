import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  type AlertFired,
  EVENT_SOURCE,
  type RunCompleted,
  type RunFailed,
} from '#contracts/run/run-events.ts';
import { writeWhole } from './archived-objects.ts';
import type { PublishedChange } from './score-changes.ts';

/** A change as events carry it: without its position in the store. */
export type ChangeEvent = Omit<PublishedChange, 'position'> & { readonly event_id: string };

/** An event of a run. Its id stays the same when it is sent again. */
export type RunEvent =
  | { readonly type: 'score.changed' | 'band.changed'; readonly detail: ChangeEvent }
  | { readonly type: 'run.completed'; readonly detail: RunCompleted }
  | { readonly type: 'run.failed'; readonly detail: RunFailed }
  | { readonly type: 'alert.fired'; readonly detail: AlertFired };

/** A large run has more of them than have room in memory. */
export type EventsInOrder = Iterable<RunEvent> | AsyncIterable<RunEvent>;

/** Sends the events of a run to subscribers. */
export interface RunEvents {
  /**
   * Sends all events of a run, in order, each at least once: a second call sends them again, with the same
   * ids. Throws when some were not
   * accepted after several attempts.
   */
  send(runId: string, events: EventsInOrder): Promise<void>;
}

/** A week of nights; the feed of changes has the rest. */
const RUNS_KEPT = 7;

/**
 * The events of the newest runs as files of a folder, `<run id>.ndjson`: a line per event with what a rule on
 * the bus sees of it. Sending
 * again writes the same file.
 */
export function fileRunEvents(folder: string): RunEvents {
  return {
    async send(runId, events) {
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, `${runId}.ndjson`), linesOf(events));
      const files = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort();
      for (const name of files.slice(0, -RUNS_KEPT)) await rm(join(folder, name), { force: true });
    },
  };
}

async function* linesOf(events: EventsInOrder): AsyncGenerator<string> {
  for await (const { type, detail } of events)
    yield `${JSON.stringify({ source: EVENT_SOURCE, 'detail-type': type, detail })}\n`;
}

/** Limits of PutEvents. */
const ENTRIES_PER_CALL = 10;
const BYTES_PER_CALL = 256 * 1024;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

type Entry = Readonly<Record<'EventBusName' | 'Source' | 'DetailType' | 'Detail', string>>;

/**
 * Events on a bus (its ARN). Calls follow one another, so that events are handed over in their order; a bus
 * promises none to its subscribers.
 */
export function eventbridgeRunEvents(client: EventBridgeClient, bus: string): RunEvents {
  return {
    async send(_runId, events) {
      for await (const entries of callsOf(events, bus)) await putEntries(client, entries);
    },
  };
}

const entryOf = ({ type, detail }: RunEvent, bus: string): Entry => ({
  EventBusName: bus,
  Source: EVENT_SOURCE,
  DetailType: type,
  Detail: JSON.stringify(detail),
});

/** Size of an entry in bytes as EventBridge counts it, for entries without time and resources. */
const bytesOf = ({ Source, DetailType, Detail }: Entry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** Entries, in order, in as few calls as the limits of EventBridge on entries and bytes per call allow. */
async function* callsOf(events: EventsInOrder, bus: string): AsyncGenerator<readonly Entry[]> {
  let [call, room]: [Entry[], number] = [[], BYTES_PER_CALL];
  for await (const event of events) {
    const entry = entryOf(event, bus);
    const bytes = bytesOf(entry);
    if (call.length === ENTRIES_PER_CALL || (call.length > 0 && bytes > room)) {
      yield call;
      [call, room] = [[], BYTES_PER_CALL];
    }
    call.push(entry);
    room -= bytes;
  }
  if (call.length > 0) yield call;
}

/**
 * A response of 200 may have refused some entries: those are sent again after a growing, jittered wait.
 * Throws after ten rounds.
 */
async function putEntries(client: EventBridgeClient, entries: readonly Entry[]): Promise<void> {
  let left = entries;
  let reasons: readonly string[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { Entries: results = [] } = await client.send(new PutEventsCommand({ Entries: [...left] }));
    reasons = results.flatMap(({ ErrorCode: code }) => code ?? []);
    left = left.filter((_, index) => results[index]?.ErrorCode !== undefined);
    if (left.length === 0) return;
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** round));
  }
  throw new Error(
    `the bus did not take ${left.length} events in ${MAX_ROUNDS} rounds: ${[...new Set(reasons)].join(', ')}`,
  );
}
