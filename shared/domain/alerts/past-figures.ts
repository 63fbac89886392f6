/** Figures of a company on a day of the past, each worked out alone: a year of them is much work. */
import type { Company } from '../companies/company.ts';
import {
  type CompanyWorld,
  causesWithin,
  isRated,
  materialsOf,
  money,
  scoreLine,
} from '../companies/company-results.ts';
import { figuresOfLines, jointFigures } from '../companies/joint.ts';
import { HORIZONS } from '../companies/line-score.ts';
import { type CompanyLine, linesOf } from '../companies/lines.ts';
import { expectedLoss } from '../companies/loss.ts';
import { dayNumber } from '../time/calendar.ts';
import { publishedScore } from '../vocabulary/published-numbers.ts';
import { type FigureOfRule, isLineAsked, tierOf } from './company-figures.ts';

/** Of a line, or of the whole company; null: it was not known. */
type PastFigure = Readonly<{
  line: string | null;
  value: number | null;
}>;

export const linesBehind = (
  { materials }: FigureOfRule,
  company: Company,
  world: Pick<CompanyWorld, 'as_of' | 'vocabulary'>,
): readonly CompanyLine[] =>
  linesOf(company, dayNumber(world.as_of), materialsOf(world.vocabulary)).lines.filter(({ key }) =>
    isLineAsked(materials, key),
  );

/** As results of the day would have them. */
export function pastFigures(
  rule: FigureOfRule,
  company: Company,
  world: CompanyWorld,
): readonly PastFigure[] {
  const [kind, days] = (rule.figure ?? '').split('_');
  const horizon = HORIZONS.find((one) => String(one) === days) ?? (HORIZONS.at(-1) as number);
  const { parameters } = world;
  const tier = tierOf(rule);
  const scored = linesBehind(rule, company, world).map((line) =>
    scoreLine(line, world, undefined, [horizon]),
  );
  const causes = scored.map((line) => (isRated(line) ? causesWithin(line, 0) : null));
  const rated = causes.filter((line) => line !== null);
  if (kind === 'any')
    return [
      {
        line: null,
        value: rated.length === 0 ? null : publishedScore(jointFigures(rated, horizon, parameters)[tier]),
      },
    ];
  const figures = scored.map(({ line }, index) => {
    const of = causes[index] ?? null;
    const figure = of === null ? null : figuresOfLines([of], horizon, parameters);
    if (figure === null) return { line: line.key, value: null };
    if (kind === 'line') return { line: line.key, value: publishedScore(figure[tier]) };
    return { line: line.key, value: of?.money == null ? null : expectedLoss(of.money, figure) };
  });
  if (kind === 'line') return figures;
  if (rule.materials !== null)
    return figures.map(({ line, value }) => ({ line, value: value === null ? null : money(value) }));
  const known = figures.flatMap(({ value }) => value ?? []);
  return [
    { line: null, value: known.length === 0 ? null : money(known.reduce((sum, value) => sum + value, 0)) },
  ];
}
