/**
 * `npm run examples:record`: scores the frozen world as of one day, sends the example request of every
 * operation to the service, and writes
 * the responses, with long lists cut, to the file that the OpenAPI document and the reference page show. The
 * diff shows what has changed in
 * the contract: neither a new vintage of the facts nor another day changes it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_ROUTES } from '#contracts/api/api-routes.ts';
import { type CommandSpecification, runCommand, UsageError } from '#functions/commands/command-line.ts';
import { serveStore } from '#functions/local/handler-environment.ts';
import { startHttpFront } from '#functions/local/http-front.ts';
import { scoreLocally } from '#functions/local/local-service.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { progressLine } from '#functions/local/progress-line.ts';

const FILE = new URL('../../shared/contracts/api/example-responses.json', import.meta.url);
/** Two days, so that there is a change to show. */
const DAYS = ['2026-09-30T03:30:00.000Z', '2026-10-01T03:30:00.000Z'];
const DELIVERY = /[0-9]{17}-[0-9A-Za-z_-]{22}/;
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;
/**
 * Replaces the time at which something was stored for an example, since the handlers use the clock of the
 * machine.
 */
const WHEN_RECORDED = '2026-10-01T09:00:00.000Z';
/** Replaces the hash of the sources, since the examples should change only with the contract. */
const CODE_VERSION = '0.1.0+0123456789ab';
/** Replaces secrets, and ids that are made of an instant. */
const MADE_ANEW: readonly (readonly [made: RegExp, shown: string])[] = [
  [/^whsec_.*$/, 'whsec_c2hvd24gb25jZTsgdGhpcyBvbmUgaXMgbm8gc2VjcmV0'],
  [/^test_[0-9A-Za-z_-]{22}$/, 'test_5dAO2QWJUuA0DpWbIvlzsQ'],
  [DELIVERY, '20261001090000000-5dAO2QWJUuA0DpWbIvlzsQ'],
];
/** Enough to see what an entry looks like. */
const MOST_ENTRIES = 1;
const MOST_NAMES = 4;
const MOST_KEYS = 12;
/** No object of the contract has more fields than this. */
const MOST_FIELDS = 80;
/** Below this depth only the outline is of interest. */
const DEEPEST = 7;

const COMMAND = {
  name: 'npm run examples:record',
  does: `Scores the frozen world, asks for the example of every operation, and writes the responses, with long lists cut, to the file that the
OpenAPI document and the reference page show. Run it when responses have changed; the diff says how.`,
  options: {},
  examples: ['npm run examples:record'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async () => {
  if (!process.execArgv.includes('--conditions=frozen'))
    throw new UsageError('Call it as npm run examples:record: it needs the frozen facts.');
  process.env.CODE_VERSION = CODE_VERSION;
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-examples-'));
  const store = await openLocalStore(folder);
  try {
    serveStore(store, 'open');
    for (const day of DAYS) await scoreLocally(store, () => day, progressLine(process.stdout));
    const front = await startHttpFront({ port: 0, host: '127.0.0.1' });
    const responses = await recorded(front.url).finally(() => front.close());
    writeFileSync(FILE, `${JSON.stringify(responses, null, 1)}\n`);
    console.log(`${Object.keys(responses).length} responses written to ${FILE.pathname}`);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Operation id to the response to its example, shortened. Throws when one is refused. */
async function recorded(address: string): Promise<Readonly<Record<string, unknown>>> {
  const responses: Record<string, unknown> = {};
  await enterDraft(address);
  for (const { operationId, methods, example, exampleBody, request, answer } of CONTRACT_ROUTES) {
    if (answer === null) continue;
    const isText = request.body === undefined;
    const response = await fetch(`${address}${example}`, {
      method: methods[0],
      headers: {
        accept: 'application/json',
        ...(methods[0] === 'DELETE' ? { 'if-match': '*' } : {}), // whatever version there is
        ...(exampleBody === undefined
          ? {}
          : { 'content-type': isText ? (request.textMedia?.[0] ?? '') : 'application/json' }),
      },
      ...(exampleBody === undefined
        ? {}
        : { body: isText ? String(exampleBody) : JSON.stringify(exampleBody) }),
    });
    if (!response.ok)
      throw new Error(`${address}${example} answered ${response.status}: ${await response.text()}`);
    responses[operationId] = shortened(await response.json(), 0);
  }
  return responses;
}

/** Enters a measure that lacks something, so that there is one to decide on. */
async function enterDraft(address: string): Promise<void> {
  const body = JSON.stringify({
    id: 'heard-of-2026',
    title: 'Licences for neodymium, heard of',
    actor: 'China MOFCOM',
    known_from: '2026-09-15',
  });
  await fetch(`${address}/v1/measures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

/**
 * Shortens an example: lists get fewer entries and tables of names (countries, observation series) are cut;
 * other objects stay whole.
 */
function shortened(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    const most = value.every((entry) => typeof entry !== 'object' || entry === null)
      ? MOST_NAMES
      : MOST_ENTRIES;
    return value.slice(0, depth >= DEEPEST ? 1 : most).map((entry) => shortened(entry, depth + 1));
  }
  if (value === new Date().toISOString().slice(0, WHEN_RECORDED.indexOf('T')))
    return WHEN_RECORDED.slice(0, WHEN_RECORDED.indexOf('T'));
  if (typeof value === 'string') {
    const dated = value.replaceAll(INSTANT, (at) => (at > WHEN_RECORDED ? WHEN_RECORDED : at));
    return MADE_ANEW.reduce((text, [made, shown]) => text.replace(made, shown), dated);
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const isTable =
    entries.length > MOST_FIELDS ||
    (entries.length > MOST_KEYS && entries.every(([name]) => /^[A-Z]|[:.\d]/.test(name)));
  return Object.fromEntries(
    (isTable ? entries.slice(0, MOST_NAMES) : entries).map(([name, entry]) => [
      name,
      shortened(entry, depth + 1),
    ]),
  );
}
