import { randomBytes } from 'node:crypto';
import { keyParts, sessionText } from '#contracts/api/access.ts';
import { sessionRequest } from '#contracts/api/service-requests.ts';
import { accessEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { accessOf } from '#functions/http/access-control.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { forgetSession, sessionHeader, sessionIn } from '#functions/http/session-cookie.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { newSecret } from '#functions/store/access/api-keys.ts';
import { sessionsIn } from '#functions/store/access/sessions.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';

const LONGEST_SECONDS = 12 * 3600;

const sessions = oncePerColdStart(() =>
  sessionsIn(tablesForReads()(readEnvironment(accessEnvironmentSchema).ACCESS_TABLE_NAME)),
);

const UNKEPT = { 'cache-control': 'no-store' } as const;

export const beginSessionHandler = writingApiHandler(sessionRequest, async ({ event, caller }) => {
  if (caller.via === 'open') return { body: accessOf(caller), headers: UNKEPT };
  const { client, scopes, key } = caller;
  const now = Math.floor(Date.now() / 1000);
  const until = Math.min(
    now + LONGEST_SECONDS,
    Math.floor(Date.parse(caller.expires_at ?? '9999-01-01') / 1000),
  );
  const { id, secret, secret_sha256 } = newSecret(randomBytes);
  await sessions().begin(id, { client, scopes: [...scopes], key, secret_sha256, expires_at: until });
  return {
    body: accessOf({ ...caller, via: 'session', expires_at: new Date(1000 * until).toISOString() }),
    headers: { ...UNKEPT, ...sessionHeader(event, sessionText(id, secret), until - now) },
  };
});

export const endSessionHandler = writingApiHandler(sessionRequest, async ({ event, caller }) => {
  const session = caller.via === 'session' ? keyParts(sessionIn(event) ?? '') : null;
  if (session !== null) await sessions().end(session.id);
  return { body: accessOf(caller), headers: { ...UNKEPT, ...forgetSession(event) } };
});
