import { createHash } from 'node:crypto';
import { keyText, SCOPE_NAMES, type Scope } from '#contracts/api/access.ts';
import { apiKeysIn } from '#functions/store/access/api-keys.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { ACCESS_TABLE } from '#test/functions/store/embedded-store.ts';
import { type ApiUnderTest, startApiUnderTest } from './api-under-test.ts';

const SECRET = 's'.repeat(43);
export const keyOf = (client: string): string => keyText(client.padEnd(10, '0'), SECRET);

/** The API with a published run, closed, and a key with every scope for each client. */
export async function startApiWithClients(
  clients: readonly string[],
  store?: ApiUnderTest['store'],
): Promise<ApiUnderTest> {
  const api = await startApiUnderTest({ access: 'keys', ...(store === undefined ? {} : { store }) });
  await publishWorld(api.store);
  await addKeys(api, clients);
  return api;
}

/** A key with every scope for each client. `more`: what is said otherwise of them. */
export async function addKeys(
  api: ApiUnderTest,
  clients: readonly string[],
  more: { readonly client?: string; readonly scopes?: Scope[] } = {},
): Promise<void> {
  const keys = apiKeysIn(api.store.table(ACCESS_TABLE));
  for (const client of clients) {
    const secret_sha256 = createHash('sha256').update(SECRET).digest('hex');
    const record = {
      id: client.padEnd(10, '0'),
      client,
      scopes: [...SCOPE_NAMES],
      secret_sha256,
      expires_at: null,
      revoked_at: null,
      ...more,
    };
    await keys.add({ ...record, created_at: '2026-01-01T00:00:00.000Z' }, () => undefined);
  }
}

/**
 * A later run over the ledger, as readers see it: its record, the signals it read, and what a list needs; its
 * own scores are not made. The
 * handlers read the pointer again after some seconds.
 */
export async function publishLaterRun(
  { store }: ApiUnderTest,
  run_id: string,
  day: string,
  code_version = 'test',
): Promise<void> {
  const [pointer, before] = [await store.ledger.pointer(), await store.ledger.get(WORLD_RUN)];
  if (pointer === null || before === null) throw new Error('the world has a run');
  const started_at = `${day}T18:00:00.000Z`;
  const stamp = { run_id, as_of: day, known_at: day, started_at, finished_at: `${day}T18:02:00.000Z` };
  await store.ledger.create(
    runRecord({ ...stamp, methodology: before.methodology, status: 'completed', code_version }),
  );
  for (const name of ['catalogue:suppliers', 'catalogue:elements', 'inputs:JPN', 'measures'] as const)
    await store.rows.putDocument(run_id, name, await store.scores.document(WORLD_RUN, name), FAR_OFF);
  const next = {
    previous_run_id: pointer.run_id,
    version: pointer.version + 1,
    published_at: `${day}T18:01:00.000Z`,
  };
  await store.ledger.movePointer(pointer, { run_id, as_of: day, ...next });
}

export const site = (overrides: Record<string, unknown> = {}) => ({
  id: 'hanoi',
  name: 'Hanoi plant',
  country: 'VNM',
  stage: 'magnet',
  elements: ['Dy'],
  ...overrides,
});
export const supplier = (overrides: Record<string, unknown> = {}) => ({
  name: 'Acme Magnets',
  sites: [site()],
  ...overrides,
});
/** Fed by works of its own in a country. */
export const fedBy = (country: string) =>
  supplier({
    sites: [site(), site({ id: 'works', name: 'Works', country, stage: 'separation' })],
    feeds: [{ from: 'works', to: 'hanoi', share_of_input: 1, essential: 'yes' }],
  });

/** As the client of a key. */
export function clientOf(api: ApiUnderTest, client: string) {
  const headers = { authorization: `Bearer ${keyOf(client)}` };
  const send = (method: string, address: string, body: string | undefined, more: Record<string, string>) =>
    api.call(address, { method, headers: { ...headers, ...more }, ...(body === undefined ? {} : { body }) });
  return {
    get: (address: string, more: Record<string, string> = {}) => send('GET', address, undefined, more),
    post: (address: string, body: unknown) =>
      send('POST', address, JSON.stringify(body), { 'content-type': 'application/json' }),
    put: (id: string, body: unknown, more: Record<string, string> = {}, list = '/v1/suppliers') =>
      send('PUT', `${list}/${id}`, JSON.stringify(body), { 'content-type': 'application/json', ...more }),
    remove: (id: string, more: Record<string, string> = {}, list = '/v1/suppliers') =>
      send('DELETE', `${list}/${id}`, undefined, more),
    load: (
      text: string,
      media = 'text/csv',
      address = '/v1/suppliers:import',
      more: Record<string, string> = {},
    ) => send('POST', address, text, { 'content-type': media, ...more }),
  };
}
