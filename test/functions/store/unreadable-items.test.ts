import { expect, it } from 'vitest';
import { alertKey, alertsMarkKey, deliveryKey, observationKey } from '#contracts/store/signals-layout.ts';
import {
  changesHeadKey,
  changesOfMonthPartition,
  documentKey,
  historyKey,
  pointerKey,
  rankingKey,
  rescoreAttemptKey,
  rescoreRequestKey,
  runKey,
  scoreKey,
} from '#contracts/store/table-layout.ts';
import { alertRulesIn } from '#functions/store/alerts/alert-rules.ts';
import { endOfRun, firedAlertsIn } from '#functions/store/alerts/fired-alerts.ts';
import { webhookDeliveriesIn } from '#functions/store/alerts/webhook-deliveries.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { readScoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { pointsOfYear } from '#functions/store/scores/score-history.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { gzipJson } from '#functions/store/table/compression.ts';
import { putDocuments } from '#test/builders/runs/written-run.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from './embedded-store.ts';

it('a row whose text was cut is named and left out, and the others are read', async () => {
  const store = await sqliteStore();
  try {
    const named: string[] = [];
    const log = observationLogIn(store.table(SIGNALS_TABLE), (key, why) =>
      named.push(`${key}: ${(why as Error).name}`),
    );
    const values = { aircraft: 14, crossed_median: null, navy_ships: 7, official_ships: null };
    const said = {
      known_from: '2026-10-01',
      source: 'MND',
      source_url: null,
      definition: 'as published',
      values,
    };
    for (const date of ['2026-10-01', '2026-10-03'])
      await log.append({ observation: { signal: 'taiwan_strait', date, ...said }, version: 1 });
    const cut = {
      ...observationKey('taiwan_strait', '2026-10-02', 1),
      version: 1,
      observation: '{"series":"taiwan_strait","date":"2026-1',
    };
    await store.table(SIGNALS_TABLE).put(cut);
    expect((await log.all()).map(({ observation }) => observation.date)).toEqual([
      '2026-10-01',
      '2026-10-03',
    ]);
    expect(named).toEqual([`${cut.pk} ${cut.sk}: SyntaxError`]);
  } finally {
    await store.close();
  }
});

const RUN = 'r0000000001';

it('what a run has published and somebody damaged is named by the error of whoever reads it, and the rest is read', async () => {
  const store = await sqliteStore();
  try {
    const [dy, tb] = [
      { type: 'element', id: 'Dy', buyer: 'JPN' },
      { type: 'element', id: 'Tb', buyer: 'JPN' },
    ] as const;
    await putDocuments(
      store.rows,
      RUN,
      [dy, tb].map(({ id }) => scoreDocument({ subject: { type: 'element', id, name: id } })),
    );
    const damaged = [scoreKey(RUN, dy), rankingKey(RUN, 'element', 'JPN', 0), documentKey(RUN, 'signals')];
    for (const key of damaged) await store.table(TABLE).put({ ...key, body: Buffer.from('{"cut":') });
    for (const [key, read] of [
      [damaged[0], () => store.scores.score(RUN, dy)],
      [damaged[1], () => store.scores.rankingPage(RUN, 'element', 'JPN', 0)],
      [damaged[2], () => store.scores.document(RUN, 'signals')],
    ] as const)
      await expect(read()).rejects.toThrow(
        `the item ${key?.pk} ${key?.sk} of the Scores table cannot be read: `,
      );
    expect((await store.scores.score(RUN, tb))?.subject.id).toBe('Tb');
  } finally {
    await store.close();
  }
});

