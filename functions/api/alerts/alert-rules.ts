/** Alert rules of a client as answers show them, and their subjects, which have to exist. */
import { MOST_RULES } from '#contracts/api/alerts/alert-rules.ts';
import { collectionOf } from '#contracts/api/request-parts.ts';
import type { AlertRule } from '#domain/alerts/alert-rule.ts';
import { closestMatch, invalidRequest } from '#functions/http/expected-errors.ts';
import type { ClientItem } from '#functions/store/client-items.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { catalogue } from '../published-run/run-documents.ts';
import type { KindOfItem } from './stored-items.ts';

export const ALERT_RULE: KindOfItem = { one: 'alert rule', list: '/v1/alert-rules', most: MOST_RULES };

/** As an answer shows it. */
export function shownRule({ id, version, updated_at, content }: ClientItem<AlertRule>) {
  const self = `/v1/alert-rules/${encodeURIComponent(id)}`;
  return { id, version, updated_at, rule: content, links: { self, alerts: '/v1/alerts' } };
}

/** Throws `invalid_request` for subjects that the current run does not have. Before the first run none can be told from a wrong one. */
export async function refuseUnknownSubjects({ subjects: { type, ids } }: AlertRule, scores: PublishedScores): Promise<void> {
  const run = ids === null ? null : await scores.currentRun();
  if (ids === null || run === null) return;
  const known = (await catalogue(scores, run.run_id, type)).map(({ id }) => id);
  const errors = ids.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const guess = closestMatch(id, known);
    const detail = `There is no ${type} \`${id}\`.${guess === null ? '' : ` Did you mean \`${guess}\`?`} /v1/${collectionOf[type]} lists those that runs score.`;
    return [{ pointer: `/subjects/ids/${index}`, code: 'unknown_reference', detail }];
  });
  if (errors.length > 0) throw invalidRequest(errors);
}
