import * as z from 'zod';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import { daySpanSchema } from '../run/run-documents.ts';
import { SOURCE_NAMES, type SourceContract } from './source-contracts.ts';

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).readonly(),
  z.array(z.number()).readonly(),
  z.null(),
]);

const readObservationSchema = z.strictObject({
  series: z.string(),
  /** Last day of its period. */
  date: z.string(),
  /** First day on which anybody could read it; `null` where the document does not say. */
  published: z.string().nullable(),
  /** `null`: not stated, which is never 0. */
  values: z.record(z.string(), value).readonly(),
  /** Of a thing that lasts longer than a day; left out in series of days. */
  id: z.string().exactOptional(),
  /** A part of the day: documents of different names add up. */
  addsUp: z.literal(true).exactOptional(),
});

/**
 * `structure`: rows and shape; `arithmetic`: printed totals; `time`: days; `log`: the log did not take it.
 */
const doubtSchema = z.strictObject({
  rung: z.enum(['structure', 'arithmetic', 'time', 'log']),
  code: z.string(),
  detail: z.string(),
});
export type Doubt = z.output<typeof doubtSchema>;

export const collectedDocumentSchema = z.strictObject({
  /** Made of what it says. */
  id: z.string(),
  source: z.string(),
  /** The same whenever the document is read: a number, an address, a period. */
  document: z.string(),
  /** `null` where it could not be read. */
  period_end: z.string().nullable(),
  /** It leads to documents and need not have figures. */
  is_list: z.boolean(),
  raw_sha256: z.string(),
  raw_name: z.string(),
  address: z.string().nullable(),
  reader_version: z.int(),
  received_on: z.string(),
  status: z.enum(['accepted', 'quarantined', 'released', 'rejected']),
  doubts: z.array(doubtSchema).readonly(),
  observations: z.array(readObservationSchema.readonly()).readonly(),
  /** Where a printed total differs from its rows, a person has to look. */
  printed_totals: z
    .array(
      z
        .strictObject({
          what: z.string(),
          printed: z.number(),
          read: z.number(),
          /** By how much printed rounding may part them. */
          tolerance: z.number().exactOptional(),
        })
        .readonly(),
    )
    .readonly(),
  /** Parts that no rule claimed: how a change of format shows. */
  unread: z.array(z.strictObject({ text: z.string(), why: z.string() }).readonly()).readonly(),
  decided_at: z.string().nullable(),
});
export type CollectedDocument = Readonly<z.output<typeof collectedDocumentSchema>>;
export type CollectedObservation = CollectedDocument['observations'][number];

export const counts = ({ status }: CollectedDocument): boolean =>
  status === 'accepted' || status === 'released';

export const coverageClockSchema = z.strictObject({
  since: z.string(),
  due: z.int(),
  read: z.int(),
  missing: z.array(daySpanSchema),
});
export type CoverageClock = Readonly<z.output<typeof coverageClockSchema>>;

export const caughtUp = ({ read, due }: CoverageClock): string => `${read} of ${due} days caught up`;

/** Its rules forbid programs, it answers that it lets none in, or a key is not set. */
const KEPT_OUT = ['robots', 'refused', 'no_key'] as const;
type KeptOut = (typeof KEPT_OUT)[number];

export const isKeptOut = (outcome: string): outcome is KeptOut => KEPT_OUT.some((one) => one === outcome);

export const sourceClockSchema = z.strictObject({
  source: z.string(),
  last_run_at: z.string(),
  last_outcome: z.enum(['ok', ...KEPT_OUT, 'too_large', 'wrong_kind', 'unreachable']),
  last_reason: z.string().nullable(),
  /** Last run that got something. */
  last_reached_at: z.string().nullable(),
  last_content_on: z.string().nullable(),
  last_new_at: z.string().nullable(),
  quarantined: z.int(),
  /** `null` for documents that are of no day. */
  coverage: coverageClockSchema.nullable(),
  /** Parts that no rule of the reader claimed, and lists that lost their documents. */
  drift: z.array(z.string()),
  /** That an edition waits for a person, as a sentence. */
  waits: z.string().exactOptional(),
});
export type SourceClock = Readonly<z.output<typeof sourceClockSchema>>;

/** The window of pressure. */
const NEEDED_DAYS = 30;

/** Days after which a collector is missed. */
const MISSED_AFTER_DAYS = { daily: 2, monthly: 40 } as const;

