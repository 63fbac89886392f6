/** Pushes scores of suppliers to a system that takes custom risk fields; see README.md. */
import { readFileSync } from 'node:fs';
import { type Answer, chokepointClient, type Query } from '@chokepoint/client';

type Row = Answer<'/v1/scores'>['data'][number];
type Buyer = NonNullable<Query<'/v1/scores'>['buyer']>;

const MOST_PER_REQUEST = 100;
const TRIES = 4;
const LEVELS: Readonly<Record<string, string>> = {
  low: 'Low',
  guarded: 'Low',
  elevated: 'Medium',
  high: 'High',
  critical: 'High',
};

const { CHOKEPOINT_URL = 'http://127.0.0.1:8080', CHOKEPOINT_KEY, RECEIVER_URL, BUYER = 'JPN' } = process.env;

/** The answer of the receiver, which may be busy. */
async function json(address: string, init: RequestInit, tries = TRIES): Promise<unknown> {
  const response = await fetch(address, init);
  if (response.ok) return response.status === 204 ? null : response.json();
  if ((response.status === 429 || response.status >= 500) && tries > 1) {
    await new Promise((resolve) =>
      setTimeout(resolve, Number(response.headers.get('retry-after') ?? 2) * 1000),
    );
    return json(address, init, tries - 1);
  }
  throw new Error(`${init.method} ${address} answered ${response.status}: ${await response.text()}`);
}

/** What the receiver stores of a vendor. Unknown is a level of its own, never Low. */
function riskFields(vendorId: string, row: Row | undefined) {
  return {
    smVendorId: vendorId,
    riskLevel: LEVELS[row?.band ?? ''] ?? 'Unknown',
    riskScore: row?.score ?? null,
    rationale:
      row === undefined
        ? 'No such supplier in Chokepoint; store it with npx node functions/commands/suppliers-import.command.ts, and it is scored like the others.'
        : (row.top_drivers?.[0]?.summary ?? row.status_reason ?? ''),
    asOf: row?.as_of ?? null,
    url: row === undefined ? null : `${CHOKEPOINT_URL}${row.links?.self}`,
  };
}

async function accessToken(): Promise<string> {
  const { RECEIVER_TOKEN_URL = '', RECEIVER_CLIENT_ID = '', RECEIVER_CLIENT_SECRET = '' } = process.env;
  const basic = Buffer.from(`${RECEIVER_CLIENT_ID}:${RECEIVER_CLIENT_SECRET}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const answer = await json(RECEIVER_TOKEN_URL, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body,
  });
  return (answer as { access_token: string }).access_token;
}

const [, , file] = process.argv;
if (file === undefined) {
  console.error('Name the file of vendors: node supplier-risk-feed.mts vendors.csv');
  process.exit(2);
}
const vendors = readFileSync(file, 'utf8')
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','))
  .filter((cells) => cells.length === 2);
const scores = new Map<string, Row>();
const client = chokepointClient({ url: CHOKEPOINT_URL, key: CHOKEPOINT_KEY });
for await (const row of client.rows('/v1/scores', {
  subject_type: 'supplier',
  custom: 'include',
  buyer: BUYER as Buyer,
  limit: 1000,
}))
  scores.set(row.subject.id, row);
const fields = vendors.map(([vendorId = '', supplierId = '']) =>
  riskFields(vendorId.trim(), scores.get(supplierId.trim())),
);
const token = RECEIVER_URL === undefined ? null : await accessToken();
for (let start = 0; start < fields.length; start += MOST_PER_REQUEST) {
  const batch = fields.slice(start, start + MOST_PER_REQUEST);
  if (RECEIVER_URL === undefined) console.log(JSON.stringify(batch, null, 1));
  else {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    await json(RECEIVER_URL, { method: 'PATCH', headers, body: JSON.stringify({ suppliers: batch }) });
    console.log(`${start + batch.length} of ${fields.length} vendors sent`);
  }
}
