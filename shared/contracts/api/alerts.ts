import * as z from 'zod';
import { CHANCES, COMPANY_FIGURES, DIRECTIONS, JUMPS } from '#domain/alerts/alert-rule.ts';
import { PUBLISHED_CAUSES, type PublishedCause } from '#domain/explanations/changes/change-attribution.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { contract, cursor, id, limit, orNull, resumeCursor, text, wholeBetween } from './request-parts.ts';
import {
  messageCodeSchema,
  messageParamsSchema,
  nullableNumber,
  pageShape,
  runStampShape,
  versionShape,
} from './score.ts';

export const MOST_RULES = 50;
const MOST_IDS = 100;
const LONGEST_LOOK_AHEAD_DAYS = 366;

/** A move by a revised source or by a new method is no news of the world. */
const CAUSES_THAT_COUNT: readonly PublishedCause[] = PUBLISHED_CAUSES.filter(
  (cause) => cause !== 'data_correction' && cause !== 'methodology',
);

const DEFAULT_BUYERS = ['JPN'] as const;

const isEachOnce = (list: readonly string[]) => new Set(list).size === list.length;

const whenShape = {
  any_move: z
    .boolean()
    .default(false)
    .describe('Any move of the score from `min_points` on, which then has to be above 0.'),
  at_or_above: orNull(z.number('a number of 0 or more').min(0, 'a number of 0 or more')).describe(
    'The score, or the figure of a company, rose to this or above it. It rings again only after a fall.',
  ),
  band_crossing: z.boolean().default(false).describe('The score went from one band to another.'),
  jump: orNull(z.enum(JUMPS)).describe(
    '`outside_interval`: the new score lies outside the interval of the one before. `beyond_uncertainty`, stricter: the difference is larger than what is uncertain in both together.',
  ),
  measure_in_force: z
    .boolean()
    .default(false)
    .describe(
      'A measure that hits a buyer and names a subject came into force, or is so again after a suspension.',
    ),
  expiry_within_days: orNull(wholeBetween(1, LONGEST_LOOK_AHEAD_DAYS)).describe(
    'Such a measure, or its suspension, ends within so many days. Null: not asked.',
  ),
};

const ruleShape = {
  name: text(120).describe('Title of the rule for people: its alerts carry it.'),
  subjects: z
    .strictObject({
      type: z
        .enum(['element', 'supplier', 'country', 'company'])
        .describe('Type of the subjects; `company`: those that you have stored.'),
      ids: orNull(
        z
          .array(id)
          .min(1, 'at least one id, or null for all')
          .max(MOST_IDS, `at most ${MOST_IDS} ids, or null for all`),
      ).describe('Ids of subjects that runs score, or of your companies; null: all of the type.'),
    })
    .describe('Whose scores are watched.'),
  chance: z
    .enum(CHANCES)
    .default('score')
    .describe(
      'Which chance is watched, in every condition and with the bands of its own: `score` (standstill), `scarce` (scarcity), or those of the day, `now` and `scarce_now`. Of suppliers and countries score or now, of companies score or scarce.',
    ),
  figure: orNull(z.enum(COMPANY_FIGURES)).describe(
    'Of companies: the chance of a line, or of any line, within so many days; or the loss that is expected within a year.',
  ),
  materials: z
    .array(z.string().min(1, 'the key of a line').max(200, 'the key of a line'))
    .min(1, 'at least one key of a line, or null for all')
    .max(MOST_IDS, `at most ${MOST_IDS} keys, or null for all`)
    .nullable()
    .default(null)
    .describe(
      'Lines of companies by their key in the results, or its beginning (`element:Dy`); null: all, and the loss of the whole.',
    ),
  buyers: z
    .array(z.enum(BUYERS))
    .min(1, 'at least one buyer')
    .refine(isEachOnce, 'each buyer once')
    .default([...DEFAULT_BUYERS])
    .describe('For whom. Not of companies, which say where they buy.'),
  when: z.strictObject(whenShape).describe('The rule fires when any of these holds.'),
  direction: z
    .enum(DIRECTIONS)
    .default('either')
    .describe('Which way the score has to move: up, down or either.'),
  min_points: z
    .number()
    .min(0, 'a number of 0 or more')
    .default(0)
    .describe(
      'Least points (or money) of a move, for every condition about scores: a score at the limit of a band does not ring every night.',
    ),
  causes: z
    .array(z.enum(PUBLISHED_CAUSES))
    .min(1, 'at least one cause')
    .refine(isEachOnce, 'each cause once')
    .default([...CAUSES_THAT_COUNT])
    .describe(
      'Causes that count: a condition has to hold with their points alone, too. All but `data_correction` (a source was revised) and `methodology` when not given. Not of companies.',
    ),
  enabled: z.boolean().default(true).describe('false: the rule is kept and does not fire.'),
};

