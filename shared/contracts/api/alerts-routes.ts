import * as alerts from './alerts.ts';
import { route } from './api-route.ts';

const RULE = { name: 'StoredAlertRule', schema: alerts.storedRuleSchema };
const WEBHOOK = { name: 'StoredWebhook', schema: alerts.storedWebhookSchema };
const ENDED = { name: 'Ended', schema: alerts.endedSchema };
const REHEARSAL = { name: 'AlertRehearsal', schema: alerts.rehearsalSchema };
const DELIVERY = { name: 'WebhookDelivery', schema: alerts.deliverySchema };

const EXAMPLE_RULE = {
  name: 'Dysprosium and terbium for Japan',
  subjects: { type: 'element', ids: ['Dy', 'Tb'] },
  buyers: ['JPN'],
  when: { band_crossing: true, jump: 'outside_interval', expiry_within_days: 30 },
  min_points: 1,
};

/** Routes of rules, alerts and webhooks. */
export const alertRoutes = [
  route({
    tag: 'Alerts',
    methods: ['PUT'],
    path: '/v1/alert-rules/{id}',
    operationId: 'putAlertRule',
    handler: 'functions/api/alerts/alerts.handler.ts#putAlertRuleHandler',
    summary: 'Store an alert rule',
    description:
      'Stores a rule, which fires from the next run on. Ask /v1/alert-rules:rehearse first how often it would have fired in the last year.',
    request: alerts.putAlertRuleRequest,
    answer: RULE,
    created: true,
    example: '/v1/alert-rules/dy-tb-japan',
    exampleBody: EXAMPLE_RULE,
  }),
  route({
    tag: 'Alerts',
    path: '/v1/alert-rules',
    operationId: 'listAlertRules',
    handler: 'functions/api/alerts/alerts.handler.ts#listAlertRulesHandler',
    readsScores: false,
    summary: 'List alert rules of your own',
    description: 'The rules you have stored, in the order of their ids. Nobody else sees them.',
    request: alerts.alertRulesRequest,
    answer: { name: 'AlertRules', schema: alerts.alertRulesSchema },
    example: '/v1/alert-rules',
  }),
  route({
    tag: 'Alerts',
    methods: ['POST'],
    path: '/v1/alert-rules:rehearse',
    operationId: 'rehearseAlertRule',
    handler: 'functions/api/alerts/alerts.handler.ts#rehearseAlertRuleHandler',
    computes: true,
    summary: 'How often a rule would have fired in the last year',
    description:
      'Judges the rule over the histories of its subjects and the register of measures in the 52 weeks up to the newest run, and says how many of them have a history. Nothing is stored.',
    request: alerts.rehearseRuleRequest,
    answer: REHEARSAL,
    example: '/v1/alert-rules:rehearse',
    exampleBody: EXAMPLE_RULE,
  }),
  route({
    tag: 'Alerts',
    path: '/v1/alerts',
    operationId: 'listAlerts',
    handler: 'functions/api/alerts/alerts.handler.ts#listAlertsHandler',
    readsScores: false,
    summary: 'Alerts that your rules have fired',
    description:
      'Alerts of your rules in the order of the runs after which they fired. Keep `resume_cursor` and ask again with it: nothing is missed and nothing comes twice.',
    request: alerts.alertsRequest,
    answer: { name: 'AlertsPage', schema: alerts.alertsPageSchema },
    example: '/v1/alerts?limit=5',
  }),
  route({
    tag: 'Alerts',
    methods: ['PUT'],
    path: '/v1/webhooks/{id}',
    operationId: 'putWebhook',
    handler: 'functions/api/alerts/alerts.handler.ts#putWebhookHandler',
    readsScores: false,
    summary: 'Store a webhook',
    description:
      'Stores an address. Alerts are sent to it as POST with a JSON body `{type, timestamp, data}`, signed after the Standard Webhooks specification, until it answers 2xx: ten times over three days. The answer that makes it shows its `secret`, once; where that was lost, ask for another with `new_secret`.',
    request: alerts.putWebhookRequest,
    answer: WEBHOOK,
    created: true,
    example: '/v1/webhooks/risk-desk',
    exampleBody: { url: 'https://example.com/hooks/chokepoint', rules: ['dy-tb-japan'] },
  }),
  route({
    tag: 'Alerts',
    path: '/v1/webhooks',
    operationId: 'listWebhooks',
    handler: 'functions/api/alerts/alerts.handler.ts#listWebhooksHandler',
    readsScores: false,
    summary: 'List webhooks of your own',
    description:
      'The addresses that your alerts are sent to, in the order of their ids. Nobody else sees them, and nobody sees their secrets again.',
    request: alerts.webhooksRequest,
    answer: { name: 'Webhooks', schema: alerts.webhooksSchema },
    example: '/v1/webhooks',
  }),
  route({
    tag: 'Alerts',
    path: '/v1/webhooks/{id}/deliveries',
    operationId: 'listDeliveries',
    handler: 'functions/api/alerts/alerts.handler.ts#listDeliveriesHandler',
    readsScores: false,
    summary: 'Messages to a webhook, and what became of them',
    description:
      'Newest first, each with its tries: when, which status, why it did not work. Kept for 30 days, also of a webhook that you have ended.',
    request: alerts.deliveriesRequest,
    answer: { name: 'WebhookDeliveries', schema: alerts.deliveriesSchema },
    example: '/v1/webhooks/risk-desk/deliveries?limit=10',
  }),
  route({
    tag: 'Alerts',
    methods: ['POST'],
    path: '/v1/webhooks/{id}/deliveries',
    operationId: 'sendDelivery',
    handler: 'functions/api/alerts/alerts.handler.ts#sendDeliveryHandler',
    readsScores: false,
    summary: 'Send a test message, or a message again',
    description:
      'Sends a message of the type `webhook.test`, signed as alerts are, within a minute. With `replay` a delivered or given up message is sent again with its body and `webhook-id`, signed and tried anew.',
    request: alerts.sendDeliveryRequest,
    answer: DELIVERY,
    created: true,
    example: '/v1/webhooks/risk-desk/deliveries',
  }),
  route({
    tag: 'Alerts',
    methods: ['DELETE'],
    path: '/v1/webhooks/{id}',
    operationId: 'deleteWebhook',
    handler: 'functions/api/alerts/alerts.handler.ts#deleteWebhookHandler',
    readsScores: false,
    summary: 'End a webhook',
    description: 'Nothing is sent to it any more; what waits is given up.',
    request: alerts.deleteWebhookRequest,
    answer: ENDED,
    example: '/v1/webhooks/risk-desk',
  }),
  route({
    tag: 'Alerts',
    methods: ['DELETE'],
    path: '/v1/alert-rules/{id}',
    operationId: 'deleteAlertRule',
    handler: 'functions/api/alerts/alerts.handler.ts#deleteAlertRuleHandler',
    readsScores: false,
    summary: 'End an alert rule',
    description: 'It fires no more; its alerts stay.',
    request: alerts.deleteAlertRuleRequest,
    answer: ENDED,
    example: '/v1/alert-rules/dy-tb-japan',
  }),
] as const;
