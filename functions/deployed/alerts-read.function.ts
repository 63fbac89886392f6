import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/alert-rules': () => import('#functions/api/alerts/list-alert-rules.handler.ts'),
  'GET /v1/alert-rules/{id}': () => import('#functions/api/alerts/get-alert-rule.handler.ts'),
  'GET /v1/alert-rules/{id}/rehearsal': () => import('#functions/api/alerts/rehearse-alert-rule.handler.ts'),
  'POST /v1/alert-rules:rehearse': () => import('#functions/api/alerts/rehearse-new-alert-rule.handler.ts'),
  'GET /v1/alerts': () => import('#functions/api/alerts/list-alerts.handler.ts'),
  'GET /v1/alerts.atom': () => import('#functions/api/alerts/get-alerts-feed.handler.ts'),
  'GET /v1/webhooks': () => import('#functions/api/alerts/list-webhooks.handler.ts'),
  'GET /v1/webhooks/{id}': () => import('#functions/api/alerts/get-webhook.handler.ts'),
  'GET /v1/webhooks/{id}/deliveries': () => import('#functions/api/alerts/list-deliveries.handler.ts'),
});