type SentRule = z.output<z.ZodObject<typeof ruleShape>>;

function checkConditions(rule: SentRule, context: z.RefinementCtx) {
  const { when, min_points, direction, subjects, figure, materials, chance } = rule;
  const refuse = (path: readonly string[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const ofScores = when.any_move || when.at_or_above !== null;
  const asksMeasures = when.measure_in_force || when.expiry_within_days !== null;
  if (!asksMeasures && !ofScores && !when.band_crossing && when.jump === null)
    refuse(
      ['when'],
      'at least one condition: any_move, at_or_above, band_crossing, jump, measure_in_force or expiry_within_days',
    );
  if (when.any_move && min_points === 0)
    refuse(['min_points'], 'a number above 0, as any_move alone would tell of every change');
  if (when.at_or_above !== null && direction === 'down')
    refuse(['direction'], 'up or either: at_or_above tells of a rise');
  if (figure !== 'expected_loss') {
    if (min_points > 100) refuse(['min_points'], 'a number from 0 to 100');
    if ((when.at_or_above ?? 0) > 100) refuse(['when', 'at_or_above'], 'a number from 0 to 100');
  }
  if (!chancesOf(subjects.type, figure).includes(chance))
    refuse(['chance'], `one of ${chancesOf(subjects.type, figure).join(', ')}`);
  if (when.jump !== null && chance.endsWith('now'))
    refuse(['when', 'jump'], 'null: chances of the day have no interval');
  if (subjects.type === 'company') checkCompanyRule(rule, refuse);
  else if (figure !== null || materials !== null)
    refuse([figure === null ? 'materials' : 'figure'], 'null: companies alone have figures and lines');
  if (asksMeasures && (subjects.type === 'supplier' || subjects.type === 'company'))
    refuse(
      ['subjects', 'type'],
      'element or country: measures name goods and countries, no suppliers and companies',
    );
}

function chancesOf(
  type: SentRule['subjects']['type'],
  figure: SentRule['figure'],
): readonly SentRule['chance'][] {
  if (type === 'element') return CHANCES;
  if (type === 'company') return figure === 'expected_loss' ? ['score'] : ['score', 'scarce'];
  return ['score', 'now'];
}

function checkCompanyRule(
  { figure, materials, when, buyers, causes }: SentRule,
  refuse: (path: readonly string[], message: string) => void,
) {
  if (figure === null) refuse(['figure'], `one of ${COMPANY_FIGURES.join(', ')}`);
  if (figure?.startsWith('any_') && materials !== null)
    refuse(['materials'], 'null: any_ figures are of all lines');
  if (when.band_crossing)
    refuse(['when', 'band_crossing'], 'false: of a company ask at_or_above or any_move');
  if (when.jump !== null) refuse(['when', 'jump'], 'null: of a company ask at_or_above or any_move');
  if (canonicalJson(buyers) !== canonicalJson(DEFAULT_BUYERS))
    refuse(['buyers'], 'nothing: a company says itself where it buys');
  if (canonicalJson(causes) !== canonicalJson(CAUSES_THAT_COUNT))
    refuse(['causes'], 'nothing: causes of a company are told, not judged');
}

const alertRuleSchema = z
  .strictObject(ruleShape)
  .superRefine(checkConditions)
  .describe('What you want to be told of.');

const rulePath = z.strictObject({ id: id.describe('Your id of the rule.') });

export const putAlertRuleRequest = contract({
  path: rulePath,
  scope: 'alerts:write',
  body: alertRuleSchema,
});

export const deleteAlertRuleRequest = contract({
  path: rulePath,
  scope: 'alerts:write',
});
export const alertRulesRequest = contract({});
export const rehearseRuleRequest = contract({
  body: alertRuleSchema,
});

export const storedRuleSchema = z.strictObject({
  ...versionShape,
  rule: z.strictObject(ruleShape),
});

export const alertRulesSchema = z.strictObject({
  data: z.array(storedRuleSchema).describe(`In byte order of id; a client has at most ${MOST_RULES}.`),
  sent_to: z.array(z.string()),
  ...pageShape,
});

export const endedSchema = z.strictObject({ ...versionShape, deleted: z.boolean() });

const count = z.int().nullable();

export const rehearsalSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  weeks: z.int(),
  observed_weeks: z.int(),
  fired: count,
  days: count,
  by_condition: z.record(z.string(), count),
  subjects: z.int(),
  subjects_without_history: z.int(),
  causes_unknown: z.int(),
  alerts: z.array(
    z.strictObject({
      date: z.string(),
      conditions: z.array(z.string()),
      subject: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
      line: z.string().nullable(),
      buyer: z.string().nullable(),
      score_before: z.number().nullable(),
      score_after: z.number().nullable(),
      measure: z
        .strictObject({
          id: z.string(),
          what: z.string(),
          date: z.string(),
        })
        .nullable(),
    }),
  ),
  limitations: z.array(z.string()),
  ...runStampShape,
});

