/** A document of a publisher as it was read, checked and decided on. */
import * as z from 'zod';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

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
 * Why a document is in quarantine. `rung`: structure (rows and their shape), arithmetic (printed totals), time (periods and days), plausibility
 * (the series' own distribution), repetition (the text of another day), log (the log of observations did not take it).
 */
const doubtSchema = z.strictObject({
  rung: z.enum(['structure', 'arithmetic', 'time', 'plausibility', 'repetition', 'log']),
  code: z.string(),
  detail: z.string(),
});
export type Doubt = z.output<typeof doubtSchema>;

/** How an edition differs from the one before it; `null` before the second one, and for documents that are no edition. */
const editionChangesSchema = z.strictObject({
  previous: z.string(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  /** The largest changes, as sentences. */
  examples: z.array(z.string()),
});
export type EditionChanges = z.output<typeof editionChangesSchema>;

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
   * `accepted`: it passed all checks. `quarantined`: it waits for a person. `released`: a person let it through. `rejected`: a person threw it
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
  /** Sha256 of the text without its spaces, where a document is a text. */
  text_sha256: z.string().nullable(),
  changes: editionChangesSchema.nullable(),
  /** RFC 3339; `null` for what no person has decided on. */
  decided_at: z.string().nullable(),
});
export type CollectedDocument = Readonly<z.output<typeof collectedDocumentSchema>>;
export type CollectedObservation = CollectedDocument['observations'][number];

/** Whether the figures of a document count. */
export const counts = ({ status }: Pick<CollectedDocument, 'status'>): boolean => status === 'accepted' || status === 'released';
