import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const FOLDER = new URL('../../docs/integrations/grafana/', import.meta.url);
const dashboard = JSON.parse(readFileSync(new URL('chokepoint-dashboard.json', FOLDER), 'utf8'));

interface Target {
  readonly url: string;
  readonly parser: string;
  readonly root_selector: string;
  readonly pagination_mode?: string;
  readonly url_options: { readonly params: readonly { readonly key: string; readonly value: string }[] };
  readonly columns: readonly { readonly selector: string; readonly type: string }[];
}

/** What Grafana puts in the place of variables. */
const VARIABLES: Readonly<Record<string, string>> = {
  buyer: 'JPN',
  subject_type: 'element',
  element: 'Dy',
  '__from:date:YYYY-MM-DD': '2025-10-01',
  '__to:date:YYYY-MM-DD': '2026-10-01',
};
const filled = (text: string): string =>
  text.replaceAll(/\$\{([^}]+)\}/g, (_whole, name: string) => VARIABLES[name] ?? `unknown variable ${name}`);

/** As Infinity selects: dots go inside, numbers are places in a list. `undefined`: there is no such path. */
function selected(row: unknown, selector: string): unknown {
  return selector.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], row);
}

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

/** The requests of a panel, as Infinity sends them: `limit` and an empty cursor first, five pages at most, over at a null cursor. */
async function rowsOf(target: Target, limit: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor: unknown = '';
  for (let page = 0; page < 5; page += 1) {
    const query = new URLSearchParams(Object.fromEntries(target.url_options.params.map(({ key, value }) => [key, filled(value)])));
    if (target.pagination_mode === 'cursor') {
      query.append('limit', limit);
      query.append('cursor', String(cursor));
    }
    const { status, text, json } = await api.call(`${filled(target.url)}?${query}`);
    expect([target.url, status, status === 200 ? '' : text]).toEqual([target.url, 200, '']);
    rows.push(...json[target.root_selector]);
    if (target.pagination_mode !== 'cursor') return rows;
    expect(json).toHaveProperty('next_cursor'); // Infinity fails without it
    cursor = json.next_cursor;
    if (cursor === null) return rows;
  }
  return rows;
}

const targets = (dashboard.panels as { title: string; targets: Target[] }[]).flatMap(({ title, targets: all }) =>
  all.map((target) => ({ title, target })),
);

describe.each(targets)('the panel $title', ({ target }) => {
  test('asks what the service answers, and shows fields that are there', async () => {
    const rows = await rowsOf(target, '1000');
    expect(rows.length).toBeGreaterThan(0);
    for (const { selector, type } of target.columns) {
      const [first = ''] = selector.split('.');
      expect([selector, rows.every((row) => first in (row as object))]).toEqual([selector, true]);
      const values = rows.map((row) => selected(row, selector)).filter((value) => value !== undefined && value !== null);
      if (type === 'number') for (const value of values) expect([selector, typeof value]).toEqual([selector, 'number']);
    }
  });

  test('pages and alerts in the backend', () => {
    expect(target.parser).toBe('backend');
    expect(target.url_options.params.map(({ key }) => key)).not.toContain('limit');
  });
});

test('pages join to the whole list, unknown scores included', async () => {
  const [ranking] = targets;
  const rows = (await rowsOf(ranking?.target as Target, '3')) as { subject: { id: string }; score: number | null }[];
  expect(rows.map((row) => row.subject.id)).toEqual(['Dy', 'Tb', 'Ga', 'W', 'Er', 'C', 'Co', 'Ce', 'Cu', 'Pm']);
  expect(rows.at(-1)?.score).toBeNull();
});

test('the data source that is provisioned is the one that the panels name', () => {
  const provisioned = readFileSync(new URL('provisioning/datasources/chokepoint.yaml', FOLDER), 'utf8');
  expect(provisioned).toContain('uid: chokepoint\n');
  expect(provisioned).toContain('type: yesoreyeram-infinity-datasource\n');
  for (const { target } of targets as unknown as { target: { datasource: unknown } }[]) {
    expect(target.datasource).toEqual({ type: 'yesoreyeram-infinity-datasource', uid: 'chokepoint' });
  }
});