export const alertsRequest = contract({
  query: z.strictObject({
    limit: limit(100),
    cursor: resumeCursor,
  }),
});

const alertShape = {
  id: z.string(),
  rule: z.strictObject({
    id: z.string(),
    name: z.string(),
    version: z.int(),
  }),
  conditions: z.array(z.string()),
  subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }).nullable(),
  buyer: z.string().nullable(),
  change: z
    .strictObject({
      seq: z.int(),
      chance: z.string(),
      score_before: nullableNumber,
      score_after: nullableNumber,
      delta: nullableNumber,
      counted: nullableNumber,
      band_before: z.string().nullable(),
      band_after: z.string().nullable(),
    })
    .nullable(),
  measure: z
    .strictObject({
      id: z.string(),
      title: z.string(),
      what: z.string(),
      date: z.string(),
      description_code: messageCodeSchema,
      description_params: messageParamsSchema,
    })
    .nullable(),
  figure: z
    .strictObject({
      name: z.string(),
      chance: z.string(),
      line: z.strictObject({ key: z.string(), name: z.string() }).nullable(),
      before: nullableNumber,
      after: z.number(),
      currency: z.string().nullable(),
      causes: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          before: z.number(),
          after: z.number(),
        }),
      ),
    })
    .nullable(),
  summary: z.string(),
  more: z.int(),
  run_id: z.string(),
  as_of: z.string(),
  fired_at: z.string(),
};

export const alertSchema = z
  .strictObject({
    ...alertShape,
    links: z.strictObject({ about: z.string() }),
  })
  .describe('An alert of a rule of yours.');

export type FiredAlert = z.output<typeof alertSchema>;

export const alertsPageSchema = z.strictObject({
  data: z.array(alertSchema),
  ...pageShape,
  resume_cursor: z.string().nullable(),
  judged_until: z.string().nullable(),
});

export const MOST_WEBHOOKS = 10;

const DESTINATION_FORMATS = ['event', 'slack', 'teams', 'telegram', 'mail'] as const;
export type DestinationFormat = (typeof DESTINATION_FORMATS)[number];

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
};
const hour = (least: number, most: number) =>
  z.int().min(least, `an hour from ${least} to ${most}`).max(most, `an hour from ${least} to ${most}`);

