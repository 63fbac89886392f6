import type * as z from 'zod';
import { type MeasuresQuery, WAITING_STATES } from '#contracts/api/facts-requests.ts';
import type { licenceDecisionSchema, tradeRatioSchema } from '#contracts/run/run-documents.ts';
import { isScored, measureLabel, type NoWeightReason, noWeightBecause } from '#domain/explanations/labels.ts';
import { hitsBuyer, mayReach } from '#domain/method/measure.ts';
import { type MeasureState, registerOn, stepDate } from '#domain/method/register.ts';
import { newestQuarters } from '#domain/method/trade.ts';
import { measureRow } from '#domain/signals/measures.ts';
import { type ObservationVersion, provenance, withVersions } from '#domain/signals/observations.ts';
import { LOGGED_TABLES, type LoggedTable } from '#domain/signals/registry.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import type { PolicyRow } from '#domain/vocabulary/reference-data.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import type { Page, Paging } from '#functions/http/paging.ts';

type WaitingState = (typeof WAITING_STATES)[number];

export type MeasureEntry = Omit<PolicyRow, 'codes' | 'watch'> &
  Readonly<{
    state: MeasureState | WaitingState | 'withdrawn';
    next_step: Readonly<{ date: string; what: string }> | null;
    undecided_since: string | null;
    codes: NonNullable<PolicyRow['codes']> | null;
    watch: NonNullable<PolicyRow['watch']> | null;
    in_score: boolean;
    no_weight_because: NoWeightReason | null;
    label: string;
    label_code: string;
    label_params: Message['params'];
    visibility: 'own' | 'public';
    /** 0 of rows that ship. */
    version: number;
    reasons: readonly string[];
  }>;

export type ShownRow = PolicyRow & Readonly<{ visibility: 'own' | 'public' }>;

const versionIn = (row: string): number => Number(/^observation:.*:(\d+)$/.exec(row)?.[1] ?? 0);

/** Newest announcement first. */
export function measuresOnDay(
  rows: readonly ShownRow[],
  on: string,
  knownAt: string = on,
): readonly MeasureEntry[] {
  const counted = new Set(rows.filter(isScored).map(({ id }) => id));
  const entries = registerOn(rows, dayNumber(on), dayNumber(knownAt)).map(
    ({ row, state, next }): MeasureEntry => {
      const isUndecided = next?.what === 'undecided';
      return {
        ...row,
        ...measureLabel(row),
        state,
        next_step: next === null || isUndecided ? null : { date: stepDate(next), what: next.what },
        undecided_since: next !== null && isUndecided ? stepDate(next) : null,
        codes: row.codes ?? null,
        watch: row.watch !== undefined && row.watch.written <= knownAt ? row.watch : null,
        // A measure of a client is in no published score.
        in_score: row.visibility === 'public' && isScored(row),
        no_weight_because: noWeightBecause(row, state, (id) => counted.has(id)),
        version: versionIn(row.row),
        reasons: [],
      };
    },
  );
  return entries.sort((left, right) =>
    left.announced === right.announced
      ? left.id < right.id
        ? -1
        : 1
      : left.announced < right.announced
        ? 1
        : -1,
  );
}

const TABLE = LOGGED_TABLES.find(({ name }) => name === 'measures') as LoggedTable;

/** Each version on the days on which it was what was known. */
export const withOwnMeasures = (
  rows: readonly PolicyRow[],
  own: readonly ObservationVersion[],
): readonly PolicyRow[] => withVersions(rows, own, '9999-12-31', TABLE);

export const ownRows = (own: readonly ObservationVersion[]): readonly ShownRow[] =>
  withOwnMeasures([], own).map((row) => ({ ...row, visibility: 'own' }));

const visibilityOf = ({ observation }: ObservationVersion): ShownRow['visibility'] =>
  observation.signal === 'measures' ? 'public' : 'own';

export function storedEntry(entry: ObservationVersion, on: string): MeasureEntry {
  const row = measureRow(entry.observation, provenance(entry, null));
  const shown = { ...row, visibility: visibilityOf(entry), known_from: on };
  const [listed] = measuresOnDay([shown], on) as [MeasureEntry];
  const { status, reasons } = entry.review ?? { status: 'accepted', reasons: [] };
  const state =
    entry.observation.withdrawn === true && status === 'accepted'
      ? 'withdrawn'
      : status === 'accepted'
        ? listed.state
        : status;
  return {
    ...listed,
    known_from: row.known_from,
    state,
    reasons,
    in_score: listed.in_score && state === listed.state,
  };
}

export const isWaiting = (state: MeasuresQuery['state']): state is WaitingState =>
  WAITING_STATES.some((one) => one === state);

export function waitingEntries(versions: readonly ObservationVersion[], on: string): readonly MeasureEntry[] {
  const newest = new Map(
    versions.map((entry) => [`${entry.observation.signal} ${entry.observation.id}`, entry]),
  );
  return [...newest.values()]
    .filter(({ review }) => isWaiting(review?.status as MeasuresQuery['state']))
    .map((entry) => storedEntry(entry, on));
}

export function pageOfMeasures(
  entries: readonly MeasureEntry[],
  query: MeasuresQuery,
  at: Paging['at'],
): Page<MeasureEntry> {
  const found = entries.filter((entry) => matches(entry, query));
  const start = typeof at?.[0] === 'number' ? at[0] : 0;
  const end = start + query.limit;
  return { rows: found.slice(start, end), at: end < found.length ? [end] : null };
}

type TradeRatio = z.output<typeof tradeRatioSchema>;

export function newestTrade(
  ratios: readonly TradeRatio[],
  { known_at, element, target }: Pick<MeasuresQuery, 'element' | 'target'> & Readonly<{ known_at: string }>,
): readonly TradeRatio[] {
  const wanted = ratios.filter(
    (one) =>
      one.known_from <= known_at &&
      (element === undefined || one.element === element) &&
      (target === undefined || hitsBuyer([one.buyer], target)),
  );
  return newestQuarters(wanted);
}

type LicenceDecision = z.output<typeof licenceDecisionSchema>;

export const decisionsFor = (
  decisions: readonly LicenceDecision[],
  { known_at, element, target }: Pick<MeasuresQuery, 'element' | 'target'> & Readonly<{ known_at: string }>,
): readonly LicenceDecision[] =>
  decisions
    .filter(
      (one) =>
        one.known_from <= known_at &&
        (element === undefined || one.elements.includes(element)) &&
        (target === undefined || hitsBuyer(one.buyers, target)),
    )
    .sort((a, b) =>
      a.known_from < b.known_from ? 1 : a.known_from > b.known_from ? -1 : a.id < b.id ? -1 : 1,
    );

function matches(entry: MeasureEntry, { state, direction, origin, target, element }: MeasuresQuery): boolean {
  return (
    (state === undefined || entry.state === state) &&
    (direction === undefined || entry.direction === direction) &&
    (origin === undefined || entry.origins.includes(origin)) &&
    (target === undefined || hitsBuyer(entry.targets, target)) &&
    (element === undefined ||
      mayReach(
        [...entry.elements, ...(entry.mapping?.applies.flatMap((part) => part.elements) ?? [])],
        element,
      ))
  );
}
