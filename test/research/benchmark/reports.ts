/**
 * The places at which forecasts meet what buyers reported: thirty days after a control for the year that
 * follows, and each quarter of it by itself.
 */
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import type { FactIndex } from '#domain/method/facts.ts';
import { hitsBuyer } from '#domain/method/measure.ts';
import {
  firstDayOfQuarter,
  nextQuarter,
  quartersBetween,
  type ShortageState,
  shortageState,
  worstOf,
} from '#domain/outcomes/shortage-states.ts';
import { type DayNumber, dayNumber, isoDate, lastDayOf } from '#domain/time/calendar.ts';

/** A row of docs/benchmark/reported.csv; `stop` and `scarce` are 1 or 0. */
export interface ReportedRow extends Readonly<Record<string, string | number>> {
  readonly control: string;
  /** Control and group of goods: what weighs 1. */
  readonly event: string;
  readonly element: string;
  readonly buyer: string;
  readonly as_of: string;
  readonly horizon_days: number;
  readonly stop: 0 | 1;
  readonly scarce: 0 | 1;
  /** Newest state of the year before, by reports known on the day; `unknown` without one. */
  readonly before: ShortageState;
  /** 1: magnets, or another good of the Chinese list of April 2025. */
  readonly heavy: 0 | 1;
  /** Largest part of world supply that a country with a control on the pair makes. */
  readonly share: number;
}

/** First days in force of the controls of the register whose buyers were followed. */
const STARTS: Readonly<Record<string, string>> = {
  RE_QUOTA_2010: '2010-07-08',
  GAGE_2023: '2023-08-01',
  C_2023: '2023-12-01',
  SB_2024: '2024-09-15',
  USBAN_2024: '2024-12-03',
  FIVE_2025: '2025-02-04',
  CO_2025: '2025-02-22',
  HRE_2025: '2025-04-04',
  RE_OCT_2025: '2025-10-09',
  JPN_2026: '2026-01-06',
};
const BUYERS = ['EUU', 'JPN', 'KOR', 'TWN', 'USA'];
const MAGNETS = ['Dy', 'Nd', 'Tb'];
const HEAVY = ['magnets', 'Gd', 'Lu', 'Sc', 'Sm', 'Y'];
const YEAR = 365;
const SETTLED = 30;

/** Rare earths fell together in 2010, and magnets since then are one good. */
function eventOf(control: string, element: string): string {
  if (control === 'RE_QUOTA_2010') return `${control} REE`;
  return `${control} ${MAGNETS.includes(element) ? 'magnets' : element}`;
}

/** All places, years first; `judged` are the rows of docs/benchmark/shortage-states.csv. */
export function reportedRows(
  index: FactIndex,
  judged: readonly Readonly<Record<string, string>>[],
): readonly ReportedRow[] {
  const expanded = judged.flatMap((row) =>
    (row.buyer === 'ALL' ? BUYERS : [row.buyer as string]).map((buyer) => ({
      control: row.control as string,
      element: row.element as string,
      buyer,
      quarter: row.quarter as string,
      state: row.state as ShortageState,
    })),
  );
  const states = new Map(
    expanded
      .filter(({ state }) => state !== 'unknown')
      .map(({ element, buyer, quarter, state }) => [`${element} ${buyer} ${quarter}`, state]),
  );
  const row = (
    {
      control,
      element,
      buyer,
    }: { readonly control: string; readonly element: string; readonly buyer: string },
    day: DayNumber,
    horizon_days: number,
  ): readonly ReportedRow[] => {
    const state = worstOf(
      quartersBetween(day + 1, day + horizon_days).map(
        (quarter) => states.get(`${element} ${buyer} ${quarter}`) ?? 'unknown',
      ),
    );
    const as_of = isoDate(day);
    const facts = index.on(as_of);
    // A control that was read of late hit all the same.
    const shares = index
      .on(isoDate(day + horizon_days))
      .measures(element)
      .filter(({ targets }) => hitsBuyer(targets, buyer))
      .flatMap(({ origins }) => origins.map((origin) => facts.largestShare(element, origin)));
    if (state === 'unknown' || shares.length === 0) return [];
    const known = index.data.shortages.filter(({ known_from }) => lastDayOf(known_from) <= day);
    const before = quartersBetween(day - YEAR, day)
      .map((quarter) =>
        [buyer, 'ALL']
          .map((of) => shortageState(known, { element, buyer: of, quarter }, JUDGING_RULES[0]))
          .find((found) => found !== 'unknown'),
      )
      .findLast((found) => found !== undefined);
    const event = eventOf(control, element);
    return [
      {
        control,
        event,
        element,
        buyer,
        as_of,
        horizon_days,
        stop: state === 'yes' ? 1 : 0,
        scarce: state === 'no' ? 0 : 1,
        before: before ?? 'unknown',
        heavy: HEAVY.includes(event.slice(control.length + 1)) ? 1 : 0,
        share: Number(Math.max(...shares).toPrecision(3)),
      },
    ];
  };
  const followed = expanded.filter(({ control }) => STARTS[control] !== undefined);
  const pairs = new Map(followed.map((of) => [`${of.control} ${of.element} ${of.buyer}`, of]));
  const startOf = ({ control }: { readonly control: string }) => dayNumber(STARTS[control] as string);
  return [
    ...[...pairs.values()].flatMap((pair) => row(pair, startOf(pair) + SETTLED, YEAR)),
    ...followed.flatMap((pair) => {
      const first = firstDayOfQuarter(pair.quarter);
      const day = Math.max(first, startOf(pair));
      const last = firstDayOfQuarter(nextQuarter(pair.quarter)) - 1;
      return pair.state === 'unknown' ? [] : row(pair, day, last - day);
    }),
  ];
}
