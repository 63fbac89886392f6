import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { alertSchema } from '#contracts/api/alerts.ts';
import { RUN_EVENT_SCHEMAS } from '#contracts/run/run-events.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import type { Company } from '#domain/companies/company.ts';
import { changeDocument } from '#domain/explanations/changes/change-document.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { MAIL } from '#functions/alerts/alert-mail.ts';
import { type FireAlertsPorts, fireAlerts } from '#functions/alerts/fire-alerts.ts';
import { alertRulesIn } from '#functions/store/alerts/alert-rules.ts';
import { endOfRun, firedAlertsIn } from '#functions/store/alerts/fired-alerts.ts';
import { webhookDeliveriesIn } from '#functions/store/alerts/webhook-deliveries.ts';
import { type Webhook, webhooksIn } from '#functions/store/alerts/webhooks.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { numberOfRun, type PublishedChange, positionOf } from '#functions/store/scores/score-changes.ts';
import { anyRule } from '#test/builders/alerts.ts';
import { FAR_OFF, putDocuments } from '#test/builders/runs/written-run.ts';
import { runRecord, scoreDocument } from '#test/builders/score-documents.ts';
import { inMemoryRunEvents } from '#test/fakes/in-memory-run-events.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';

const POLICY = JSON.parse(readFileSync('test/frozen-world/policy.json', 'utf8'));
const NO_ROWS: Company = {
  name: '',
  country: 'JPN',
  end_use: 'civil',
  currency: null,
  sites: [],
  needs: [],
  stock: [],
  sources: [],
  watch: [],
};
const idOf = (n: number) => `r${String(n).padStart(10, '0')}`;

type World = ReturnType<typeof makeWorld>;
function makeWorld() {
  const store = inMemoryStore();
  const events = inMemoryRunEvents();
  const own = {
    rules: alertRulesIn(tableInMemory()),
    webhooks: webhooksIn(tableInMemory()),
    alerts: firedAlertsIn(tableInMemory()),
    deliveries: webhookDeliveriesIn(tableInMemory()),
    companies: companiesIn(tableInMemory()),
  };
  /** `client#company` -> run -> chance that its only line stops. */
  const figures: Record<string, Record<string, number>> = {};
  const nights: FireAlertsPorts['nights'] = {
    async newest(client, company, upTo) {
      const [run_id, score] =
        Object.entries(figures[`${client}#${company}`] ?? {}).findLast(([run]) => run <= upTo) ?? [];
      if (run_id === undefined || score === undefined) return null;
      const line = {
        line: 'element:Dy',
        name: 'dysprosium',
        expected_loss: null,
        causes: [{ id: 'measure:CHN', points: score }],
      };
      return {
        run_id,
        made_from: 'v1',
        results: { any: null, lines: [{ ...line, within: [{ days: 90, score, scarce: 90 }] }] },
      };
    },
  };
  return {
    store,
    ...own,
    events,
    figures,
    ports: { ...own, nights, events, hasMail: true, changes: store.changes, scores: store.scores },
  };
}

/**
 * Publishes a run in which scores of elements for Japan go from one to another; an interval is 5 points to
 * each side.
 */
async function publish(
  { store }: World,
  n: number,
  as_of: string,
  moves: Readonly<Record<string, readonly [number, number]>> = {},
  scarcity: Readonly<Record<string, readonly [number, number]>> = {},
) {
  const run = runRecord({
    run_id: idOf(n),
    as_of,
    known_at: as_of,
    started_at: `${as_of}T18:30:00.000Z`,
    status: 'completed',
  });
  await store.ledger.create(run);
  await store.rows.putDocument(
    run.run_id,
    'measures',
    { measures: POLICY, trade: [], licences: [] },
    FAR_OFF,
  );
  await store.rows.putDocument(run.run_id, 'methodology', METHODOLOGY.document, FAR_OFF);
  await store.rows.putDocument(run.run_id, 'sources', { sources: [] }, FAR_OFF);
  const around = (chance: number) => ({ p05: chance - 5, p50: chance, p95: chance + 5 });
  const documentOf = (id: string, score: number, run_id: string) =>
    scoreDocument({ id, score, band: bandOf(score), run_id, interval: around(score) });
  const scarceOf = (id: string, scarce: number, run_id: string) => ({
    ...documentOf(id, 1, run_id),
    scarce,
    scarce_now: scarce - 10,
    scarce_interval: around(scarce),
  });
  const both = [
    ...Object.entries(moves).map(([id, [was, is]]) => [
      documentOf(id, was, idOf(n - 1)),
      documentOf(id, is, run.run_id),
    ]),
    ...Object.entries(scarcity).map(([id, [was, is]]) => [
      scarceOf(id, was, idOf(n - 1)),
      scarceOf(id, is, run.run_id),
    ]),
  ] as [ScoreDocument, ScoreDocument][];
  const stamp = {
    run_id: run.run_id,
    as_of,
    computed_at: run.started_at,
    previous: { run_id: idOf(n - 1), as_of },
  };
  const changes: PublishedChange[] = [];
  for (const [before, after] of both) {
    await putDocuments(store.rows, idOf(n - 1), [before]);
    await putDocuments(store.rows, run.run_id, [after]);
    const seq = numberOfRun(run.run_id) + changes.length + 1;
    changes.push({
      ...changeDocument({ before, after, explained: null }, stamp, (one) => one),
      seq,
      position: positionOf(as_of, seq),
    });
  }
  await store.changes.append(changes, 2_000_000_000);
  const position = positionOf(as_of, numberOfRun(run.run_id) + changes.length);
  const head = await store.changes.head();
  await store.changes.moveHead(head, {
    position,
    run_id: run.run_id,
    months: ['2026-09', '2026-10', '2026-11'],
    never_told: [],
    shards: 1,
  });
}

