/** A document of a publisher as it was read, checked and decided on. */
import * as z from 'zod';
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import { daySpanSchema } from '../run/run-documents.ts';
import { SOURCE_NAMES, type SourceContract } from './source-contracts.ts';

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.number()),
  z.null(),
]);

const readObservationSchema = z.strictObject({
  series: z.string(),
  date: z.string(),
  published: z.string().nullable(),
  values: z.record(z.string(), value),
  /** The thing it speaks of, where a series is of things and not of days. */
  id: z.string().exactOptional(),
  /** Figures of a part of the day: those of documents of different names add up. */
  addsUp: z.literal(true).exactOptional(),
});

/**
 * Why a document is in quarantine. `rung`: structure (rows and their shape), arithmetic (printed totals),
 * time (periods and days), log (the log of
 * observations did not take it).
 */
const doubtSchema = z.strictObject({
  rung: z.enum(['structure', 'arithmetic', 'time', 'log']),
  code: z.string(),
  detail: z.string(),
});
export type Doubt = z.output<typeof doubtSchema>;

export const collectedDocumentSchema = z.strictObject({
  /** Sixteen hexadecimal digits of what it says: the same content of the same document has the same id. */
  id: z.string(),
  source: z.string(),
  document: z.string(),
  period_end: z.string().nullable(),
  /** A page that leads to documents and has no figures itself. */
  is_list: z.boolean(),
  raw_sha256: z.string(),
  raw_name: z.string(),
  address: z.string().nullable(),
  reader_version: z.int(),
  received_on: z.string(),
  /**
   * `accepted`: it passed all checks. `quarantined`: it waits for a person. `released`: a person let it
   * through. `rejected`: a person threw it
   * out. Documents that are accepted or released count; the others do not.
   */
  status: z.enum(['accepted', 'quarantined', 'released', 'rejected']),
  doubts: z.array(doubtSchema),
  observations: z.array(readObservationSchema),
  printed_totals: z.array(
    z.strictObject({
      what: z.string(),
      printed: z.number(),
      read: z.number(),
      tolerance: z.number().exactOptional(),
    }),
  ),
  unread: z.array(z.strictObject({ text: z.string(), why: z.string() })),
  /** RFC 3339; `null` for what no person has decided on. */
  decided_at: z.string().nullable(),
});
export type CollectedDocument = Readonly<z.output<typeof collectedDocumentSchema>>;
export type CollectedObservation = CollectedDocument['observations'][number];

/** Whether the figures of a document count. */
export const counts = ({ status }: Pick<CollectedDocument, 'status'>): boolean =>
  status === 'accepted' || status === 'released';

// When a source was last collected, when it last had something new, and in what condition that leaves it.

export const coverageClockSchema = z.strictObject({
  since: z.string(),
  due: z.int(),
  read: z.int(),
  missing: z.array(daySpanSchema),
});
export type CoverageClock = Readonly<z.output<typeof coverageClockSchema>>;

/** `41 of 79 days caught up`. */
export const caughtUp = ({ read, due }: Pick<CoverageClock, 'read' | 'due'>): string =>
  `${read} of ${due} days caught up`;

/**
 * Why a publisher cannot be asked by a program: its rules (`robots`) forbid it, it answers that it does not
 * let programs in (`refused`), or its interface wants a key that is not set.
 */
const KEPT_OUT = ['robots', 'refused', 'no_key'] as const;
type KeptOut = (typeof KEPT_OUT)[number];

export const isKeptOut = (outcome: string): outcome is KeptOut => KEPT_OUT.some((one) => one === outcome);

export const sourceClockSchema = z.strictObject({
  source: z.string(),
  /** Last run of the collector, RFC 3339. */
  last_run_at: z.string(),
  /** How that run ended: `ok`, or the worst verdict of its attempts. */
  last_outcome: z.enum(['ok', ...KEPT_OUT, 'too_large', 'wrong_kind', 'unreachable']),
  /** Why, as a sentence; `null` when it went well. */
  last_reason: z.string().nullable(),
  /** Last run that got something, RFC 3339; `null`: none yet. */
  last_reached_at: z.string().nullable(),
  /** Last day that accepted documents speak of; `null`: none yet. */
  last_content_on: z.string().nullable(),
  /** Last run that accepted something new, RFC 3339; `null`: none yet. */
  last_new_at: z.string().nullable(),
  /** Documents that wait for a person. */
  quarantined: z.int(),
  /** How far its days have been read; `null` for documents that are of no day. */
  coverage: coverageClockSchema.nullable(),
  /**
   * Parts of the documents of the last run that no rule of the reader claimed, and lists without the
   * documents that they used to have.
   */
  drift: z.array(z.string()),
  /** That its newest edition waits for a person, as a sentence; left out where none does. */
  waits: z.string().exactOptional(),
});
export type SourceClock = Readonly<z.output<typeof sourceClockSchema>>;

/** A score looks at so many days: the window of its pressure. */
const NEEDED_DAYS = 30;

/** Days after which a collector that did not run is missed. */
const MISSED_AFTER_DAYS = { daily: 2, monthly: 40 } as const;

/**
 * `current`: all is well. `waiting`: documents wait in quarantine for a person. `robots`, `refused`, `no_key`:
 * see {@link KEPT_OUT}. `dead`: nobody collects, nothing is reached, or nothing new has come for longer than
 * the content clock allows. `drifted`: the publisher writes something that the reader does not know. `failing`:
 * the last run got no usable answer. `behind`: days that a score looks at have not been read.
 * `never_collected`: no run yet.
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

/**
 * Condition of a source on a day, with the reason as a sentence; the reason is `null` when all is well and no
 * edition waits. `today`: YYYY-MM-DD.
 */
export function sourceCondition(
  contract: Pick<SourceContract, 'asked' | 'content_clock_days' | 'name' | 'discovery'>,
  clock: SourceClock | null,
  today: string,
): { readonly condition: SourceCondition; readonly reason: string | null } {
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
  if (clock.coverage !== null && missing !== undefined && age(missing.to) <= NEEDED_DAYS) {
    const { from, to } = missing;
    return {
      condition: 'behind',
      reason: `${caughtUp(clock.coverage)}; the newest missing ${from === to ? `is ${to}` : `are ${from} to ${to}`}.`,
    };
  }
  return { condition: 'current', reason: clock.waits ?? null };
}

// Messages that have the collector work on AWS: a schedule or a person asks for a source, or a file is handed
// in.

/** Name under which the lists of announcements are asked for, like a source. */
export const ANNOUNCEMENTS = 'announcements';

/** Prefix of the keys under which files for a source are handed in, in the bucket of the archive. */
export const handedInPrefix = (source: string): string => `handed-in/${source}/`;

const scheduled = z.object({
  source: z.enum([...SOURCE_NAMES, ANNOUNCEMENTS]),
  /** Documents about this day and later, from earlier pages of the list too; `null`: what is new. */
  since: z.string().refine(isCalendarDay, 'a calendar day, YYYY-MM-DD').nullable().default(null),
});
/** EventBridge tells of a new object in this form; the key is not encoded. */
const objectCreated = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().min(1), size: z.int().nonnegative() }) }),
});

export const collectorEventSchema = z.union([scheduled, objectCreated], {
  error: `the collector takes {"source": NAME, "since": null or "YYYY-MM-DD"}, NAME one of ${SOURCE_NAMES.join(', ')} and ${ANNOUNCEMENTS}, or an event of S3 about a new object`,
});
export type CollectorEvent = Readonly<z.output<typeof collectorEventSchema>>;

/** Input of the schedule of a source. */
export const requestForNew = (source: string) => ({ source, since: null });
