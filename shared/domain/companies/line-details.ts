/** What makes a line differ from its country, and the dates ahead of it. */
import { scheduledSteps } from '../explanations/calendar.ts';
import type { Names } from '../explanations/document-context.ts';
import type { Chances } from '../method/element.ts';
import type { Measure } from '../method/measure.ts';
import { memoized } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import { publishedScore } from '../vocabulary/published-numbers.ts';
import type { Message } from '../vocabulary/score-document.ts';
import type { Company } from './company.ts';
import { type CompanyWorld, causesWithin, isRated, materialsOf, scoreLine } from './company-results.ts';
import { figuresOfLines } from './joint.ts';
import { HORIZONS } from './line-score.ts';
import { type CompanyLine, linesOf } from './lines.ts';

type Both = Pick<Chances, 'score' | 'scarce'>;

/** A day on which a control begins, returns or ends, with both chances of the line on it. */
export type LineStep = Readonly<{
  what: string;
  date: string;
  measures: readonly string[];
  description: Message;
  /** Null more than two years ahead. */
  if_in_force: Both | null;
  if_not: Both | null;
}>;

/** Both chances within the longest time of the country, then with own stock; own sources make them the line's. */
export type LineDetails = Readonly<{
  line: string;
  nation: Both;
  own_stock: Both;
  scheduled_steps: readonly LineStep[];
}>;

const LONGEST = HORIZONS.slice(-1);

function chancesOf(line: CompanyLine, sources: CompanyLine['sources'], world: CompanyWorld): Both | null {
  const scored = scoreLine(line, world, { stock_days: 0, sources }, LONGEST);
  if (!isRated(scored)) return null;
  return figuresOfLines([causesWithin(scored, 0)], LONGEST[0] as number, world.parameters);
}

const published = ({ score, scarce }: Both): Both => ({
  score: publishedScore(score),
  scarce: publishedScore(scarce),
});

export function lineDetails(company: Company, world: CompanyWorld, names: Names): readonly LineDetails[] {
  const { lines } = linesOf(company, dayNumber(world.as_of), materialsOf(world.vocabulary));
  return lines.flatMap((line) => {
    const withoutStock = { ...line, stock: { days: null, as_of: null } };
    const [nation, own_stock] = [chancesOf(withoutStock, [], world), chancesOf(line, [], world)];
    if (nation === null || own_stock === null) return [];
    return [
      {
        line: line.key,
        nation: published(nation),
        own_stock: published(own_stock),
        scheduled_steps: stepsOf(line, world, names),
      },
    ];
  });
}

/** A measure as it acts on one element of a line. */
type OfElement = Measure & Readonly<{ element: string }>;

function stepsOf(line: CompanyLine, world: CompanyWorld, names: Names): readonly LineStep[] {
  const measures = line.elements.flatMap(({ element }) =>
    (world.nation(element)?.measures ?? []).map((measure): OfElement => ({ ...measure, element })),
  );
  const counted = measures.filter(({ coverage }) => Object.values(coverage).some((part) => part > 0));
  const steps = scheduledSteps(
    { as_of: world.as_of, measures },
    counted.map(({ id }) => id),
    names,
    (changed) =>
      chancesOf(line, line.sources, {
        ...world,
        nation: memoized((element) => {
          const of = world.nation(element);
          const own = changed.measures.filter((measure) => measure.element === element);
          return of && { ...of, as_of: changed.as_of, measures: own };
        }),
      }),
  );
  return steps.flatMap(({ what, date, measures: ids, description_code, description_params, ...step }) => {
    const if_in_force = both(step.score_if_in_force, step.scarce_if_in_force);
    const if_not = both(step.score_if_not, step.scarce_if_not);
    if (if_in_force?.score === if_not?.score && if_in_force?.scarce === if_not?.scarce) return [];
    const description = { code: description_code, params: description_params };
    return [{ what, date, measures: [...new Set(ids)], description, if_in_force, if_not }];
  });
}

const both = (score: number | null, scarce: number | null): Both | null =>
  score === null || scarce === null ? null : { score, scarce };