const listed = async ({ alerts }: World, client = 'acme') =>
  alerts.page(client, { after: '', upTo: endOfRun(idOf(9_999)), limit: 1000, order: 'oldest' });

let world: World;
const rule = (changed: Partial<AlertRule> = {}, id = 'mine', client = 'acme') =>
  world.rules.put(client, id, anyRule(changed), 'anything', '2026-09-01T00:00:00.000Z');
const webhook = (changed: Partial<Webhook> = {}, id = 'desk') => {
  const content = {
    url: 'https://example.com/hook',
    format: 'event' as const,
    schedule: null,
    rules: null,
    enabled: true,
    disabled_because: null,
    secrets: [],
    ...changed,
  };
  return world.webhooks.put('acme', id, content, 'anything', '2026-09-01T00:00:00.000Z');
};
beforeEach(async () => {
  world = makeWorld();
  await publish(world, 1, '2026-10-01');
  await fireAlerts(world.ports, '2026-10-01T19:00:00.000Z');
});

describe('after a run', () => {
  it('a rule fires on what it asks for, of its subjects, with the sentence of the change', async () => {
    await rule({ subjects: { type: 'element', ids: ['Dy'] } });
    await publish(world, 2, '2026-10-02', { Dy: [48, 51], Tb: [48, 51], Er: [48, 49] });
    expect(await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z')).toBe(1);
    const [alert] = await listed(world);
    expect(alert).toMatchObject({
      rule: { id: 'mine', name: 'Any element for Japan', version: 1 },
      conditions: ['band_crossing'],
      subject: { type: 'element', id: 'Dy' },
      buyer: 'JPN',
      change: {
        seq: 2_000_000_001,
        score_before: 48,
        score_after: 51,
        delta: 3,
        counted: 3,
        band_before: 'high',
        band_after: 'critical',
      },
      summary: 'Dy for Japan rose by 3.00 to 51.00, now critical instead of high.',
      run_id: idOf(2),
      more: 0,
    });
    expect(alertSchema.safeParse(alert).error?.issues).toBeUndefined();
  });

  it('a run whose list of sources cannot be read is not judged as one whose register nobody reads', async () => {
    await rule();
    await publish(world, 2, '2026-10-02', { Dy: [78, 81] });
    await world.store.rows.putDocument(idOf(2), 'sources', { source: [] }, FAR_OFF);
    await expect(fireAlerts(world.ports, '2026-10-02T19:00:00.000Z')).rejects.toThrow(
      `document sources of run ${idOf(2)} does not have its shape`,
    );
  });

  it('scarcity is judged with its own bands, interval and sentence, the causes of the score known or not', async () => {
    const asked = { ...anyRule({}).when, band_crossing: true, jump: 'outside_interval' as const };
    await rule({ chance: 'scarce', when: asked });
    const chances = { Dy: [78, 81], Tb: [41, 39], Er: [48, 51], Gd: [61, 69] } as const;
    await publish(world, 2, '2026-10-02', {}, chances);
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    const alerts = await listed(world);
    expect(alerts.map(({ subject, conditions }) => [subject?.id, ...conditions])).toEqual([
      ['Gd', 'jump'],
      ['Dy', 'band_crossing'],
      ['Tb', 'band_crossing'],
    ]);
    expect(alerts[1]).toMatchObject({
      change: {
        chance: 'scarce',
        score_before: 78,
        score_after: 81,
        delta: 3,
        band_before: 'high',
        band_after: 'critical',
      },
      summary: 'Dy for Japan: the chance of scarcity within a year went from 78.0 to 81.0 in 100.',
    });
    for (const alert of alerts) expect(alertSchema.safeParse(alert).error?.issues).toBeUndefined();
  });

  it('a chance of the day is read from both runs, though no change names it', async () => {
    await rule({ chance: 'scarce_now' });
    await publish(world, 2, '2026-10-02', {}, { Dy: [88, 91] });
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    expect((await listed(world)).map(({ change, summary }) => [change?.score_after, summary])).toEqual([
      [81, 'Dy for Japan: the chance of scarcity today went from 78.0 to 81.0 in 100.'],
    ]);
  });

  it('the same run fires once, however often it is judged', async () => {
    await rule();
    await webhook();
    await publish(world, 2, '2026-10-02', { Dy: [48, 51] });
    const before = await world.alerts.mark();
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    expect(await fireAlerts(world.ports, '2026-10-02T19:01:00.000Z')).toBe(0);
    const first = await listed(world);
    // A process that died before it could note that it was done.
    await fireAlerts(
      { ...world.ports, alerts: { ...world.alerts, mark: async () => before } },
      '2026-10-02T19:02:00.000Z',
    );
    expect(await listed(world)).toEqual(first);
    for (const receiver of ['desk', MAIL])
      expect(await world.deliveries.list('acme', receiver, 10, null)).toHaveLength(1);
    expect(new Set(world.events.sent.map(({ detail }) => detail.event_id)).size).toBe(1);
  });

  it('what a run that nobody judged has changed fires with the next one', async () => {
    await rule();
    await publish(world, 2, '2026-10-02', { Dy: [48, 51] });
    await publish(world, 3, '2026-10-03', { Tb: [26, 24] });
    await fireAlerts(world.ports, '2026-10-03T19:00:00.000Z');
    expect((await listed(world)).map(({ subject }) => subject?.id).sort()).toEqual(['Dy', 'Tb']);
  });

  it('nothing fires of an enabled rule’s past, nor of a rule that is turned off or ended', async () => {
    await publish(world, 2, '2026-10-02', { Dy: [48, 51] });
    const first = makeWorld();
    await fireAlerts(
      { ...first.ports, changes: world.store.changes, scores: world.store.scores },
      '2026-10-02T19:00:00.000Z',
    );
    expect(await listed(first)).toEqual([]);
    await rule({ enabled: false });
    await rule({}, 'ended');
    await world.rules.put('acme', 'ended', null, 'something', '2026-09-02T00:00:00.000Z');
    expect(await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z')).toBe(0);
  });

  it('a jump is judged with the intervals of both runs', async () => {
    const jumps = (jump: AlertRule['when']['jump']) => ({ ...anyRule({}).when, band_crossing: false, jump });
    await rule({ when: jumps('outside_interval') }, 'loose');
    await rule({ when: jumps('beyond_uncertainty') }, 'strict');
    await publish(world, 2, '2026-10-02', { Dy: [61, 67], Tb: [61, 69], Er: [61, 65] });
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    expect((await listed(world)).map((one) => `${one.rule.id} ${one.subject?.id}`).sort()).toEqual([
      'loose Dy',
      'loose Tb',
      'strict Tb',
    ]);
  });

  it('a rule that everything meets tells of the fifty largest moves, and how many more there were', async () => {
    await rule();
    await publish(
      world,
      2,
      '2026-10-02',
      Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`E${n}`, [48, 51 + n / 10]])),
    );
    expect(await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z')).toBe(50);
    const alerts = await listed(world);
    expect(new Set(alerts.map(({ more }) => more))).toEqual(new Set([10]));
    expect(Math.min(...alerts.map(({ change }) => change?.score_after ?? 0))).toBe(52);
  });

  it('each client gets its own, and subscribers of the bus hear of all', async () => {
    await rule();
    await rule({ direction: 'down' }, 'theirs', 'bolt');
    await publish(world, 2, '2026-10-02', { Dy: [48, 51], Tb: [26, 24] });
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    expect((await listed(world, 'bolt')).map(({ subject }) => subject?.id)).toEqual(['Tb']);
    expect(await listed(world)).toHaveLength(2);
    expect(world.events.sent).toHaveLength(3);
    for (const { type, detail } of world.events.sent)
      expect([type, RUN_EVENT_SCHEMAS[type].safeParse(detail).error?.issues]).toEqual([
        'alert.fired',
        undefined,
      ]);
  });

  it('a mail says it in plain words, for whoever is subscribed for the client and the rule', async () => {
    await rule({ name: '重希土' });
    await publish(
      world,
      2,
      '2026-10-02',
      Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`E${n}`, [48, 51 + n / 10]])),
    );
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    const mails = (await world.deliveries.list('acme', MAIL, 100, null)).map(({ body }) => JSON.parse(body));
    expect(mails).toHaveLength(50);
    expect(mails.find(({ text }) => text.startsWith('E50 '))).toEqual({
      subject: 'Chokepoint alert: mine',
      text: [
        'E50 for Japan rose by 8.00 to 56.00, now critical instead of high.',
        'Rule: 重希土 (mine). Facts of 2 Oct 2026. The same run had 1 more alerts of this rule. Why: /v1/elements/E50/explanation?buyer=JPN',
        '',
        'All your alerts: /v1/alerts',
      ].join('\n'),
      client: 'acme',
      rule: 'mine',
    });
  });

  it('messages go to the webhooks that want the rule, with the alert as they will be signed', async () => {
    await rule();
    await webhook();
    await webhook({ rules: ['other'] }, 'others');
    await webhook({ enabled: false }, 'off');
    await publish(world, 2, '2026-10-02', { Dy: [48, 51] });
    await fireAlerts(world.ports, '2026-10-02T19:00:00.000Z');
    const [message] = await world.deliveries.list('acme', 'desk', 10, null);
    const [alert] = await listed(world);
    expect(JSON.parse(message?.body ?? '')).toEqual({
      type: 'alert.fired',
      timestamp: '2026-10-02T18:30:00.000Z',
      data: alert,
    });
    expect([message?.message, message?.status]).toEqual([alert?.id, 'waiting']);
    expect([
      ...(await world.deliveries.list('acme', 'others', 10, null)),
      ...(await world.deliveries.list('acme', 'off', 10, null)),
    ]).toEqual([]);
  });
});

