import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'PUT /v1/alert-rules/{id}': () => import('#functions/api/alerts/put-alert-rule.handler.ts'),
  'PUT /v1/webhooks/{id}': () => import('#functions/api/alerts/put-webhook.handler.ts'),
  'POST /v1/webhooks/{id}/test': () => import('#functions/api/alerts/test-webhook.handler.ts'),
  'POST /v1/webhooks/{id}/deliveries/{delivery}/replay': () => import('#functions/api/alerts/replay-delivery.handler.ts'),
  'DELETE /v1/webhooks/{id}': () => import('#functions/api/alerts/delete-webhook.handler.ts'),
  'DELETE /v1/alert-rules/{id}': () => import('#functions/api/alerts/delete-alert-rule.handler.ts'),
});
