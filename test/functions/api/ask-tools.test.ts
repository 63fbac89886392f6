import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiUnderTest } from './api-under-test.ts';
import { addKeys, clientOf, keyOf, startApiWithClients } from './clients-under-test.ts';

async function tool(client: Client, name: string, input: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const text = (content as readonly { readonly text: string }[])[0]?.text ?? '';
  return { text, json: isError === true ? null : JSON.parse(text) };
}

let closed: ApiUnderTest;
beforeAll(async () => {
  closed = await startApiWithClients(['acme', 'bolt']);
  await addKeys(closed, ['writer'], { client: 'acme', scopes: ['signals:write'] });
  const company = {
    name: 'Kyushu',
    country: 'JPN',
    needs: [{ id: 'dy', material: 'dysprosium', quantity: 1, unit: 't' }],
  };
  expect((await clientOf(closed, 'acme').put('kyushu', company, {}, '/v1/companies')).status).toBe(201);
});
afterAll(() => closed.close());
const connected = async (name: string) => {
  const client = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${keyOf(name)}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', closed.url), {
      requestInit: { headers },
    }) as Transport,
  );
  return client;
};

test('a client finds its own companies and their chances, and another does not', async () => {
  const [acme, bolt] = [await connected('acme'), await connected('bolt')];
  expect((await tool(acme, 'companies', {})).json.data.map(({ id }: { id: string }) => id)).toEqual([
    'kyushu',
  ]);
  const { json } = await tool(acme, 'company_results', { id: 'kyushu' });
  expect(json.lines[0]).toMatchObject({
    line: 'element:Dy',
    within: [{ days: 30 }, { days: 90 }, { days: 365 }],
  });
  expect((await tool(bolt, 'companies', {})).json.data).toEqual([]);
  expect((await tool(bolt, 'company_results', { id: 'kyushu' })).text).toMatch(/^404 not_found: /);
  expect((await tool(acme, 'score', { id: 'Dy', buyr: 'USA' })).text).toContain('buyr');
  await Promise.all([acme.close(), bolt.close()]);
});

test('nobody asks without a key, or with one that may not read; there is no stream and no session', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const post = (more: Record<string, string>, sent = body) =>
    fetch(`${closed.url}/mcp`, { method: 'POST', headers: { ...headers, ...more }, body: sent });
  expect((await post({})).status).toBe(401);
  expect((await post({ 'x-api-key': keyOf('writer') })).status).toBe(403);
  const listed = await post({ 'x-api-key': keyOf('acme') });
  expect([listed.status, listed.headers.get('mcp-session-id')]).toEqual([200, null]);
  expect(JSON.stringify(await listed.json())).toContain('company_results');
  const broken = await post({ 'x-api-key': keyOf('acme') }, '{');
  expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([400, 'malformed_body']);
  expect((await fetch(`${closed.url}/mcp`)).status).toBe(405);
});