describe('a rule about companies', () => {
  const ofCompanies: Partial<AlertRule> = {
    subjects: { type: 'company', ids: null },
    figure: 'line_90',
    when: { ...anyRule({}).when, band_crossing: false, at_or_above: 50 },
  };
  const company = async (client: string, id: string, scores: readonly number[]) => {
    const content = { ...NO_ROWS, name: `${id} Ltd`, country: 'KOR' };
    await world.companies.put(client, id, content, 'anything', '2026-09-01T00:00:00.000Z');
    world.figures[`${client}#${id}`] = Object.fromEntries(scores.map((score, n) => [idOf(n + 1), score]));
  };
  const nightOf = async (n: number) => {
    await publish(world, n, `2026-10-0${n}`);
    return fireAlerts(world.ports, `2026-10-0${n}T19:00:00.000Z`);
  };

  it('rings once when a figure of its client’s reaches the level, and says what moved it', async () => {
    await company('acme', 'north', [40, 55, 60]);
    await rule(ofCompanies);
    await webhook();
    expect([await nightOf(2), await nightOf(3)]).toEqual([1, 0]);
    const [alert] = await listed(world);
    expect(alert).toMatchObject({
      conditions: ['at_or_above'],
      subject: { type: 'company', id: 'north', name: 'north Ltd' },
      buyer: 'KOR',
      change: null,
      measure: null,
      figure: {
        name: 'line_90',
        line: { key: 'element:Dy', name: 'dysprosium' },
        before: 40,
        after: 55,
        causes: [{ id: 'measure:CHN', label: "China's export controls", before: 40, after: 55 }],
      },
      summary:
        "North Ltd, dysprosium: the chance of a standstill within 90 days went from 40.0 to 55.0 in 100; most of it by China's export controls.",
      links: { about: '/v1/companies/north/results' },
    });
    expect(alertSchema.safeParse(alert).error?.issues).toBeUndefined();
    expect(JSON.parse((await world.deliveries.list('acme', 'desk', 10, null))[0]?.body ?? '').data).toEqual(
      alert,
    );
  });

  it('never tells of a company of another client, whatever ids it names', async () => {
    await company('bolt', 'north', [40, 55]);
    await company('acme', 'south', [40, 55]);
    await rule(ofCompanies);
    await rule({ ...ofCompanies, subjects: { type: 'company', ids: ['north'] } }, 'named');
    await rule(ofCompanies, 'theirs', 'bolt');
    await nightOf(2);
    expect((await listed(world)).map(({ rule: of, subject }) => [of.id, subject?.id])).toEqual([
      ['mine', 'south'],
    ]);
    expect((await listed(world, 'bolt')).map(({ rule: of, subject }) => [of.id, subject?.id])).toEqual([
      ['theirs', 'north'],
    ]);
  });

  it('waits for figures of a run that made none, and compares with those that rules were judged on', async () => {
    await company('acme', 'north', [40]);
    await rule(ofCompanies);
    expect(await nightOf(2)).toBe(0);
    world.figures['acme#north'] = { [idOf(1)]: 40, [idOf(3)]: 55 };
    expect(await nightOf(3)).toBe(1);
    expect((await listed(world))[0]?.figure).toMatchObject({ before: 40, after: 55 });
    await world.companies.put('acme', 'north', null, 'something', '2026-10-03T20:00:00.000Z');
    world.figures['acme#north'] = { [idOf(3)]: 40, [idOf(4)]: 90 };
    expect(await nightOf(4)).toBe(0); // it has ended
  });
});

