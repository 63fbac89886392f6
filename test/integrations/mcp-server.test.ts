import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const page = readFileSync('docs/integrations/mcp/README.md', 'utf8').replaceAll(
  '/path/to/chokepoint',
  process.cwd(),
);
const [served, started] = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
  ([, text = '']) => JSON.parse(text).mcpServers.chokepoint,
);
let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
});
afterAll(() => api.close());

const overHttp = () => new StreamableHTTPClientTransport(new URL(new URL(served.url).pathname, api.url));
const TRANSPORTS = {
  'standard input and output': () => {
    const { command, args } = started;
    // A PATH without Node.
    const env = { PATH: '/nowhere', CHOKEPOINT_URL: api.url };
    return new StdioClientTransport({ command, args, env, cwd: tmpdir() });
  },
  HTTP: overHttp,
};

interface ToolResponse {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers is what the tests are about
  readonly json: any;
}

async function called(client: Client, name: string, input: Record<string, unknown>): Promise<ToolResponse> {
  const { content, isError = false } = await client.callTool({ name, arguments: input });
  const text = (content as readonly { readonly text: string }[])[0]?.text ?? '';
  return { isError: Boolean(isError), text, json: isError ? null : JSON.parse(text) };
}

describe.each(Object.keys(TRANSPORTS) as (keyof typeof TRANSPORTS)[])(
  'the tools for language models, over %s',
  (transport) => {
    const client = new Client({ name: 'test', version: '1' });
    beforeAll(() => client.connect(TRANSPORTS[transport]() as Transport));
    afterAll(() => client.close());
    const call = (name: string, input: Record<string, unknown>) => called(client, name, input);

    test('say what they are for, only read, and how a score is to be read', async () => {
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name)).toEqual(
        expect.arrayContaining(['rank_scores', 'score', 'explain', 'compare', 'signals', 'lookup']),
      );
      for (const { description = '', annotations } of tools)
        expect([description.length > 40, annotations?.readOnlyHint]).toEqual([true, true]);
      expect(client.getInstructions()).toContain('null is unknown and never means 0');
    });

    test('answer the score of a subject with its interval and run', async () => {
      const { json } = await call('score', { id: 'Dy', buyer: 'USA' });
      expect(json).toMatchObject({
        subject: { id: 'Dy' },
        buyer: 'USA',
        score: 71.76,
        interval: { p05: 69.76 },
        run_id: 'r0000000002',
      });
    });

    test('rank, and keep to what a model needs', async () => {
      const { json } = await call('rank_scores', { limit: 2 });
      expect(json.data.map((row: { subject: { id: string } }) => row.subject.id)).toEqual(['Dy', 'Tb']);
      expect(json.data[0].methodology).toBeUndefined();
    });

    test('explain: drivers with points that sum to the score, without the inputs of a recomputation', async () => {
      const { json } = await call('explain', { id: 'Dy' });
      const points = json.drivers.reduce((sum: number, driver: { points: number }) => sum + driver.points, 0);
      expect(points).toBeCloseTo(json.score, 6);
      expect(json).not.toHaveProperty('inputs');
    });

    test('compare, and tell unknown as null', async () => {
      const { json } = await call('compare', { ids: ['Dy', 'Pm'] });
      expect(json.map((row: { score: number | null }) => row.score)).toEqual([71.76, null]);
    });

    test('know earlier scores, signals and measures', async () => {
      expect((await call('history', { id: 'Dy', from: '2026-01-01' })).json.data.at(-1).score).toBe(71);
      expect((await call('signals', {})).json.data).toHaveLength(2);
      expect((await call('measures', { element: 'Dy' })).json.data[0].id).toBe('CN-2026-JP');
    });

    test('know what changed, and the scenarios to start from', async () => {
      const { json } = await call('changes', { from: '2026-10-01', subject_type: 'country' });
      expect(json.data).toEqual([]); // the first run has nothing to compare with
      expect(json.resume_cursor).toMatch(/\S/);
      expect((await call('scenario_templates', {})).json.data.length).toBeGreaterThanOrEqual(8);
      expect((await call('scenario', { template: 'taiwan-strait-closed-09' })).text).toContain(
        'taiwan-strait-closed-90',
      );
    });

    test('find what a name means, and do not guess', async () => {
      const { json } = await call('lookup', {
        items: [{ name: 'LYNAS RARE EARTHS LTD' }, { type: 'element', name: 'terbium' }, { name: 'Nobody' }],
      });
      expect(json.data.map((one: { outcome: string }) => one.outcome)).toEqual([
        'matched',
        'matched',
        'not_found',
      ]);
      expect(json.data[0].match).toMatchObject({ subject: { id: 'lynas' }, score: 12.5 });
      expect(json.data[0].match.links).toBeUndefined();
      expect((await call('lookup', { items: [] })).isError).toBe(true);
    });

    test('rank custom suppliers where they are asked for', async () => {
      const body = JSON.stringify({
        name: 'Custom Magnets',
        sites: [{ id: 'a', name: 'A', country: 'VNM', stage: 'magnet', elements: ['Dy'] }],
      });
      const headers = { 'content-type': 'application/json' };
      const stored = await api.call('/v1/suppliers/custom-magnets', { method: 'PUT', headers, body });
      expect(stored.status).toBe(transport === 'HTTP' ? 200 : 201); // it is there already
      const { json } = await call('rank_scores', { subject_type: 'supplier', custom: 'only' });
      expect(json.data).toMatchObject([{ subject: { id: 'custom-magnets' }, run_id: 'r0000000002' }]);
      expect(
        (await call('explain', { type: 'supplier', id: 'custom-magnets' })).json.drivers.length,
      ).toBeGreaterThan(0);
    });

    test('pass on what the service says of a mistake, so that the next question is better', async () => {
      const { isError, text } = await call('score', { id: 'dy' });
      expect([isError, text]).toEqual([true, expect.stringContaining('Did you mean Dy (Dysprosium)?')]);
    });

    test('refuse what is no input of theirs', async () => {
      expect((await call('score', { id: 'Dy', buyer: 'Japan' })).isError).toBe(true);
    });
  },
);

test('measures come in pages', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(overHttp() as Transport);
  const pages: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { json } = await called(client, 'measures', {
      limit: 1,
      ...(cursor === undefined ? {} : { cursor }),
    });
    pages.push(...json.data.map(({ id }: { id: string }) => id));
    cursor = json.next_cursor;
  }
  await client.close();
  const { json } = await api.call('/v1/measures?limit=50');
  expect(pages).toEqual(json.data.map(({ id }: { id: string }) => id));
  expect(pages.length).toBeGreaterThan(1);
});
