import { putAlertRuleRequest } from '#contracts/api/alerts/alert-rules.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { expectedOf, tagOfVersion } from '#functions/http/preconditions.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
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