/**
 * `waiting`: documents in quarantine. `dead`: nobody collects, nothing is reached, or nothing new came in
 * time. `drifted`: the reader does not know a part. `behind`: days that a score needs are unread.
 */
export type SourceCondition =
  | 'current'
  | 'waiting'
  | KeptOut
  | 'dead'
  | 'drifted'
  | 'failing'
  | 'behind'
  | 'never_collected';

/** The reason is a sentence, `null` when all is well. */
export function sourceCondition(
  contract: Pick<SourceContract, 'feeds' | 'asked' | 'content_clock_days' | 'name' | 'discovery'>,
  clock: SourceClock | null,
  today: string,
): Readonly<{ condition: SourceCondition; reason: string | null }> {
  if (clock === null) return { condition: 'never_collected', reason: 'It has not been collected here yet.' };
  const age = (at: string): number => dayNumber(today) - dayNumber(at.slice(0, 10));
  const missed = MISSED_AFTER_DAYS[contract.asked];
  const {
    last_run_at: ran,
    last_reached_at: reached,
    last_content_on: dated,
    last_new_at: fresh,
    last_outcome: outcome,
    last_reason: why,
  } = clock;
  // A list that states no days has the day on which it last had something new.
  const content = dated ?? fresh?.slice(0, 10) ?? null;
  if (age(ran) > missed) return { condition: 'dead', reason: `It was last collected ${age(ran)} days ago.` };
  const { discovery, name } = contract;
  const isOld = content === null || age(content) > contract.content_clock_days;
  const byHand = discovery.how === 'by_hand' && isOld && clock.quarantined === 0;
  if (isKeptOut(outcome) || byHand) {
    const reason = byHand
      ? `Programs are not let in, and nothing newer than ${content ?? 'what ships'} was handed in: take it from ${discovery.pages.join(' or ')}.`
      : why;
    return {
      condition: isKeptOut(outcome) ? outcome : 'refused',
      reason: `${reason} Hand the file in: npm run ingest -- ${name} --from FILE, on AWS under ${handedInPrefix(name)} of the bucket.`,
    };
  }
  if (outcome !== 'ok' && (reached === null || age(reached) > missed)) {
    return {
      condition: 'dead',
      reason: `Nothing was reached ${reached === null ? 'so far' : `for ${age(reached)} days`}: ${why}`,
    };
  }
  if (clock.quarantined > 0) {
    return {
      condition: 'waiting',
      reason: `${clock.quarantined} of its documents wait in quarantine: npm run ingest -- ${contract.name} tells why.`,
    };
  }
  if (clock.drift.length > 0) return { condition: 'drifted', reason: clock.drift[0] ?? null };
  if (outcome !== 'ok') return { condition: 'failing', reason: why };
  if (content === null) return { condition: 'dead', reason: 'No document of it has been accepted yet.' };
  if (isOld) {
    return {
      condition: 'dead',
      reason: `Its newest content is of ${content}, ${age(content)} days old; more than ${contract.content_clock_days} is not usual.`,
    };
  }
  const missing = clock.coverage?.missing.at(-1);
  const isList = contract.feeds === 'drafts';
  if (clock.coverage !== null && missing !== undefined && (isList || age(missing.to) <= NEEDED_DAYS)) {
    const { from, to } = missing;
    const remedy = isList
      ? ` If it reaches no further back, read them elsewhere and say so: npm run ingest -- ${name} --read ${from}..${to}`
      : '';
    return {
      condition: 'behind',
      reason: `${caughtUp(clock.coverage)}; the newest missing ${from === to ? `is ${to}` : `are ${from} to ${to}`}.${remedy}`,
    };
  }
  return { condition: 'current', reason: clock.waits ?? null };
}

export const ANNOUNCEMENTS = 'announcements';

export const handedInPrefix = (source: string): string => `handed-in/${source}/`;

const scheduled = z.object({
  source: z.enum([...SOURCE_NAMES, ANNOUNCEMENTS]),
  since: z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD').nullable().default(null),
});
/** The key is not encoded. */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1), size: z.int().nonnegative() }) }),
});

export const collectorEventSchema = z.union([scheduled, objectCreated], {
  error: `the collector takes {"source": NAME, "since": null or "YYYY-MM-DD"}, NAME one of ${SOURCE_NAMES.join(', ')} and ${ANNOUNCEMENTS}, or an event of S3 about a new object`,
});
export type CollectorEvent = Readonly<z.output<typeof collectorEventSchema>>;

export const requestForNew = (source: string) => ({ source, since: null });
