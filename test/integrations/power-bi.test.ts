import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const query = readFileSync(new URL('../../docs/integrations/power-bi/chokepoint.pq', import.meta.url), 'utf8');
const columnsOf = (pattern: RegExp): string[] => (pattern.exec(query)?.[1] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

describe('the query for Power BI', () => {
  test('has a literal base, or the service would not refresh it, and pages by a parameter', () => {
    expect(query).toMatch(/Web\.Contents\(\s*"http:\/\/127\.0\.0\.1:8080",\s*\[/);
    expect(query).toContain('RelativePath = "v1/scores"');
    expect(query).not.toContain('links');
  });

  test('asks what the service answers, the first page with an empty cursor, and takes columns that are there', async () => {
    const parameters = Object.fromEntries([...query.matchAll(/(\w+) = "(\w+)"[,\]]/g)].map(([, name, value]) => [name, value]));
    expect(parameters).toEqual({ subject_type: 'element', buyer: 'JPN', limit: '1000' });
    const { status, json } = await api.call(`/v1/scores?${new URLSearchParams({ ...parameters, cursor: '' })}`);
    expect([status, json.next_cursor]).toEqual([200, null]);
    const [first] = json.data;
    for (const name of columnsOf(/Rows, "row",\s*\{([^}]+)\}/)) expect(first).toHaveProperty(name);
    for (const name of columnsOf(/"subject", \{([^}]+)\}/)) expect(first.subject).toHaveProperty(name);
    for (const name of columnsOf(/"interval", \{([^}]+)\}/)) expect(first.interval).toHaveProperty(name);
  });

  test('closes every bracket and quote it opens', () => {
    const code = query.replaceAll(/"[^"]*"/g, '').replaceAll(/\/\/.*$/gm, '');
    expect(code).not.toContain('"');
    for (const [open, close] of ['()', '[]', '{}'].map((pair) => [...pair])) {
      expect(code.split(open as string).length).toBe(code.split(close as string).length);
    }
  });
});