it('an item that lacks a field, or has another in its place, is named by key and field, and never read as something else', async () => {
  const store = await sqliteStore();
  const [scores, signals] = [store.table(TABLE), store.table(SIGNALS_TABLE)];
  const dy = { type: 'element', id: 'Dy', buyer: 'JPN' } as const;
  try {
    await scores.put({ ...pointerKey, run_id: RUN, previous_run_id: null, version: '1', published_at: '' });
    await scores.put({ ...runKey(RUN), run_id: RUN, status: 'finished', as_of: '2026-11-29' });
    await scores.put({ ...rescoreAttemptKey, number: 1, at: '2026-11-29T00:00:00Z' });
    await scores.put({ ...rescoreRequestKey('2026-11-29T00:00:00Z', 'x'), at: '2026-11-29T00:00:00Z' });
    await scores.put({
      ...historyKey(dy, { as_of: '2026-11-29', origin: 'published' }),
      as_of: '2026-11-29',
      methodology: '3.2.0',
      origin: 'published',
      run_id: RUN,
      JPN: { score: '89.52', band: 'critical' },
    });
    await signals.put({ ...alertsMarkKey, run_id: RUN, at: '2026-11-29T00:00:00Z' });
    await signals.put({ ...alertKey('acme', `${RUN}#1`), alert: '{"id":' });
    await signals.put({ ...deliveryKey('acme', 'desk', '1'), client: 'acme', webhook: 'desk', id: '1' });
    await scores.put({ ...changesHeadKey, position: '2026-11-29#1', run_id: RUN, months: '2026-11' });
    const rule = { pk: 'ALERT-RULES', sk: 'acme#dy' };
    await signals.put({ ...rule, client: 'acme', id: 'dy', version: '1', content: '{"cut":' });
    const hole = { version: 1, updated_at: 'x', deleted: false };
    const company = { pk: 'COMPANIES', sk: 'acme#works' };
    const works = JSON.stringify({ name: 'Works', country: 'JPN', needs: [{ id: 'a' }] });
    await signals.put({ ...company, ...hole, client: 'acme', id: 'works', content: works });
    const change = { pk: changesOfMonthPartition('2026-11', 0), sk: '2026-11-29#1' };
    await scores.put({ ...change, changes: gzipJson([{ seq: 1, buyer: 'JPN', score_before: '89' }]) });
    const upTo = '2026-11-29#2';
    const alerts = firedAlertsIn(signals);
    const requests = rescoreRequestsIn(scores);
    const reads = [
      [pointerKey, ['version', 'as_of'], () => store.ledger.pointer()],
      [runKey(RUN), ['status', 'left_out', 'guard_findings'], () => store.ledger.get(RUN)],
      [rescoreAttemptKey, ['tries'], () => requests.lastAttempt()],
      [rescoreRequestKey('2026-11-29T00:00:00Z', 'x'), ['reason', 'at_once'], () => requests.since('', 9)],
      [
        historyKey(dy, { as_of: '2026-11-29', origin: 'published' }),
        ['JPN.score', 'JPN.drivers'],
        () => pointsOfYear(scores, dy, 2026),
      ],
      [alertsMarkKey, ['position'], () => alerts.mark()],
      [changesHeadKey, ['months', 'never_told'], () => readScoreChangesIn(scores).head()],
      [rule, ['version', 'updated_at', 'content', 'JSON'], () => alertRulesIn(signals).listAll()],
      [company, ['end_use', 'needs', 'material', 'watch'], () => companiesIn(signals).list('acme')],
      [
        change,
        ['position', 'score_before', 'subject'],
        () => readScoreChangesIn(scores).page({ month: '2026-11' }, { after: '', upTo, limit: 9 }),
      ],
      [
        alertKey('acme', `${RUN}#1`),
        ['alert', 'JSON'],
        () => alerts.page('acme', { after: '', upTo: endOfRun(RUN), limit: 9, order: 'oldest' }),
      ],
      [
        deliveryKey('acme', 'desk', '1'),
        ['attempts', 'revision'],
        () => webhookDeliveriesIn(signals).get({ client: 'acme', webhook: 'desk', id: '1' }),
      ],
    ] as const;
    for (const [{ pk, sk }, fields, read] of reads) {
      const error: Error = await read().then(
        () => new Error('it was read'),
        (reason) => reason,
      );
      expect(error).toMatchObject({ name: 'UnreadableItem' });
      expect(error.message).toContain(`the item ${pk} ${sk} cannot be read: `);
      for (const field of fields) expect(error.message).toContain(field);
    }
  } finally {
    await store.close();
  }
});
