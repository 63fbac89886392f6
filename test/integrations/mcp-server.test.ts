import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

let api: ApiUnderTest;
const client = new Client({ name: 'test', version: '1' });
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  const env = { PATH: process.env.PATH ?? '', CHOKEPOINT_URL: api.url };
  await client.connect(new StdioClientTransport({ command: 'node', args: ['functions/commands/mcp.command.ts'], env }));
});
afterAll(async () => {
  await client.close();
  await api.close();
});

interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a tool answers is what the tests are about
  readonly json: any;
}

async function call(name: string, input: Record<string, unknown>): Promise<ToolAnswer> {
  const { content, isError = false } = await client.callTool({ name, arguments: input });
  const text = (content as readonly { readonly text: string }[])[0]?.text ?? '';
  return { isError: Boolean(isError), text, json: isError ? null : JSON.parse(text) };
}

describe('the tools for language models, over standard input and output', () => {
  test('say what they are for, only read, and how a score is to be read', async () => {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(expect.arrayContaining(['rank_scores', 'score', 'explain', 'compare', 'signals']));
    for (const { description = '', annotations } of tools)
      expect([description.length > 40, annotations?.readOnlyHint]).toEqual([true, true]);
    expect(client.getInstructions()).toContain('null is unknown and never means 0');
  });

  test('answer the score of a subject with its interval and run', async () => {
    const { json } = await call('score', { id: 'Dy', buyer: 'USA' });
    expect(json).toMatchObject({ subject: { id: 'Dy' }, buyer: 'USA', score: 71.76, interval: { p05: 69.76 }, run_id: 'r0000000002' });
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
    expect((await call('signals', {})).json.data).toHaveLength(3);
    expect((await call('measures', { element: 'Dy', on: '2026-10-01' })).json.data[0].id).toBe('CN-2026-JP');
  });

  test('know what changed, and the scenarios to start from', async () => {
    const { json } = await call('changes', { from: '2026-10-01', subject_type: 'country' });
    expect(json.data.map((change: { kind: string }) => change.kind)).toEqual(['appeared']);
    expect((await call('scenario_templates', {})).json.data.length).toBeGreaterThanOrEqual(8);
    expect((await call('scenario', { template: 'taiwan-strait-closed-09' })).text).toContain('taiwan-strait-closed-90');
  });

  test('pass on what the service says of a mistake, so that the next question is better', async () => {
    const { isError, text } = await call('score', { id: 'dy' });
    expect([isError, text]).toEqual([true, expect.stringContaining('Did you mean Dy (Dysprosium)?')]);
  });

  test('refuse what is no input of theirs', async () => {
    expect((await call('score', { id: 'Dy', buyer: 'Japan' })).isError).toBe(true);
  });
});
