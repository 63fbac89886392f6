import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isKnownBy } from '#domain/method/register.ts';
import { withObservations } from '#domain/signals/observations.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';
import { startRunWhenDue } from '#functions/scoring/start-run.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { nightPorts } from '#test/builders/night-ports.ts';
import { factsOf } from '#test/builders/small-facts.ts';
import { SIGNALS_TABLE, TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from '../../api/api-under-test.ts';

const NIGHT = '2026-10-20';
const shipped = factsOf(['Nd', 'W', 'Te', 'Bi', 'In'], []);

let api: ApiUnderTest;
let ports: ScoringPorts;
const clock = (): string => new Date().toISOString();
const pass = (seconds: number): unknown => vi.advanceTimersByTime(seconds * 1000);

async function rescored(as_of: string): Promise<string> {
  pass(120);
  const due = await startRunWhenDue(clock(), {
    ledger: ports.ledger,
    requests: rescoreRequestsIn(api.store.table(TABLE)),
    makesRunsItself: true,
    async start(_, because) {
      expect(await runPipeline({ as_of, because: [...because] }, ports, clock)).toMatchObject({
        published: true,
      });
    },
  });
  pass(10);
  expect(due.state).toBe('due');
  return (await ports.ledger.pointer())?.run_id ?? '';
}

const send = (method: string, path: string, body: object, more: Record<string, string> = {}) =>
  api.call(path, {
    method,
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify(body),
  });
const get = async (path: string) => (await api.call(path)).json;
const documentOf = (element: string, when = '') => get(`/v1/elements/${element}/score?buyer=JPN${when}`);
const scoreOf = async (element: string, when = '') => (await documentOf(element, when)).score as number;

const BAN = {
  id: 'CN-2026-99',
  visibility: 'public',
  title: 'Announcement No. 99 of 2026: no exports of neodymium',
  actor: 'China MOFCOM',
  instrument_no: 'MOFCOM 2026 No. 99',
  control_class: 'ban',
  origins: ['CHN'],
  targets: ['ALL'],
  applies: [{ elements: ['Nd'], stages: ['separation', 'metal'] }],
  ...{ known_from: NIGHT, effective_from: NIGHT, source: 'MOFCOM', source_url: 'https://example.com/99' },
};

beforeAll(async () => {
  process.env.MEASURE_REVIEW = 'one_person';
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(`${NIGHT}T12:00:00.000Z`) });
  api = await startApiUnderTest();
  ports = nightPorts(api.store, shipped);
  await runPipeline({ as_of: NIGHT }, ports, clock);
  pass(60);
});
afterAll(async () => {
  process.env.MEASURE_REVIEW = 'second_person';
  vi.useRealTimers();
  await api.close();
});

test('a measure is in the next scores, cited by its row, and named by the change, the list and the calendar', async () => {
  const was = await scoreOf('Nd');
  const entered = await send('POST', '/v1/measures', BAN);
  expect(entered.json).toMatchObject({
    measure: { state: 'in_force' },
    counts_from: expect.stringMatching(/Z$/),
  });
  const run = await rescored(NIGHT);
  expect(await scoreOf('Nd')).toBeGreaterThan(was + 5);

  const explained = await get('/v1/elements/Nd/explanation?buyer=JPN');
  expect(JSON.stringify(explained)).toContain('observation:measures:CN-2026-99:1');
  const change = (await get('/v1/changes?subjects=element:Nd&buyer=JPN')).data.at(-1);
  expect(change.reasons).toContainEqual(
    expect.objectContaining({
      cause: 'new_event',
      what: 'CN-2026-99',
      evidence: ['observation:measures:CN-2026-99:1'],
    }),
  );
  const listed = (await get('/v1/measures?element=Nd&state=in_force&origin=CHN')).data;
  expect(listed).toContainEqual(
    expect.objectContaining({
      id: 'CN-2026-99',
      version: 1,
      in_score: true,
      label: 'China: export ban, No. 99/2026',
    }),
  );
  expect((await get(`/v1/runs/${run}`)).because).toEqual(['1 observation came in as a measure.']);
});

test('a correction is a version: scores of earlier days keep the one before, and known_at replays it', async () => {
  vi.setSystemTime(Date.parse('2026-10-25T12:00:00.000Z'));
  const banned = await scoreOf('Nd');
  const half = {
    ...BAN,
    applies: [{ elements: ['Nd'], stages: ['separation', 'metal'], coverage: 0.3 }],
    known_from: '2026-10-25',
  };
  const { id: _, ...body } = half;
  expect(
    (await send('PUT', '/v1/measures/CN-2026-99', body, { 'if-match': '"1"' })).json.measure.version,
  ).toBe(2);
  await rescored('2026-10-25');
  const now = await scoreOf('Nd');
  expect(now).toBeLessThan(banned - 1);
  expect(await scoreOf('Nd', '&as_of=2026-10-24&known_at=2026-10-24')).toBeGreaterThan(now + 1);
  const versionKnown = async (day: string) =>
    (await get(`/v1/measures?as_of=2026-10-25&known_at=${day}&limit=1000`)).data.find(
      ({ id }: { id: string }) => id === 'CN-2026-99',
    )?.version;
  expect([
    await versionKnown('2026-10-19'),
    await versionKnown('2026-10-24'),
    await versionKnown('2026-10-25'),
  ]).toEqual([undefined, 1, 2]);
});

test('the end of a measure that ships is a version too, and what was in force before stays so', async () => {
  vi.setSystemTime(Date.parse('2026-10-28T12:00:00.000Z'));
  const was = await scoreOf('W');
  const [row] = (await get('/v1/measures?element=W&state=in_force&origin=CHN')).data.filter(
    ({ id }: { id: string }) => id === 'CN-2025-10',
  );
  const {
    title,
    actor,
    instrument_no,
    mapping,
    origins,
    targets,
    announced,
    effective_from,
    scope,
    source,
    source_url,
  } = row;
  const ended = {
    title,
    actor,
    instrument_no,
    origins,
    targets,
    announced,
    effective_from,
    scope,
    source,
    source_url,
  };
  const body = {
    ...ended,
    control_class: mapping.control_class,
    applies: mapping.applies,
    effective_to: '2026-10-27',
    visibility: 'public',
  };
  expect(
    (await send('PUT', '/v1/measures/CN-2025-10', body, { 'if-match': '"0"' })).json.measure,
  ).toMatchObject({
    state: 'ended',
    version: 1,
  });
  await rescored('2026-10-28');
  // Goods without a licence are no dual-use goods.
  expect((await documentOf('W')).state).toBe(0);
  expect(await scoreOf('W')).toBeLessThan(was / 2);
  expect(await scoreOf('W', '&as_of=2026-09-01&known_at=2026-09-01')).toBeGreaterThan(was / 2);
  const facts = withObservations(
    shipped,
    await observationLogIn(api.store.table(SIGNALS_TABLE)).all(),
    '2026-10-28',
  );
  const rows = facts.policy.filter(({ id }) => id === 'CN-2025-10');
  expect(facts.sources).toEqual(shipped.sources);
  expect(
    rows.map(({ row: of, known_from, stated_from, superseded_from }) => [
      of,
      known_from,
      stated_from,
      superseded_from,
    ]),
  ).toEqual([
    ['policy:CN-2025-10', '2025-02-04', undefined, '2026-10-28'],
    ['observation:measures:CN-2025-10:1', '2025-02-04', '2026-10-28', undefined],
  ]);
  for (const day of ['2025-02-04', '2026-10-27', '2026-10-28'])
    expect(rows.filter((of) => isKnownBy(of, dayNumber(day)))).toHaveLength(1);
});
