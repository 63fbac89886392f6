import { putAlertRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { expectedOf, PRIVATE, tagOfVersion } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { ALERT_RULE, refuseUnknownSubjects, shownRule } from './alert-rules.ts';
import { alertRules } from './alerts.services.ts';
import { storeItem } from './stored-items.ts';

export const handler = writingApiHandler(putAlertRuleRequest, async ({ path, body, caller, event }) => {
  await refuseUnknownSubjects(body, publishedScores());
  const expected = expectedOf(event.headers);
  const change = { client: caller.client, id: path.id, content: body, expected, now: new Date().toISOString() };
  const stored = await storeItem(alertRules(), ALERT_RULE, change);
  return { status: stored.version === 1 ? 201 : 200, body: shownRule(stored), headers: { etag: tagOfVersion(stored), ...PRIVATE } };
});