export const webhookShape = {
  url: z
    .url({ protocol: /^(https?|mailto)$/, error: 'an address that begins with https:// or mailto:' })
    .max(2000, 'at most 2000 characters')
    .describe(
      'https, public or listed by the operator, no user name; on one machine while access is open also http://127.0.0.1 and your own network. A key without `alerts:write` is shown the host alone.',
    ),
  format: z
    .enum(DESTINATION_FORMATS)
    .default('event')
    .describe(
      '`event`: signed JSON, one alert each. The others: text, all that is due in one message. `teams`: a workflow. `telegram`: `https://api.telegram.org/bot<token>/sendMessage?chat_id=<id>`. `mail`: `mailto:`.',
    ),
  schedule: z
    .strictObject({
      from: hour(0, 23),
      to: hour(1, 24),
      time_zone: z.string().max(60).refine(isTimeZone, 'a time zone as Asia/Tokyo').describe('IANA.'),
      digest: z
        .enum(['none', 'day', 'week'])
        .default('none')
        .describe('Together, at `from`; `week`: on Mondays.'),
    })
    .refine(({ from, to }) => from < to, '`from` before `to`')
    .nullable()
    .default(null)
    .describe('Sent only from `from` to `to` o’clock; null: at once.'),
  rules: z
    .array(id)
    .min(1, 'at least one id of a rule, or null for all')
    .max(50, 'at most 50 ids of rules, or null for all')
    .nullable()
    .default(null)
    .describe('Only alerts of these rules; null: of all.'),
  enabled: z
    .boolean()
    .default(true)
    .describe('false: nothing is sent. A receiver that answers 410 sets it, too.'),
};

const webhookPath = z.strictObject({ id: id.describe('Your id of the webhook.') });

export const putWebhookRequest = contract({
  path: webhookPath,
  scope: 'alerts:write',
  body: z
    .strictObject({
      ...webhookShape,
      new_secret: z
        .boolean()
        .default(false)
        .describe('true: makes another secret. For a day deliveries carry a signature by the old one, too.'),
    })
    .describe('Where alerts are sent.'),
});

export const deleteWebhookRequest = contract({
  path: webhookPath,
  scope: 'alerts:write',
});
export const webhooksRequest = contract({});

export const sendDeliveryRequest = contract({
  path: webhookPath,
  query: z.strictObject({
    replay: z
      .string()
      .regex(/^[0-9]{17}-[0-9A-Za-z_-]{22}$/, '`id` of a delivery, as the list of deliveries has it')
      .optional()
      .describe('Id of the delivery to send again; a test message when not given.'),
  }),
  scope: 'alerts:write',
});

export const deliveriesRequest = contract({
  path: webhookPath,
  query: z.strictObject({
    limit: limit(50),
    cursor,
  }),
});

export const storedWebhookSchema = z.strictObject({
  ...versionShape,
  webhook: z.strictObject(webhookShape),
  secret: z.string().nullable(),
  disabled_because: z.string().nullable(),
  links: z.strictObject({ deliveries: z.string() }),
});

export const webhooksSchema = z.strictObject({
  data: z.array(storedWebhookSchema).describe(`In byte order of id; a client has at most ${MOST_WEBHOOKS}.`),
  ...pageShape,
});

export const deliverySchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  message: z.string(),
  status: z.string(),
  created_at: z.string(),
  next_attempt_at: z.string().nullable(),
  attempts: z.array(
    z.strictObject({
      at: z.string(),
      status: z.int().nullable(),
      error: z.string().nullable(),
      milliseconds: z.int(),
    }),
  ),
  links: z.strictObject({ replay: z.string() }),
});

export const deliveriesSchema = z.strictObject({
  data: z.array(deliverySchema).describe('Newest first; kept for 30 days.'),
  ...pageShape,
});
