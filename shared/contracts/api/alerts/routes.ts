import { route } from '../api-route.ts';
import * as rules from './alert-rules.ts';
import { alertsFeedRequest, alertsPageSchema, alertsRequest } from './alerts.ts';
import * as webhooks from './webhooks.ts';

const RULE = { name: 'StoredAlertRule', schema: rules.storedRuleSchema };
const WEBHOOK = { name: 'StoredWebhook', schema: webhooks.storedWebhookSchema };
const ENDED = { name: 'Ended', schema: rules.endedSchema };
const REHEARSAL = { name: 'AlertRehearsal', schema: rules.rehearsalSchema };
const DELIVERY = { name: 'WebhookDelivery', schema: webhooks.deliverySchema };

const EXAMPLE_RULE = {
  name: 'Dysprosium and terbium for Japan',
  subjects: { type: 'element', ids: ['Dy', 'Tb'] },
  buyers: ['JPN'],
  when: { band_crossing: true, jump: 'outside_interval', expiry_within_days: 30 },
  min_points: 1,
};

const own = { tag: 'Alerts', usesSignals: true } as const;
const reads = { ...own, function: 'alerts-read' } as const;
const writes = { ...own, function: 'alerts-write' } as const;

/** Routes of rules, alerts and webhooks. */
export const alertRoutes = [
  route({
    ...writes,
    methods: ['PUT'],
    path: '/v1/alert-rules/{id}',
    operationId: 'putAlertRule',
    handler: 'functions/api/alerts/put-alert-rule.handler.ts',
    summary: 'Store an alert rule',
    description:
      'Stores a rule; from the next run on it fires. A new one needs no header; to change one send the `ETag` you read as `If-Match` (428 without it, 412 when somebody else was faster). The same content again changes nothing. Ask /v1/alert-rules:rehearse first how often it would have fired in the last year.',
    request: rules.putAlertRuleRequest,
    answer: RULE,
    created: true,
    example: '/v1/alert-rules/dy-tb-japan',
    exampleBody: EXAMPLE_RULE,
  }),
  route({
    ...reads,
    path: '/v1/alert-rules',
    operationId: 'listAlertRules',
    handler: 'functions/api/alerts/list-alert-rules.handler.ts',
    readsScores: false,
    summary: 'List alert rules of your own',
    description: 'The rules you have stored, in the order of their ids. Nobody else sees them.',
    request: rules.alertRulesRequest,
    answer: { name: 'AlertRules', schema: rules.alertRulesSchema },
    example: '/v1/alert-rules',
  }),
  route({
    ...reads,
    path: '/v1/alert-rules/{id}',
    operationId: 'getAlertRule',
    handler: 'functions/api/alerts/get-alert-rule.handler.ts',
    readsScores: false,
    summary: 'One alert rule',
    description: 'The rule as it is stored now.',
    request: rules.alertRuleRequest,
    answer: RULE,
    example: '/v1/alert-rules/dy-tb-japan',
  }),
  route({
    ...reads,
    path: '/v1/alert-rules/{id}/rehearsal',
    operationId: 'rehearseAlertRule',
    handler: 'functions/api/alerts/rehearse-alert-rule.handler.ts',
    summary: 'How often a stored rule would have fired in the last year',
    description:
      'Judges the rule over the histories of its subjects and the register of measures in the 52 weeks up to the newest run, and says how many of these weeks have a history. Null, never 0, where there is none.',
    request: rules.alertRuleRequest,
    answer: REHEARSAL,
    example: '/v1/alert-rules/dy-tb-japan/rehearsal',
  }),
  route({
    ...reads,
    methods: ['POST'],
    path: '/v1/alert-rules:rehearse',
    operationId: 'rehearseNewAlertRule',
    handler: 'functions/api/alerts/rehearse-new-alert-rule.handler.ts',
    summary: 'How often a rule would have fired in the last year, before it is stored',
    description: 'As /v1/alert-rules/{id}/rehearsal, for a rule that is sent. Nothing is stored.',
    request: rules.rehearseRuleRequest,
    answer: REHEARSAL,
    example: '/v1/alert-rules:rehearse',
    exampleBody: EXAMPLE_RULE,
  }),
  route({
    ...reads,
    path: '/v1/alerts',
    operationId: 'listAlerts',
    handler: 'functions/api/alerts/list-alerts.handler.ts',
    readsScores: false,
    summary: 'Alerts that your rules have fired',
    description:
      'Alerts of your rules in the order of the runs after which they fired. Keep `resume_cursor` and ask again with it: nothing is missed and nothing comes twice.',
    request: alertsRequest,
    answer: { name: 'AlertsPage', schema: alertsPageSchema },
    example: '/v1/alerts?limit=5',
  }),
  route({
    ...reads,
    path: '/v1/alerts.atom',
    operationId: 'getAlertsFeed',
    handler: 'functions/api/alerts/get-alerts-feed.handler.ts',
    readsScores: false,
    summary: 'Alerts as a news feed',
    description:
      'The newest hundred alerts of your rules, newest first, as Atom (RFC 4287). Feed readers send the key as the user name of Basic authentication.',
    request: alertsFeedRequest,
    answer: null,
    otherMedia: ['application/atom+xml'],
    example: '/v1/alerts.atom',
  }),
  route({
    ...writes,
    methods: ['PUT'],
    path: '/v1/webhooks/{id}',
    operationId: 'putWebhook',
    handler: 'functions/api/alerts/put-webhook.handler.ts',
    readsScores: false,
    summary: 'Store a webhook',
    description:
      'Stores an address. Alerts are sent to it as POST with a JSON body `{type, timestamp, data}`, signed after the Standard Webhooks specification, until it answers 2xx: ten times over three days. The answer that makes it shows its `secret`, once; where that was lost, ask for another with `new_secret`. To change one send the `ETag` you read as `If-Match`.',
    request: webhooks.putWebhookRequest,
    answer: WEBHOOK,
    created: true,
    example: '/v1/webhooks/risk-desk',
    exampleBody: { url: 'https://example.com/hooks/chokepoint', rules: ['dy-tb-japan'] },
  }),
  route({
    ...reads,
    path: '/v1/webhooks',
    operationId: 'listWebhooks',
    handler: 'functions/api/alerts/list-webhooks.handler.ts',
    readsScores: false,
    summary: 'List webhooks of your own',
    description:
      'The addresses that your alerts are sent to, in the order of their ids. Nobody else sees them, and nobody sees their secrets again.',
    request: webhooks.webhooksRequest,
    answer: { name: 'Webhooks', schema: webhooks.webhooksSchema },
    example: '/v1/webhooks',
  }),
  route({
    ...reads,
    path: '/v1/webhooks/{id}',
    operationId: 'getWebhook',
    handler: 'functions/api/alerts/get-webhook.handler.ts',
    readsScores: false,
    summary: 'One webhook',
    description: 'The webhook as it is stored now, without its secret.',
    request: webhooks.webhookRequest,
    answer: WEBHOOK,
    example: '/v1/webhooks/risk-desk',
  }),
  route({
    ...writes,
    methods: ['POST'],
    path: '/v1/webhooks/{id}/test',
    operationId: 'testWebhook',
    handler: 'functions/api/alerts/test-webhook.handler.ts',
    readsScores: false,
    summary: 'Send a test message',
    description:
      'Has a message of the type `webhook.test` sent, signed as alerts are. It is sent within a minute; the list of deliveries says what became of it. `Idempotency-Key` is honoured.',
    request: webhooks.testWebhookRequest,
    answer: DELIVERY,
    created: true,
    example: '/v1/webhooks/risk-desk/test',
  }),
  route({
    ...reads,
    path: '/v1/webhooks/{id}/deliveries',
    operationId: 'listDeliveries',
    handler: 'functions/api/alerts/list-deliveries.handler.ts',
    readsScores: false,
    summary: 'Messages to a webhook, and what became of them',
    description:
      'Newest first, each with its tries: when, which status, why it did not work. Kept for 30 days, also of a webhook that you have ended.',
    request: webhooks.deliveriesRequest,
    answer: { name: 'WebhookDeliveries', schema: webhooks.deliveriesSchema },
    example: '/v1/webhooks/risk-desk/deliveries?limit=10',
  }),
  route({
    ...writes,
    methods: ['POST'],
    path: '/v1/webhooks/{id}/deliveries/{delivery}/replay',
    operationId: 'replayDelivery',
    handler: 'functions/api/alerts/replay-delivery.handler.ts',
    readsScores: false,
    summary: 'Send a message again',
    description:
      'Sends a delivered or given up message again: the body and `webhook-id` it had, a new timestamp and signature, and all tries anew. One that waits already stays as it is. `Idempotency-Key` is honoured.',
    request: webhooks.replayDeliveryRequest,
    answer: DELIVERY,
    example: '/v1/webhooks/risk-desk/deliveries/20261126183004000-5dAO2QWJUuA0DpWbIvlzsQ/replay',
  }),
  route({
    ...writes,
    methods: ['DELETE'],
    path: '/v1/webhooks/{id}',
    operationId: 'deleteWebhook',
    handler: 'functions/api/alerts/delete-webhook.handler.ts',
    readsScores: false,
    summary: 'End a webhook',
    description: 'Nothing is sent to it any more; what waits is given up. Needs `If-Match`, the `ETag` you read, or `*`.',
    request: webhooks.deleteWebhookRequest,
    answer: ENDED,
    example: '/v1/webhooks/risk-desk',
  }),
  route({
    ...writes,
    methods: ['DELETE'],
    path: '/v1/alert-rules/{id}',
    operationId: 'deleteAlertRule',
    handler: 'functions/api/alerts/delete-alert-rule.handler.ts',
    readsScores: false,
    summary: 'End an alert rule',
    description: 'It fires no more; its alerts stay. Needs `If-Match`, the `ETag` you read, or `*`.',
    request: rules.deleteAlertRuleRequest,
    answer: ENDED,
    example: '/v1/alert-rules/dy-tb-japan',
  }),
] as const;
