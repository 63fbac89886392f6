import * as z from 'zod';
import { canonicalJson } from '../numbers/canonical-json.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { Frozen } from '../vocabulary/frozen.ts';
import {
  count,
  day,
  type ForecastRun,
  type ForecastSheet,
  forecastRunShape,
  type Sha256,
  type SheetReference,
  sha256Schema,
  sheetReferenceSchema,
} from './forecast-sheet.ts';
import type { JudgingRules } from './judging-rules.ts';

/**
 * The hash chain over published runs: each link names the forecasts of a run by their hashes, and the link
 * before by its own.
 */

const { run_id, as_of, known_at, horizon_days, methodology } = forecastRunShape;

/** `sha256` is that of the canonical JSON of all other members. */
export const chainLinkSchema = z
  .strictObject({
    sequence: z.int(),
    run_id,
    as_of,
    known_at,
    published_at: z.string(),
    horizon_days,
    inputs_sha256: sha256Schema.describe('Hash of the facts that the run used.'),
    methodology,
    rules_sha256: sha256Schema.describe(
      'Hash of the canonical JSON of the judging rules that held when the run was published.',
    ),
    parts: z.array(sheetReferenceSchema),
    previous_sha256: sha256Schema.nullable().describe('`sha256` of the link before; null in the first.'),
    sha256: sha256Schema.describe(
      'Of the canonical JSON (RFC 8785) of this object without its member `sha256`.',
    ),
  })
  .describe('A published run in the hash chain.');
export type ChainLink = Frozen<z.infer<typeof chainLinkSchema>>;

export type PublishedRun = Omit<ChainLink, 'sequence' | 'previous_sha256' | 'sha256'>;

/** Of a run that counts. */
export const windowSchema = z.strictObject({
  run_id: z.string(),
  closes: day.describe('Last day of the window.'),
  judged_from: day.describe('Day of judging: facts that were public by then count.'),
});

/** With all that the next link needs. */
export const chainHeadSchema = z.strictObject({
  sequence: count,
  run_id: z.string(),
  sha256: sha256Schema,
  /** In all sheets of all links. */
  forecasts: count,
  /** As far as readers are told of it. */
  first: z.strictObject({ run_id: z.string(), as_of: day, published_at: z.string() }),
  /** Of runs that count; null: none does yet. */
  last_counted_month: z.string().nullable(),
  first_window: windowSchema.nullable(),
});
export type ChainHead = Frozen<z.infer<typeof chainHeadSchema>>;

/** With `null` the first one. */
export function linkBehind(
  head: Pick<ChainHead, 'sequence' | 'sha256'> | null,
  run: PublishedRun,
  sha256: Sha256,
): ChainLink {
  const content = { ...run, sequence: (head?.sequence ?? 0) + 1, previous_sha256: head?.sha256 ?? null };
  return { ...content, sha256: sha256(canonicalJson(content)) };
}

/** Last day of a forecast's window, and first day on which it may be judged. */
export function windowOf({ as_of, horizon_days }: ForecastRun, rules: JudgingRules) {
  const closes = dayNumber(as_of) + horizon_days;
  return { closes: isoDate(closes), judged_from: isoDate(closes + rules.judging_lag_days) };
}

/** Published about the day it speaks of, without facts from after it? */
export function isEligible(
  { as_of, known_at, published_at }: PublishedRun,
  { published_within_days }: JudgingRules,
): boolean {
  return (
    known_at <= as_of &&
    Math.abs(dayNumber(published_at.slice(0, 10)) - dayNumber(as_of)) <= published_within_days
  );
}

