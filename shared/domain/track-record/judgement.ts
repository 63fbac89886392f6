import * as z from 'zod';
import { entryOf } from '../numbers/memoized.ts';
import {
  firstDayOfQuarter,
  nextQuarter,
  quartersBetween,
  type Report,
  reportsOf,
  type ShortageState,
  shortageState,
  worstOf,
} from '../outcomes/shortage-states.ts';
import { type DayNumber, dayNumber, firstDayOf, isoDate, lastDayOf } from '../time/calendar.ts';
import type { Frozen } from '../vocabulary/frozen.ts';
import { SHORTAGE_KINDS } from '../vocabulary/reference-data.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { type ChainLink, windowOf, windowSchema } from './chain.ts';
import { count, day, type ForecastSheet, sha256Schema } from './forecast-sheet.ts';
import { FORECAST_OUTCOMES, type ForecastOutcome, type JudgingRules } from './judging-rules.ts';
import type { OutcomeRecord, Pair } from './outcome-record.ts';

/** The judgement of one published run: what was forecast, and what happened. Made once, and never again. */

export type JudgedForecast = Readonly<{
  id: string;
  buyer: string;
  /** Percent as published; null: there was none. */
  forecast: Readonly<Record<ForecastOutcome, number | null>>;
  verdicts: PairOutcome['verdicts'];
  events: PairOutcome['events'];
}>;

/** Of windows with a known outcome. */
const baseRate = z
  .strictObject({
    share: z.number().nullable().describe('0 to 1; null where no window was over.'),
    windows: count,
  })
  .describe('How often the outcome came in windows that were over on `as_of`.');
type BaseRate = Frozen<z.infer<typeof baseRate>>;

const { run_id, closes, judged_from } = windowSchema.shape;

/** `judged_by`: the run whose facts the outcomes were read from. */
export const judgedRunSchema = z.strictObject({
  run_id,
  as_of: day,
  closes,
  judged_from,
  rules_sha256: sha256Schema,
  judged_by: z.strictObject({ run_id, as_of: day, inputs_sha256: sha256Schema }),
  base_rates: z.strictObject({ score: baseRate, scarce: baseRate }),
});
export type JudgedRun = Frozen<z.infer<typeof judgedRunSchema>>;

export type Judgement = JudgedRun &
  Readonly<{
    sequence: number;
    link_sha256: string;
    forecasts: readonly JudgedForecast[];
  }>;

export type JudgeInputs = Readonly<{
  link: ChainLink;
  sheets: readonly ForecastSheet[];
  record: OutcomeRecord;
  rules: JudgingRules;
  judgedBy: Judgement['judged_by'];
}>;

/**
 * Judges the forecasts of elements; pairs that the record does not have are unknown. RangeError when the
 * record was made by other rules.
 */
export function judgementOf({ link, sheets, record, rules, judgedBy }: JudgeInputs): Judgement {
  if (record.rules_version !== rules.version)
    throw new RangeError(
      `run ${link.run_id} is judged by rules ${rules.version}, and the outcome record is of ${record.rules_version}`,
    );
  const opens = dayNumber(link.as_of);
  const judge = reportJudge(record.reports, opens + link.horizon_days + rules.judging_lag_days, rules);
  const recorded = new Set(record.pairs.map(({ element, buyer }) => `${element} ${buyer}`));
  return {
    run_id: link.run_id,
    sequence: link.sequence,
    link_sha256: link.sha256,
    as_of: link.as_of,
    ...windowOf(link, rules),
    rules_sha256: link.rules_sha256,
    judged_by: judgedBy,
    base_rates: baseRates(link, record, rules),
    forecasts: sheets
      .filter(({ subject_type }) => subject_type === 'element')
      .flatMap(({ buyer, forecasts }) =>
        forecasts.map(({ id, score, scarce }) => ({
          id,
          buyer,
          forecast: { score, scarce },
          ...(recorded.has(`${id} ${buyer}`)
            ? judge({ element: id, buyer }, opens, link.horizon_days)
            : NOT_RECORDED),
        })),
      ),
  };
}

const NOT_RECORDED: PairOutcome = { verdicts: { score: 'unknown', scarce: 'unknown' }, events: [] };

