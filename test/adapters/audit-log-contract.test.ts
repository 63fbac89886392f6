import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditLog, auditLogIn } from '#functions/store/audit-log.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import { dynaliteStore, SIGNALS_TABLE, sqliteStore } from './embedded-store.ts';

const makers: Readonly<Record<string, () => Promise<{ readonly log: AuditLog; close(): Promise<void> }>>> = {
  'in memory': async () => ({ log: auditLogIn(tableInMemory()), close: async () => undefined }),
  dynalite: async () => {
    const store = await dynaliteStore();
    return { log: auditLogIn(dynamodbTable(store.runs, SIGNALS_TABLE)), close: store.close };
  },
  SQLite: async () => {
    const store = await sqliteStore();
    return { log: auditLogIn(dynamodbTable(store.runs, SIGNALS_TABLE)), close: async () => store.close() };
  },
};

const entry = (at: string, id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  request_id: id,
  at,
  client: 'acme',
  key: 'acme000000',
  method: 'POST',
  path: '/v1/signals',
  status: null,
  outcome: {},
  ...more,
});

describe.each(Object.entries(makers))('the record of writes, %s', (_name, make) => {
  let log: AuditLog;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ log, close } = await make());
  });
  afterEach(() => close());

  it('lists entries of days, newest first, over the end of a month and page by page', async () => {
    const at = ['2025-12-31T23:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-03-02T10:00:00.000Z'];
    for (const [n, instant] of at.entries()) await log.put(entry(instant, `request-${n}`));
    const ids = async (from: string, to: string, limit = 10, before: AuditEntry | null = null) =>
      (await log.list({ from, to }, limit, before)).map(({ id }) => id.slice(-1)).join('');
    expect([await ids('2025-12-01', '2026-03-31'), await ids('2025-12-31', '2026-01-01'), await ids('2026-01-01', '2026-01-01')]).toEqual([
      '3210',
      '210',
      '21',
    ]);
    expect(await ids('2026-01-02', '2026-03-01')).toBe('');
    expect([await ids('2025-12-01', '2026-03-31', 2), await ids('2025-12-01', '2026-03-31', 9, entry(at[2] ?? '', 'request-2'))]).toEqual([
      '32',
      '10',
    ]);
  });

  it('has the outcome of a request in place of its beginning', async () => {
    await log.put(entry('2026-03-02T10:00:00.000Z', 'a-request'));
    const done = entry('2026-03-02T10:00:00.000Z', 'a-request', { status: 200, outcome: { accepted: 3, version: null } });
    await log.put(done);
    expect(await log.list({ from: '2026-03-02', to: '2026-03-02' }, 10, null)).toEqual([done]);
  });
});
