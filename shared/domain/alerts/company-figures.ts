/** Figures of a company that a rule may watch: chances in 100, and money. */
import type { Company } from '../companies/company.ts';
import type { CausePoints } from '../companies/company-results.ts';
import { driverLabel } from '../explanations/drivers.ts';
import { countryName, countryNames } from '../vocabulary/country-names.ts';
import { englishWith, message, NOTHING, rendered } from '../words/render.ts';
import {
  type AlertRule,
  type CompanyFigure,
  conditionsMet,
  isReached,
  type ScoreCondition,
} from './alert-rule.ts';

type Chances = Readonly<{
  within: readonly Readonly<{ days: number; score: number; scarce: number }>[];
  /** Of the score within the longest time. */
  causes: readonly CausePoints[];
}>;

export type WatchedResults = Readonly<{
  any:
    | (Chances &
        Readonly<{
          loss: Readonly<{
            mean: number;
            causes: readonly Readonly<{ id: string; money: number }>[];
          }> | null;
        }>)
    | null;
  lines: readonly (Chances &
    Readonly<{
      line: string;
      name: string;
      expected_loss: number | null;
    }>)[];
}>;

export type FigureOfRule = Pick<AlertRule, 'chance' | 'figure' | 'materials'>;

/** By its key or the beginning of it. */
export const isLineAsked = (materials: readonly string[] | null, key: string): boolean =>
  materials?.some((one) => `${key}:`.startsWith(`${one}:`)) ?? true;

/** Companies have both chances within some days. */
export const tierOf = ({ chance }: Pick<AlertRule, 'chance'>) => (chance === 'scarce' ? chance : 'score');

type Figure = Readonly<{
  /** Null: of the whole company. */
  line: Readonly<{ key: string; name: string }> | null;
  value: number;
  /** Points of the score, or money; none of scarcity. */
  causes: readonly CausePoints[];
}>;

/**
 * Known figures that a rule asks for: one for each line that `materials` names (null: all). The loss is the
 * whole company's where no material is named.
 */
export function figuresAsked(rule: FigureOfRule, { any, lines }: WatchedResults): readonly Figure[] {
  const { figure, materials } = rule;
  if (figure === null) return [];
  const of = tierOf(rule);
  const [kind, days] = figure.split('_');
  const chance = ({ within }: Chances): number | null =>
    within.find((one) => String(one.days) === days)?.[of] ?? null;
  const known = (
    line: Figure['line'],
    value: number | null | undefined,
    causes: readonly CausePoints[],
  ): readonly Figure[] =>
    value === null || value === undefined ? [] : [{ line, value, causes: of === 'score' ? causes : [] }];
  if (kind === 'any') return any === null ? [] : known(null, chance(any), any.causes);
  if (kind === 'expected' && materials === null)
    return known(
      null,
      any?.loss?.mean,
      any?.loss?.causes.map(({ id, money }) => ({ id, points: money })) ?? [],
    );
  return lines
    .filter(({ line }) => isLineAsked(materials, line))
    .flatMap((line) =>
      known(
        { key: line.line, name: line.name },
        kind === 'line' ? chance(line) : line.expected_loss,
        line.causes,
      ),
    );
}

export type CompanyNight = Readonly<{
  /** Versions of the company and its suppliers, and the method. */
  made_from: string;
  results: WatchedResults;
}>;

export type FigureMove = Readonly<{
  conditions: readonly ScoreCondition[];
  line: Figure['line'];
  before: number | null;
  after: number;
  causes: readonly Readonly<{ id: string; before: number; after: number }>[];
}>;

const CAUSES_TOLD = 5;

/**
 * The largest first. A move between figures from other versions or another method is no news: then only a
 * level that is reached counts.
 */
export function figureMoves(
  rule: AlertRule,
  before: CompanyNight | null,
  after: CompanyNight,
): readonly FigureMove[] {
  const known = new Map(
    (before === null ? [] : figuresAsked(rule, before.results)).map((figure) => [figure.line?.key, figure]),
  );
  const isNews = (condition: ScoreCondition): boolean =>
    condition === 'at_or_above' || before?.made_from === after.made_from;
  return figuresAsked(rule, after.results)
    .flatMap(({ line, value, causes }): FigureMove[] => {
      const was = known.get(line?.key);
      const conditions = metBy(rule, was?.value ?? null, value).filter(isNews);
      if (conditions.length === 0) return [];
      return [
        {
          conditions,
          line,
          before: was?.value ?? null,
          after: value,
          causes: differences(was?.causes ?? [], causes),
        },
      ];
    })
    .sort(
      (one, other) =>
        sizeOf(other) - sizeOf(one) || ((one.line?.key ?? '') < (other.line?.key ?? '') ? -1 : 1),
    );
}

const sizeOf = ({ before, after }: Pick<FigureMove, 'before' | 'after'>) => Math.abs(after - (before ?? 0));

function metBy(rule: AlertRule, before: number | null, after: number): readonly ScoreCondition[] {
  if (before === null) return isReached(rule.when, null, after) ? ['at_or_above'] : [];
  const judged = (score: number) => ({ score, p05: null, p95: null });
  return conditionsMet(rule, { before: judged(before), after: judged(after), by_cause: null }).met;
}

function differences(before: readonly CausePoints[], after: readonly CausePoints[]): FigureMove['causes'] {
  const [was, is] = [before, after].map((causes) => new Map(causes.map(({ id, points }) => [id, points])));
  const ids = [...new Set([...before, ...after].map(({ id }) => id))].sort();
  return ids
    .map((id) => ({ id, before: was?.get(id) ?? 0, after: is?.get(id) ?? 0 }))
    .sort((one, other) => sizeOf(other) - sizeOf(one) || other.after - one.after)
    .slice(0, CAUSES_TOLD);
}

const english = englishWith({
  country: (code) => countryName(code, countryNames('en')[code]),
  element: (symbol) => symbol,
});

/** At most 40 characters. */
export const causeTitle = (id: string): string => rendered(driverLabel(id), english);

export function figureSummary(
  figure: CompanyFigure,
  chance: 'score' | 'scarce',
  { line, before, after, causes }: Omit<FigureMove, 'conditions'>,
  { name, currency }: Pick<Company, 'name' | 'currency'>,
): string {
  const [kind, days = ''] = figure.split('_');
  const isLoss = kind === 'expected';
  const shown = (value: number): number | string => (isLoss ? Math.round(value).toLocaleString('en') : value);
  const prefix = isLoss ? 'figure_loss' : 'figure';
  const moved =
    before === null
      ? message(`${prefix}_first`, { after: shown(after) })
      : message(`${prefix}_moved`, { before: shown(before), after: shown(after) });
  const [most] = causes;
  const of = line === null ? 'any' : 'line';
  const code = isLoss ? (`figure_${of}_loss` as const) : (`figure_${of}_${chance}` as const);
  const said = message(code, {
    company: name,
    line: line?.name ?? '',
    days,
    moved,
    currency: currency === null ? NOTHING : message('figure_currency', { currency }),
    cause: most === undefined ? NOTHING : message('figure_cause', { label: driverLabel(most.id) }),
  });
  return rendered(said, english);
}