function monthlyOrigins(first: IsoDate, last: IsoDate): readonly number[] {
  const origins: number[] = [];
  for (let month = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1; ; month++) {
    const day = dayNumber(`${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
    if (day > dayNumber(last)) return origins;
    origins.push(day);
  }
}

/**
 * The constant that a forecast has to beat: how often each outcome came in windows that could be judged by
 * its day.
 */
export function baseRates(
  { as_of, horizon_days }: Pick<ChainLink, 'as_of' | 'horizon_days'>,
  record: OutcomeRecord,
  rules: JudgingRules,
): Judgement['base_rates'] {
  const lastOrigin = dayNumber(as_of) - horizon_days - rules.judging_lag_days;
  const origins = monthlyOrigins(rules.benchmark_since, isoDate(lastOrigin));
  const judge = reportJudge(record.reports, dayNumber(as_of), rules);
  const verdicts = record.pairs.flatMap((pair) =>
    origins.map((day) => judge(pair, day, horizon_days).verdicts),
  );
  return Object.fromEntries(
    FORECAST_OUTCOMES.map((outcome) => [
      outcome,
      shareOfHappened(verdicts.map((verdict) => verdict[outcome])),
    ]),
  ) as Judgement['base_rates'];
}

function shareOfHappened(verdicts: readonly OutcomeVerdict[]): BaseRate {
  const known = verdicts.filter((verdict) => verdict !== 'unknown');
  const happened = known.filter((verdict) => verdict === 'happened').length;
  return { share: known.length === 0 ? null : happened / known.length, windows: known.length };
}

/** Unknown is missing, never no. */
export type OutcomeVerdict = 'happened' | 'did_not_happen' | 'unknown';

/** That decided an outcome. */
export const decidingReportSchema = z.strictObject({
  id: z.string(),
  day: day.describe('Day from which it speaks.'),
  kind: z.enum(SHORTAGE_KINDS),
});
type DecidingReport = Frozen<z.infer<typeof decidingReportSchema>>;

/** For one element and buyer after a day. */
export type PairOutcome = Readonly<{
  verdicts: Readonly<Record<ForecastOutcome, OutcomeVerdict>>;
  events: readonly DecidingReport[];
}>;

const VERDICTS: Readonly<Record<ShortageState, PairOutcome['verdicts']>> = {
  yes: { score: 'happened', scarce: 'happened' },
  partly: { score: 'did_not_happen', scarce: 'happened' },
  no: { score: 'did_not_happen', scarce: 'did_not_happen' },
  unknown: NOT_RECORDED.verdicts,
};

type JudgedQuarter = Readonly<{
  state: ShortageState;
  reports: readonly Report[];
}>;

/** By the reports that were public on a day: the worst of whole quarters. */
export function reportJudge(
  reports: readonly Report[],
  knownOn: DayNumber,
  rules: JudgingRules,
): (pair: Pair, opens: DayNumber, horizonDays: number) => PairOutcome {
  const known = reports.filter(({ known_from }) => lastDayOf(known_from) <= knownOn);
  const byElement = new Map<string, readonly Report[]>();
  const ofElement = (element: string): readonly Report[] =>
    entryOf(byElement, element, () => known.filter(({ elements }) => elements.includes(element)));
  const byQuarter = new Map<string, JudgedQuarter>();
  const judgedQuarter = ({ element, buyer }: Pair, quarter: string): JudgedQuarter =>
    entryOf(byQuarter, `${element} ${buyer} ${quarter}`, () => {
      for (const asker of [buyer, 'ALL']) {
        const asked = { element, buyer: asker, quarter };
        const state = shortageState(ofElement(element), asked, rules);
        if (state !== 'unknown') return { state, reports: reportsOf(ofElement(element), asked, rules) };
      }
      return { state: 'unknown', reports: [] };
    });
  return (pair, opens, horizonDays) => {
    const judged = quartersBetween(opens, opens + horizonDays)
      .filter(
        (quarter) =>
          firstDayOfQuarter(quarter) >= opens &&
          firstDayOfQuarter(nextQuarter(quarter)) - 1 <= opens + horizonDays,
      )
      .map((quarter) => judgedQuarter(pair, quarter));
    const decided = new Map(judged.flatMap(({ reports: of }) => of.map((report) => [report.id, report])));
    return {
      verdicts: VERDICTS[worstOf(judged.map(({ state }) => state))],
      events: [...decided.values()]
        .map(({ id, begins, known_from, kind }) => ({
          id,
          day: isoDate(firstDayOf(begins ?? known_from)),
          kind,
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  };
}
