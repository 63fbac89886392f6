import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import { numberOfRun, positionOf } from '#functions/store/scores/score-changes.ts';
import { publishWorld } from '#test/builders/published-world.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

type Response = Awaited<ReturnType<ApiUnderTest['call']>>;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const nothing = {
  new_event: 0,
  data_update: 0,
  data_correction: 0,
  methodology: 0,
  coverage: 0,
  time_passing: 0,
  override: 0,
};
const none = {
  new_event: {},
  data_update: {},
  data_correction: {},
  methodology: {},
  coverage: {},
  time_passing: {},
  override: {},
};

async function moved(
  day: string,
  id: string,
  from: number,
  to: number,
  cause: keyof typeof nothing,
): Promise<void> {
  const attribution: ExplainedChange = {
    delta: to - from,
    by_cause: { ...nothing, [cause]: to - from },
    by_driver: { 'active_control:CHN': to - from },
    by_cause_and_driver: none,
    reasons: [{ cause, what: 'CN-2026-99' }],
  };
  const run_id = `r${day.slice(2).replaceAll('-', '').padStart(10, '0')}`;
  const change = changeDocument(
    {
      before: scoreDocument({ id, score: from }),
      after: scoreDocument({ id, score: to }),
      explained: {
        attribution,
        driversBefore: [{ id: 'active_control:CHN', points: from }],
        driversAfter: [{ id: 'active_control:CHN', points: to }],
      },
    },
    {
      run_id,
      as_of: day,
      computed_at: `${day}T18:00:00.000Z`,
      previous: { run_id: 'r0000000002', as_of: '2026-10-01' },
    },
    (measure) => `Announcement ${measure}`,
  );
  const seq = numberOfRun(run_id) + 1;
  const position = positionOf(day, seq);
  await api.store.changes.append([{ ...change, seq, position }], 3_000_000_000);
  const head = await api.store.changes.head();
  const months = [...new Set([...(head?.months ?? []), day.slice(0, 7)])];
  await api.store.changes.moveHead(head, { position, run_id, months, never_told: [], shards: 1 });
}

const ids = ({ json }: Response): string[] =>
  json.data.map(
    (change: { subject: { id: string }; buyer: string }) => `${change.subject.id} ${change.buyer}`,
  );

