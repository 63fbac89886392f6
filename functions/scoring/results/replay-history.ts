import { pointsByKind, pointsOf, publishedParts } from '#domain/explanations/drivers.ts';
import { type ElementScore, scoreElement } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import { type SupplierScore, scoreSupplier } from '#domain/method/supplier.ts';
import { Register, suppliersOf, supplyingCountries } from '#domain/method/supplier-facts.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { publishedInterval, publishedScore } from '#domain/vocabulary/published-numbers.ts';
import type { HistoryPoint, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { HistorySeries } from '#functions/store/scores/score-history.ts';
import { shippedRegister } from './run-scorer.ts';

/** Up to and including `to`; RangeError when it is before `from`. */
export function replayDates(from: string, to: string, everyDays: number): readonly string[] {
  const first = dayNumber(from);
  const last = dayNumber(to);
  if (last < first) throw new RangeError(`the replay ends on ${to}, before it begins on ${from}`);
  return Array.from({ length: Math.floor((last - first) / everyDays) + 1 }, (_, n) =>
    isoDate(first + n * everyDays),
  );
}

export type ReplayedSubject = Readonly<{
  type: SubjectType;
  id: string;
}>;

export function subjectsToReplay(
  facts: FactsOnDay,
  types: readonly SubjectType[],
): readonly ReplayedSubject[] {
  const ids: Readonly<Record<SubjectType, () => readonly string[]>> = {
    element: () => elementIds(facts.data),
    country: () => supplyingCountries(facts),
    supplier: () => suppliersOf(facts.data.supplier_sites).map(({ id }) => id),
  };
  return types.flatMap((type) => ids[type]().map((id) => ({ type, id })));
}

export function replaySubjects(
  index: FactIndex,
  subjects: readonly ReplayedSubject[],
  dates: readonly string[],
  buyers: readonly string[],
): readonly HistorySeries[] {
  const { parameters, methodology } = index;
  const days = dates.map((date) => {
    const facts = index.on(date);
    return { date, facts, register: new Register(facts, shippedRegister(index.data)) };
  });
  // Of one subject all days: most of what its score depends on is the same on the next.
  return subjects.flatMap(({ type, id }) =>
    buyers.map((buyer) => ({
      subject: { type, id, buyer },
      points: days.map(({ date, facts, register }) => {
        const figures = ((): Replayed | null => {
          if (type === 'element') return scoreElement(facts.element(id, { buyer }).inputs, parameters);
          const { inputs } =
            type === 'supplier' ? register.supplier(id, { buyer }) : register.country(id, { buyer });
          return scoreSupplier(inputs, parameters);
        })();
        return pointOf(date, figures, methodology.version);
      }),
    })),
  );
}

type Replayed = Omit<
  SupplierScore,
  'element' | 'elements' | 'new' | 'exposures' | 'controls' | 'weighed_by' | 'feed_named'
> &
  Partial<Pick<ElementScore, 'scarce' | 'scarce_now' | 'scarce_interval'>>;

function pointOf(as_of: string, figures: Replayed | null, methodology: string): HistoryPoint {
  if (figures === null)
    return {
      as_of,
      score: null,
      band: 'unknown',
      p05: null,
      p50: null,
      p95: null,
      now: null,
      scarce: null,
      scarce_now: null,
      scarce_p05: null,
      scarce_p95: null,
      state: null,
      may_begin: null,
      security: null,
      stage: null,
      drivers: {},
      methodology,
      origin: 'replayed',
      run_id: null,
    };
  const { now, scarce = null, scarce_now = null, interval, scarce_interval, stage } = figures;
  const ofScarce = scarce_interval === undefined ? null : publishedInterval(scarce_interval);
  const parts = publishedParts(figures);
  return {
    as_of,
    band: bandOf(parts.score),
    ...publishedInterval(interval),
    now: publishedScore(now),
    scarce: publishedScore(scarce),
    scarce_now: publishedScore(scarce_now),
    scarce_p05: ofScarce?.p05 ?? null,
    scarce_p95: ofScarce?.p95 ?? null,
    ...parts,
    stage,
    drivers: pointsByKind(pointsOf(figures, parts)),
    methodology,
    origin: 'replayed',
    run_id: null,
  };
}
