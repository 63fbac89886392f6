import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from 'vitest';
import { EVENT_SOURCE } from '#contracts/run/run-events.ts';
import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import { eventsOf } from '#functions/scoring/run-changes.ts';
import { eventbridgeRunEvents, type RunEvent } from '#functions/store/runs/run-events.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

interface Told {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

const RUN = 'r0000000002';
const asTold = ({ type, detail }: RunEvent): Told => ({ source: EVENT_SOURCE, 'detail-type': type, detail });

/** A run that changed so many scores, every third of them to another band. */
function eventsOfRun(changes: number, summary = 'it rose'): readonly RunEvent[] {
  const stamp = { run_id: RUN, as_of: '2026-10-02', computed_at: '2026-10-02T18:00:00.000Z' };
  const all = Array.from({ length: changes }, (_, n) => {
    const before = scoreDocument({ id: `E${n}`, score: 55, band: 'elevated' });
    const after = scoreDocument({
      id: `E${n}`,
      score: 56 + (n % 3) * 3,
      band: n % 3 === 2 ? 'high' : 'elevated',
    });
    const change = changeDocument(
      { before, after, explained: null },
      { ...stamp, previous: { run_id: 'r0000000001', as_of: '2026-10-01' } },
      (id) => id,
    );
    return {
      ...change,
      summary,
      seq: 2_000_000_001 + n,
      position: `2026-10-02#${String(2_000_000_001 + n).padStart(16, '0')}`,
    };
  });
  return all.flatMap(eventsOf);
}

interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** PutEvents of an EventBridge: refuses calls above its limits, and single entries as a test wants it. */
async function bus(refuses: (entry: PutEntry) => boolean = () => false) {
  const taken: Told[] = [];
  const calls: PutEntry[][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { Entries: entries } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      Entries: PutEntry[];
    };
    calls.push(entries);
    const bytes = entries.reduce(
      (sum, { Source, DetailType, Detail }) => sum + Buffer.byteLength(Source + DetailType + Detail),
      0,
    );
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents' || entries.length > 10 || bytes > 262_144) {
      answer(400, { __type: 'ValidationException', message: 'above the limits of PutEvents' });
      return;
    }
    const results = entries.map((entry) => {
      if (refuses(entry)) return { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };
      taken.push({ source: entry.Source, 'detail-type': entry.DetailType, detail: JSON.parse(entry.Detail) });
      return { EventId: '00000000-0000-0000-0000-000000000000' };
    });
    answer(200, {
      FailedEntryCount: results.filter(({ ErrorCode: code }) => code !== undefined).length,
      Entries: results,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const close = () => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  };
  return { events: eventbridgeRunEvents(client, 'Chokepoint-Events'), taken, calls, close };
}

describe('EventBridge', () => {
  let place: Awaited<ReturnType<typeof bus>>;
  afterEach(() => place.close());
  const sizes = () => place.calls.map(({ length }) => length).sort((a, b) => b - a);

  it('gets at most ten entries and 256 KB in a call', async () => {
    place = await bus();
    const events = eventsOfRun(30, 'ü'.repeat(40_000)); // 80 kB each: three to a call
    await place.events.send(events);
    expect(place.taken).toHaveLength(events.length);
    expect(place.taken).toEqual(expect.arrayContaining(events.map(asTold)));
    expect(new Set(sizes().slice(0, 10))).toEqual(new Set([3]));
    place.calls.length = 0;
    await place.events.send(eventsOfRun(20));
    expect(sizes()).toEqual([10, 10, 6]);
  });

  it('gets again what it has refused, and only that', async () => {
    const refused = new Set<string>();
    place = await bus(({ Detail }) => {
      const { event_id: id } = JSON.parse(Detail) as { event_id: string };
      if (!id.endsWith('3') || refused.has(id)) return false;
      refused.add(id);
      return true;
    });
    const events = eventsOfRun(10);
    await place.events.send(events);
    expect(refused).toEqual(new Set(['score.changed:2000000003', 'band.changed:2000000003']));
    expect(place.taken).toHaveLength(events.length);
    expect(sizes()).toEqual([10, 3, 2]);
  });

  it('that takes nothing is an error which says so, with its reason', async () => {
    place = await bus(() => true);
    await expect(place.events.send(eventsOfRun(1))).rejects.toThrow(
      'the bus did not take 1 events in 10 rounds: ThrottlingException',
    );
  });
});