describe('a rule about measures', () => {
  const ofMeasures = (when: Partial<AlertRule['when']>) => ({
    subjects: { type: 'element', ids: ['Er'] } as const,
    when: { ...anyRule({}).when, band_crossing: false, ...when },
  });
  const told = async () =>
    (await listed(world)).map(({ measure, summary }) => [
      measure?.id,
      measure?.what,
      summary.replace(/:.*/, ''),
    ]);

  it('tells of an end that comes near, once', async () => {
    await rule(ofMeasures({ expiry_within_days: 60 }));
    await publish(world, 2, '2026-11-11');
    await fireAlerts(world.ports, '2026-11-11T19:00:00.000Z');
    expect(await told()).toEqual([]); // 61 days
    await publish(world, 3, '2026-11-12');
    await fireAlerts(world.ports, '2026-11-12T19:00:00.000Z');
    await publish(world, 4, '2026-11-13');
    await fireAlerts(world.ports, '2026-11-13T19:00:00.000Z');
    const ofNo57 = (await told()).filter(([id]) => id === 'CN-2025-57');
    expect(ofNo57).toEqual([
      [
        'CN-2025-57',
        'suspension_ends',
        'The suspension of China No. 57/2025 ends on 10 Jan 2027; if it is not renewed',
      ],
    ]);
  });

  it('tells on the day after the end of a suspension that nobody has seen a decision', async () => {
    await rule({
      ...ofMeasures({ expiry_within_days: 3 }),
      subjects: { type: 'element', ids: ['Ga'] },
      buyers: ['USA'],
    });
    await publish(world, 2, '2026-11-27');
    await fireAlerts(world.ports, '2026-11-27T19:00:00.000Z');
    await publish(world, 3, '2026-11-28');
    await fireAlerts(world.ports, '2026-11-28T19:00:00.000Z');
    expect(
      (await listed(world)).find(({ measure }) => measure?.what === 'suspension_undecided'),
    ).toMatchObject({
      measure: { id: 'CN-2024-46', date: '2026-11-28', description_code: 'calendar_undecided' },
      summary: expect.stringMatching(
        /^The suspension of China No\. 46\/2024 ran out on 27 Nov 2026; no decision seen/,
      ),
    });
  });

  it('that is new tells of every end that is ahead already', async () => {
    await publish(world, 2, '2026-11-20');
    await fireAlerts(world.ports, '2026-11-20T19:00:00.000Z');
    await world.rules.put(
      'acme',
      'new',
      anyRule(ofMeasures({ expiry_within_days: 60 })),
      'nothing',
      '2026-11-20T20:00:00.000Z',
    );
    await publish(world, 3, '2026-11-21');
    await fireAlerts(world.ports, '2026-11-21T19:00:00.000Z');
    expect((await told()).map(([id]) => id)).toContain('CN-2025-57');
  });

  it('tells of a measure that is in the register since the last run, from its announcement on', async () => {
    world = makeWorld();
    await publish(world, 1, '2026-01-05');
    await fireAlerts(world.ports, '2026-01-05T19:00:00.000Z');
    await rule(ofMeasures({ measure_in_force: true }));
    await publish(world, 2, '2026-01-06');
    await fireAlerts(world.ports, '2026-01-06T19:00:00.000Z');
    expect(await told()).toEqual([
      ['CN-2026-01', 'in_force', 'China No. 1/2026 is in force since 6 Jan 2026. Announcement No. 1 of 2026'],
    ]);
  });
});
