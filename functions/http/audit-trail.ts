import { signalsApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbAuditLog } from '#functions/adapters/dynamodb/dynamodb-audit-log.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import type { AuditEntry, AuditLog } from '#functions/ports/audit-log.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { ApiResponse } from './http-response.ts';

/** The record of writes, in the Signals table. */
export const auditLog = oncePerColdStart(() =>
  dynamodbAuditLog(dynamodbForReads(), readEnvironment(signalsApiEnvironmentSchema).SIGNALS_TABLE_NAME),
);

/** Members of an answer that say what became of a request, without its content. */
const TOLD = ['id', 'status', 'version', 'accepted', 'corrected', 'duplicate', 'quarantined'] as const;
const TOLD_OF_IMPORTS = ['dry_run', 'suppliers', 'created', 'updated', 'unchanged'] as const;

/**
 * Does the work of a request that changes what is stored, and keeps who sent it and what became of it. The entry is stored before the work
 * begins: what a killed process has stored is found under a request without a status.
 */
export async function onRecord(
  begun: Omit<AuditEntry, 'status' | 'outcome'>,
  log: Pick<AuditLog, 'put'>,
  work: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  await log.put({ ...begun, status: null, outcome: {} });
  try {
    const answer = await work();
    await log.put({ ...begun, status: answer.status ?? 200, outcome: outcomeOf(answer.body) });
    return answer;
  } catch (error) {
    // It came to nothing, or to a part: its beginning stands, with the reason where that can be stored.
    const code = error instanceof ExpectedError ? error.code : 'internal_error';
    await log.put({ ...begun, status: null, outcome: { error: code } }).catch(() => undefined);
    throw error;
  }
}

function outcomeOf(body: unknown): AuditEntry['outcome'] {
  const members = (body ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...TOLD, ...TOLD_OF_IMPORTS].flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );
}