describe('the feed of changes', () => {
  test('leaves the first run out, which has nothing to compare with, and says where the present state is', async () => {
    const { json } = await api.call('/v1/changes?buyer=JPN');
    expect([json.data, json.next_cursor]).toEqual([[], null]);
    const present = await api.call(json.links.resync);
    expect(present.json.data.length).toBeGreaterThan(3);
    const rare = await api.call('/v1/changes?buyer=JPN&min_abs_delta=5');
    expect(rare.json.data).toEqual([]);
    expect((await api.call('/v1/changes?buyer=JPN&first_run=include')).json.data.length).toBeGreaterThan(3);
  });

  test('comes in pages that join without a gap, and is resumed with what was published since', async () => {
    const all = await api.call('/v1/changes?first_run=include&limit=1000');
    expect(all.json.data.length).toBe(24);
    const walked: string[] = [];
    let address = '/v1/changes?first_run=include&limit=7';
    for (;;) {
      const page = await api.call(address);
      walked.push(...ids(page));
      if (page.json.next_cursor === null) {
        address = `/v1/changes?first_run=include&cursor=${page.json.resume_cursor}`;
        break;
      }
      address = page.json.links.next;
    }
    expect(walked).toEqual(ids(all));
    expect(ids(await api.call(address))).toEqual([]);
    await moved('2026-10-02', 'Dy', 71.76, 75, 'new_event');
    await moved('2026-11-05', 'Tb', 71.76, 71.5, 'time_passing');
    const since = await api.call(address);
    expect(ids(since)).toEqual(['Dy JPN', 'Tb JPN']);
    expect(since.json.data[0]).toMatchObject({
      kind: 'changed',
      delta: 3.24,
      by_cause: { ...nothing, new_event: 3.24 },
      by_driver: [{ id: 'active_control:CHN', points: 3.24 }],
      summary: 'Dy for Japan rose by 3.24 to 75.00: new events +3.24 (Announcement CN-2026-99).',
      links: { score: '/v1/elements/Dy/score?buyer=JPN', run: '/v1/runs/r0000261002' },
    });
    const seqs = (await api.call('/v1/changes?first_run=include&limit=1000')).json.data.map(
      ({ seq }: { seq: number }) => seq,
    );
    expect(seqs).toEqual(seqs.toSorted((a: number, b: number) => a - b));
  });

  test('is filtered by cause, size, type, buyer and day of publication', async () => {
    expect(ids(await api.call('/v1/changes?first_run=include&cause=new_event'))).toEqual(['Dy JPN']);
    expect(ids(await api.call('/v1/changes?first_run=include&min_abs_delta=1&from=2026-10-02'))).toEqual([
      'Dy JPN',
    ]);
    expect(ids(await api.call('/v1/changes?first_run=include&from=2026-10-03'))).toEqual(['Tb JPN']);
    expect(ids(await api.call('/v1/changes?first_run=include&from=2026-10-02&to=2026-10-31'))).toEqual([
      'Dy JPN',
    ]);
    expect(ids(await api.call('/v1/changes?first_run=include&subject_type=supplier'))).toEqual([
      'lynas JPN',
      'lynas USA',
    ]);
    expect((await api.call('/v1/changes?first_run=include&buyer=USA&limit=1000')).json.data.length).toBe(12);
    const wrong = await api.call('/v1/changes?first_run=include&from=2026-10-05&to=2026-10-01');
    expect([wrong.status, wrong.json.errors[0].parameter]).toEqual([400, 'from']);
  });

  test('tells of some subjects alone', async () => {
    expect(ids(await api.call('/v1/changes?first_run=include&buyer=JPN&subjects=element:Dy'))).toEqual([
      'Dy JPN',
      'Dy JPN',
    ]);
    expect(ids(await api.call('/v1/changes?subjects=element:Tb,supplier:lynas'))).toEqual(['Tb JPN']);
    expect((await api.call('/v1/changes?subjects=Dy')).json.detail).toContain('send a type and an id');
  });

  test('filtered, is begun from the state that the filter is about', async () => {
    const resync = async (query: string) => (await api.call(`/v1/changes${query}`)).json.links.resync;
    expect(await resync('?subject_type=supplier&buyer=USA')).toBe(
      '/v1/scores?subject_type=supplier&buyer=USA&limit=1000',
    );
    expect(await resync('?buyer=JPN&cause=new_event')).toBe('/v1/scores?buyer=JPN&limit=1000');
    expect(await resync('')).toBe('/v1/scores?limit=1000');
  });

  test('goes on from a cursor alone; of another question it says in what', async () => {
    const { json } = await api.call('/v1/changes?from=2026-01-01&limit=1');
    expect((await api.call(`/v1/changes?cursor=${json.resume_cursor}`)).json.data).toEqual(
      (await api.call(`/v1/changes?from=2026-01-01&cursor=${json.resume_cursor}`)).json.data,
    );
    const of = (await api.call('/v1/changes?buyer=JPN&min_abs_delta=5')).json.resume_cursor;
    const { json: other } = await api.call(`/v1/changes?min_abs_delta=6&cursor=${of}`);
    expect([other.code, other.detail]).toEqual([
      'invalid_cursor',
      expect.stringContaining('a request with another `buyer` and `min_abs_delta`: send what'),
    ]);
  });

  test('answers 410 with a way back to a cursor from before what is kept', async () => {
    const { json } = await api.call('/v1/changes?first_run=include&limit=2');
    await moved('2027-12-01', 'W', 60, 61, 'data_update');
    const pruned = await api.call(`/v1/changes?first_run=include&limit=2&cursor=${json.next_cursor}`);
    expect([pruned.status, pruned.json.code]).toEqual([410, 'changes_pruned']);
    expect(pruned.headers.link).toContain('</v1/scores?limit=1000>');
    expect(pruned.json.detail).toContain('kept from 2026-10-27');
    const anew = await api.call('/v1/changes?first_run=include');
    expect([anew.json.kept_from, ...ids(anew)]).toEqual(['2026-10-27', 'Tb JPN', 'W JPN']);
  });
});
