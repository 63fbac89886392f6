import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { Page, Paging } from '#functions/http/paging.ts';
import type { AuditEntry, AuditLog } from '#functions/store/audit-log.ts';

const DAYS_WHEN_NOT_GIVEN = 30;

/** A page of the record of writes, newest first. `now`: RFC 3339. Throws `invalid_request` for an empty range of days. */
export async function listAudit(
  log: Pick<AuditLog, 'list'>,
  query: { readonly from?: string | undefined; readonly to?: string | undefined; readonly limit: number },
  at: Paging['at'],
  now: string,
): Promise<Page<AuditEntry>> {
  const to = query.to ?? now.slice(0, 10);
  const from = query.from ?? isoDate(dayNumber(to) - DAYS_WHEN_NOT_GIVEN);
  if (from > to) {
    const detail = `\`from\` (${from}) is after \`to\` (${to}): send the earlier day as \`from\`.`;
    throw invalidRequest([{ parameter: 'from', code: 'invalid_value', detail }]);
  }
  const [instant, id] = at ?? [];
  const before = typeof instant === 'string' && typeof id === 'string' ? { at: instant, id } : null;
  const found = await log.list({ from, to }, query.limit + 1, before);
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return { rows, at: found.length > rows.length && last !== undefined ? [last.at, last.id] : null };
}
