/**
 * `npm run examples:record [-- ADDRESS]`: asks a running service for the example of every operation, and writes the answers, with long
 * lists cut, to the file that the OpenAPI document and the reference page show. Run it when answers have changed; the diff says how.
 */
import { writeFileSync } from 'node:fs';
import { API_ROUTES } from '#contracts/api/api-routes.ts';

const FILE = new URL('../../../shared/contracts/api/example-responses.json', import.meta.url);
/** Enough to see what an entry looks like. */
const MOST_ENTRIES = 2;
const MOST_NAMES = 4;
const MOST_KEYS = 12;
/** No object of the contract has more fields than this. */
const MOST_FIELDS = 80;
/** Below this depth only the outline is of interest. */
const DEEPEST = 7;

const address = process.argv[2] ?? 'http://127.0.0.1:8080';
const answers: Record<string, unknown> = {};
const inQuarantine = await quarantineOne();
for (const { operationId, methods, example, exampleBody, request, answer } of API_ROUTES) {
  if (answer === null) continue;
  const isText = request.body === undefined;
  const response = await fetch(`${address}${example.replace(/(?<=[/]quarantine[/])[0-9a-f]+/, inQuarantine)}`, {
    method: methods[0],
    headers: {
      accept: 'application/json',
      ...(methods[0] === 'DELETE' ? { 'if-match': '*' } : {}), // whatever version there is
      ...(exampleBody === undefined ? {} : { 'content-type': isText ? (request.textMedia?.[0] ?? '') : 'application/json' }),
    },
    ...(exampleBody === undefined ? {} : { body: isText ? String(exampleBody) : JSON.stringify(exampleBody) }),
  });
  if (!response.ok) throw new Error(`${address}${example} answered ${response.status}: ${await response.text()}`);
  answers[operationId] = shortened(await response.json(), 0);
}
writeFileSync(FILE, `${JSON.stringify(answers, null, 1)}\n`);
console.log(`${Object.keys(answers).length} answers written to ${FILE.pathname}`);

/** Sends a count that nobody will believe, another one each time, so that something new is in quarantine. Answers its id. */
async function quarantineOne(): Promise<string> {
  const values = { aircraft: 1000 + (Math.floor(Date.now() / 1000) % 8000), navy_ships: 7, official_ships: 1 };
  const strange = {
    series: 'taiwan_strait',
    date: '2026-10-03',
    values,
    source: 'Ministry of National Defense, daily report',
    known_from: '2026-10-03',
  };
  const response = await fetch(`${address}/v1/signals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ observations: [strange] }),
  });
  const { results } = (await response.json()) as { results: { id: string }[] };
  return results[0]?.id ?? '';
}

/** The same shape with fewer entries. Objects of the contract stay whole; only tables of names (countries, series) are cut. */
function shortened(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    const most = value.every((entry) => typeof entry !== 'object' || entry === null) ? MOST_NAMES : MOST_ENTRIES;
    return value.slice(0, depth >= DEEPEST ? 1 : most).map((entry) => shortened(entry, depth + 1));
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const isTable = entries.length > MOST_FIELDS || (entries.length > MOST_KEYS && entries.every(([name]) => /^[A-Z]|[:.\d]/.test(name)));
  return Object.fromEntries((isTable ? entries.slice(0, MOST_NAMES) : entries).map(([name, entry]) => [name, shortened(entry, depth + 1)]));
}
