import { setTimeout as sleep } from 'node:timers/promises';
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  type AlertFired,
  EVENT_SOURCE,
  type RunCompleted,
  type RunFailed,
} from '#contracts/run/run-events.ts';
import type { PublishedChange } from '../scores/score-changes.ts';
import { inParallel } from '../table/table.ts';

export type ChangeEvent = Omit<PublishedChange, 'position'> & Readonly<{ event_id: string }>;

export type RunEvent =
  | Readonly<{ type: 'score.changed' | 'band.changed'; detail: ChangeEvent }>
  | Readonly<{ type: 'run.completed'; detail: RunCompleted }>
  | Readonly<{ type: 'run.failed'; detail: RunFailed }>
  | Readonly<{ type: 'alert.fired'; detail: AlertFired }>;

export interface RunEvents {
  /** Sends each at least once, in any order. Throws when some are not accepted after several attempts. */
  send(events: readonly RunEvent[]): Promise<void>;
}

const ENTRIES_PER_CALL = 10;
const BYTES_PER_CALL = 256 * 1024;
/** 4,000 calls a second for ten batches: less than half of the quota of a large region. */
const CALLS_IN_FLIGHT = 8;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

type Entry = Readonly<Record<'EventBusName' | 'Source' | 'DetailType' | 'Detail', string>>;

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

const bytesOf = ({ Source, DetailType, Detail }: Entry) =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

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

/** A response of 200 may have refused some entries: they are sent again, ten rounds at most. */
async function putEntries(client: EventBridgeClient, entries: readonly Entry[]) {
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
