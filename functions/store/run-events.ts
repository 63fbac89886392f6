import { setTimeout as sleep } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  type AlertFired,
  EVENT_SOURCE,
  type RunCompleted,
  type RunFailed,
} from '#contracts/run/run-events.ts';
import type { PublishedChange } from './score-changes.ts';
import { inParallel } from './table.ts';

/** A change as events carry it: without its position in the store. */
export type ChangeEvent = Omit<PublishedChange, 'position'> & { readonly event_id: string };

/** An event of a run. Its id stays the same when it is sent again. */
export type RunEvent =
  | { readonly type: 'score.changed' | 'band.changed'; readonly detail: ChangeEvent }
  | { readonly type: 'run.completed'; readonly detail: RunCompleted }
  | { readonly type: 'run.failed'; readonly detail: RunFailed }
  | { readonly type: 'alert.fired'; readonly detail: AlertFired };

export interface RunEvents {
  /** Sends each event at least once, in any order. Throws when some were not accepted after several attempts. */
  send(events: readonly RunEvent[]): Promise<void>;
}

/** Limits of PutEvents. */
const ENTRIES_PER_CALL = 10;
const BYTES_PER_CALL = 256 * 1024;
/** Ten batches at once make 4,000 calls a second of 20 ms: less than half of the quota of a large region. */
const CALLS_IN_FLIGHT = 8;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

type Entry = Readonly<Record<'EventBusName' | 'Source' | 'DetailType' | 'Detail', string>>;

/** Events on a bus (its ARN). */
export const eventbridgeRunEvents = (client: EventBridgeClient, bus: string): RunEvents => ({
  send: (events) =>
    inParallel(callsOf(events, bus), CALLS_IN_FLIGHT, (entries) => putEntries(client, entries)),
});

const entryOf = ({ type, detail }: RunEvent, bus: string): Entry => ({
  EventBusName: bus,
  Source: EVENT_SOURCE,
  DetailType: type,
  Detail: JSON.stringify(detail),
});

/** Size of an entry in bytes as EventBridge counts it, for entries without time and resources. */
const bytesOf = ({ Source, DetailType, Detail }: Entry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** Entries in as few calls as the limits of EventBridge on entries and bytes per call allow. */
function callsOf(events: readonly RunEvent[], bus: string): readonly (readonly Entry[])[] {
  const calls: Entry[][] = [];
  let room = 0;
  for (const entry of events.map((event) => entryOf(event, bus))) {
    const [bytes, call] = [bytesOf(entry), calls.at(-1)];
    if (call === undefined || call.length === ENTRIES_PER_CALL || bytes > room) {
      calls.push([entry]);
      room = BYTES_PER_CALL;
    } else call.push(entry);
    room -= bytes;
  }
  return calls;
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
