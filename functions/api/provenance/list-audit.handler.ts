import { auditRequest } from '#contracts/api/provenance/audit.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { auditLog } from '#functions/http/writes.ts';
import { listAudit } from './list-audit.ts';

export const handler = apiHandler(auditRequest, async ({ query, event }) => {
  const paging = pagingOf(event, null);
  const { rows, at } = await listAudit(auditLog(), query, paging.at, new Date().toISOString());
  return answerIfChanged(event, { body: { data: rows, ...paging.links(at) }, headers: PRIVATE });
});
