import { LIVE_KEYS_PER_CLIENT, SCOPES, type Scope } from '#contracts/api/access.ts';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS, type ProblemCode } from '#contracts/api/problem.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { markdownTable } from './markdown.ts';

/** Kinds of key with which an operation can be called. */
export const KEY_KINDS = ['no key', 'wrong key', 'expired key', 'key without the scope', 'key with the scope'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const REFUSALS: readonly (ProblemCode | null)[] = ['key_missing', 'key_unknown', 'key_expired', 'scope_missing', null];

/** The code of the problem with which an operation refuses a kind of key; `null` when it accepts the key. */
export const refusalOfKey = ({ request }: ApiRoute, kind: KeyKind): ProblemCode | null =>
  scopeOf(request) === 'public' ? null : (REFUSALS[KEY_KINDS.indexOf(kind)] ?? null);

const cell = (code: ProblemCode | null): string => (code === null ? 'served' : `${PROBLEMS[code].status} \`${code}\``);

const scopeRows = (): readonly (readonly string[])[] =>
  Object.entries(SCOPES).map(([scope, meaning]) => [
    `\`${scope}\``,
    meaning,
    String(API_ROUTES.filter(({ request }) => scopeOf(request) === (scope as Scope)).length || 'all'),
  ]);

const operationRows = (): readonly (readonly string[])[] =>
  API_ROUTES.map((route) => [
    `\`${route.methods[0]} ${route.path}\``,
    `\`${scopeOf(route.request)}\``,
    ...KEY_KINDS.map((kind) => cell(refusalOfKey(route, kind))),
  ]);

const refusals: readonly ProblemCode[] = ['key_missing', 'key_unknown', 'key_expired', 'scope_missing', 'rate_limited'];

/** docs/access.md: who is let in, and the table of all operations and kinds of keys, from the route table that the functions obey. */
export const accessPage = (): string => `# Access

<!-- Made by \`npm run docs:access\`; a test holds it to the route table, and every cell of the table to the real answers. -->

## Keys

\`\`\`sh
npm run keys -- create --client acme-risk --scopes scores:read,suppliers:write
npm run keys -- list
npm run keys -- rotate --client acme-risk --overlap-days 7
npm run keys -- revoke --id nFja9hNoF4
\`\`\`

On this machine the command works on the data directory (\`DATA_DIR\`), also while the service runs; for a deployment set
\`ACCESS_TABLE_NAME\` to the output of the storage stack, with credentials of somebody who may write that table.

A key is \`cpk_\`, ten letters and digits (the id, by which it is found with one read), \`_\`, and 43 characters (the secret). It is shown once;
what is kept is the SHA-256 of the secret, which is compared in constant time. A client has at most ${LIVE_KEYS_PER_CLIENT} live keys, so
that it can change over without a gap; a key lives a year unless \`--expires\` says otherwise. On AWS a function remembers a good key for 5 seconds:
a revoked key may work that long where it was just used; on one machine it ends at once, and while the table of keys does not answer it may work for 15 minutes. The last day a key was used is kept, no more.

Send it in one of three ways, so that every tool has one: \`Authorization: Bearer <key>\`, \`X-Api-Key: <key>\`, or Basic authentication with
the key as user name and any password. Never in an address.

${markdownTable(['scope', 'a key with it may', 'operations'], scopeRows())}

## Open or closed

\`npm start\` serves 127.0.0.1 and lets everybody who reaches it do everything; it says so when it starts and in \`/v1/status\`. Everybody is
the client \`local\` then. \`ACCESS=keys npm start\` closes it. With \`HOST\` set to an address that other machines reach it is closed unless
\`ACCESS=open\` is set. On AWS it is closed: the infrastructure sets \`ACCESS\` to \`keys\`, and a function without the setting is closed too.

What a client stores (custom suppliers) is kept in partitions that carry the name of the client. The name comes from the key, never from
the request; no operation takes a client as a parameter.

## Limits

Every answer says what is left: \`RateLimit-Policy: "default";q=600;w=60\` (600 requests in 60 seconds) and
\`RateLimit: "default";r=587;t=2\` (587 may follow at once, all are back in 2 seconds). It is a token bucket: the whole quota may be spent at
once, and it comes back evenly. Each client has its own, whichever of its keys it uses; requests without a good key count against the address they come from, guesses of keys
too. Nothing left is 429 with \`Retry-After\`. The bucket lives in the process that answers: on AWS every execution environment has one, so a
client gets at least the quota and at most the quota times the environments that serve it; the throttle of the gateway is the hard limit.
Writes of a client are counted together in the Access table (policy \`writes\`), whatever environment they meet.

## Repeating a write

Every operation that changes something takes an \`Idempotency-Key\` (1 to 128 printable characters, for example a UUID). For 24 hours the same key with the same
request gets the stored answer, marked \`Idempotency-Replayed: true\`; with another request it gets 422 \`idempotency_key_reused\`; while the
first one is at work, 409 \`request_in_flight\` with \`Retry-After\`. An answer of 4xx or 5xx is not stored: mend it and send it again with the
same key. Nor is one that shows a secret (\`Cache-Control: no-store\`). Without the header a repeated request is harmless as well: rows that are there
already are told as duplicates, and a \`PUT\` of what is stored answers as the first one.

## Every operation with every kind of key

Where access needs a key. \`HEAD\` is as \`GET\`. An address that does not exist is 404 with any key.

${markdownTable(['operation', 'scope', ...KEY_KINDS], operationRows())}

## What is said

${refusals.map((code) => `**${PROBLEMS[code].status} \`${code}\`** ${PROBLEMS[code].title}. ${PROBLEMS[code].help}`).join('\n\n')}
`;