/** Whether the link counts: the first eligible one of its month. */
export function headAfter(
  head: ChainHead | null,
  link: ChainLink,
  rules: JudgingRules,
): Readonly<{ head: ChainHead; counts: boolean }> {
  const { sequence, run_id, sha256, as_of, published_at } = link;
  const month = as_of.slice(0, 7);
  const counts = isEligible(link, rules) && month > (head?.last_counted_month ?? '');
  const forecasts = link.parts.reduce((sum, part) => sum + part.forecasts, head?.forecasts ?? 0);
  return {
    counts,
    head: {
      sequence,
      run_id,
      sha256,
      forecasts,
      first: head?.first ?? { run_id, as_of, published_at },
      last_counted_month: counts ? month : (head?.last_counted_month ?? null),
      first_window: head?.first_window ?? (counts ? { run_id, ...windowOf(link, rules) } : null),
    },
  };
}

/** Checks from published bytes alone: an outsider can do them with any tool that has SHA-256. */

const nameOf = ({ sequence, run_id }: ChainLink) => `link ${sequence} (run ${run_id})`;

export function linkProblems(link: ChainLink, before: ChainLink | null, sha256: Sha256): readonly string[] {
  const { sha256: stated, ...content } = link;
  const found = sha256(canonicalJson(content));
  const name = nameOf(link);
  if (found !== stated)
    return [`${name} does not have its hash: it says ${stated}, its content has ${found}`];
  const expected = (before?.sequence ?? 0) + 1;
  return [
    ...(link.sequence === expected
      ? []
      : [`${name} stands where link ${expected} is expected: a link is missing, added or moved`]),
    ...(link.previous_sha256 === (before?.sha256 ?? null)
      ? []
      : [`${name} names ${link.previous_sha256} as the link before, which is ${before?.sha256 ?? 'none'}`]),
    ...(before === null || link.run_id > before.run_id
      ? []
      : [`${name} is not of a later run than the link before (${before.run_id})`]),
    ...(before === null || link.published_at >= before.published_at
      ? []
      : [
          `${name} was published at ${link.published_at}, before the link before it (${before.published_at})`,
        ]),
    ...repeatedSheets(link),
  ];
}

function repeatedSheets(link: ChainLink): readonly string[] {
  const names = link.parts.map(({ subject_type, buyer, part }) => `${subject_type} ${buyer} ${part}`);
  return names
    .filter((name, n) => names.indexOf(name) !== n)
    .map((name) => `${nameOf(link)} names the sheet ${name} twice`);
}

/** One sentence each. The text is `null` where it could not be had. */
export function sheetProblems(
  link: ChainLink,
  reference: SheetReference,
  text: string | null,
  sha256: Sha256,
): readonly string[] {
  const { subject_type, buyer, part } = reference;
  const name = `sheet ${subject_type} ${buyer} ${part} of ${nameOf(link)}`;
  if (text === null) return [`${name} is missing`];
  const found = sha256(text);
  if (found !== reference.sha256)
    return [`${name} does not have its hash: the link says ${reference.sha256}, its bytes have ${found}`];
  const sheet = sheetOf(text);
  if (sheet === null) return [`${name} is no sheet of forecasts`];
  const identity = (of: typeof sheet) => {
    const { run_id, as_of, known_at, horizon_days, methodology } = of;
    return canonicalJson([
      run_id,
      as_of,
      known_at,
      horizon_days,
      methodology,
      of.subject_type,
      of.buyer,
      of.part,
    ]);
  };
  return [
    ...(identity(sheet) === identity({ ...sheet, ...link, subject_type, buyer, part })
      ? []
      : [`${name} is of another run, day, method or address than its link says`]),
    ...(sheet.forecasts.length === reference.forecasts
      ? []
      : [`${name} has ${sheet.forecasts.length} forecasts, the link says ${reference.forecasts}`]),
  ];
}

/** `null` when it is none. */
function sheetOf(text: string): ForecastSheet | null {
  try {
    const sheet = JSON.parse(text) as ForecastSheet;
    return Array.isArray(sheet.forecasts) ? sheet : null;
  } catch {
    return null;
  }
}

/** A head that somebody noted must be the hash of a link. */
export function notedHeadProblems(noted: string, hashes: readonly string[]): readonly string[] {
  return hashes.includes(noted)
    ? []
    : [`the noted head ${noted} is no link of this chain: what came before was rewritten or cut off`];
}
