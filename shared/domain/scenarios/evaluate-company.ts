/** A company as it is and as a scenario has it, on the same points of what nobody knows. */
import type { Company } from '../companies/company.ts';
import {
  type CompanyWorld,
  causesWithin,
  isRated,
  materialsOf,
  money,
  type ScoredLine,
  scoreLine,
} from '../companies/company-results.ts';
import { figuresOfLines } from '../companies/joint.ts';
import { HORIZONS } from '../companies/line-score.ts';
import { type CompanyLine, linesOf } from '../companies/lines.ts';
import { expectedLoss } from '../companies/loss.ts';
import type { TierFigures } from '../method/causes.ts';
import type { MethodologyDocument, Parameters } from '../method/parameters.ts';
import { entryOf } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import { numbersBeforeAndAfter } from './assumptions.ts';
import { changedElement, stockOf } from './change-inputs.ts';
import { type ChangedScore, changeOf } from './evaluate-scenario.ts';
import type { ScenarioChanges, StopFacts } from './scenario.ts';

export type CompanyChange = ChangedScore &
  Readonly<{
    /** Null: at least one of the lines stops. */
    line: CompanyLine | null;
    /** The shortest time first; the last is that of the score. */
    within: readonly (Pick<ChangedScore, 'baseline' | 'scenario' | 'delta' | 'interval'> &
      Readonly<{
        days: number;
      }>)[];
    /** Money expected to be lost within the longest time; null unknown. */
    loss: Readonly<{ baseline: number; scenario: number; delta: number }> | null;
  }>;

type Side = Readonly<{
  lines: readonly ScoredLine[];
  parameters: Parameters;
}>;

/** Any of the lines first, then each in byte order. */
export function evaluateCompany(
  company: Company,
  world: CompanyWorld,
  changes: ScenarioChanges,
  facts: StopFacts,
  method: MethodologyDocument,
): readonly CompanyChange[] {
  const [parameters, changed] = numbersBeforeAndAfter(method, changes.parameters);
  const { lines } = linesOf(company, dayNumber(world.as_of), materialsOf(world.vocabulary));
  const after = changedWorld(world, changes, facts, changed);
  const before = { ...world, parameters };
  const scored = lines.map(
    (line) => [scoreLine(line, before), scoreLine(withOwnStock(line, changes), after)] as const,
  );
  const changeOfLines = (
    of: readonly (readonly [ScoredLine, ScoredLine])[],
    line: CompanyLine | null,
  ): CompanyChange => {
    const [from, to] = [
      { lines: of.map(([one]) => one).filter(isRated), parameters },
      { lines: of.map(([, one]) => one).filter(isRated), parameters: changed },
    ];
    const within = HORIZONS.map((days, place) => ({
      days,
      change: changeOf(figuresOf(from, place), figuresOf(to, place), facts),
    }));
    return {
      ...(within.at(-1)?.change as (typeof within)[number]['change']),
      ...{ line, stages: [], unchanged_because: null },
      within: within.map(({ days, change: { baseline, scenario, delta, interval } }) => ({
        days,
        baseline,
        scenario,
        delta,
        interval,
      })),
      loss: lossChange(lossOf(from), lossOf(to)),
    };
  };
  return [changeOfLines(scored, null), ...scored.map((pair) => changeOfLines([pair], pair[0].line))];
}

/** At least one of the lines stops; null without lines. */
const figuresOf = ({ lines, parameters }: Side, place: number): TierFigures | null => {
  const horizon = HORIZONS[place] as number;
  const causes = lines.map((line) => causesWithin(line, place));
  return lines.length === 0 ? null : figuresOfLines(causes, horizon, parameters);
};

/** Over lines whose money is known; null where it is of none. */
function lossOf({ lines, parameters }: Side): number | null {
  const last = HORIZONS.length - 1;
  const losses = lines.flatMap((line) => {
    const stake = causesWithin(line, last).money;
    const figures = figuresOf({ lines: [line], parameters }, last);
    return stake === null || figures === null ? [] : [expectedLoss(stake, figures)];
  });
  return losses.length === 0 ? null : losses.reduce((sum, loss) => sum + loss, 0);
}

function lossChange(from: number | null, to: number | null): CompanyChange['loss'] {
  if (from === null || to === null) return null;
  const [baseline, scenario] = [money(from), money(to)];
  return { baseline, scenario, delta: money(scenario - baseline) };
}

/** Suppliers keep their sites and chains: what stops there is in what reaches the elements. */
function changedWorld(
  world: CompanyWorld,
  changes: ScenarioChanges,
  facts: StopFacts,
  parameters: Parameters,
): CompanyWorld {
  const nations = new Map<string, ReturnType<CompanyWorld['nation']>>();
  return {
    ...world,
    parameters,
    nation: (element) =>
      entryOf(nations, element, () => {
        const of = world.nation(element);
        return of === null ? null : changedElement(of, changes, facts, parameters);
      }),
  };
}

/** Own stock changes where all that the line holds is meant. */
function withOwnStock(line: CompanyLine, { cover }: ScenarioChanges): CompanyLine {
  const { stock, elements } = line;
  if (stock.days === null) return line;
  const meant = cover.filter(
    ({ elements: named }) => named === null || elements.every(({ element }) => named.includes(element)),
  );
  return { ...line, stock: { ...stock, days: meant.reduce(stockOf, stock.days) } };
}
