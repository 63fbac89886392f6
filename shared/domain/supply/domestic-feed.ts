/** Effective shares of all stages of an element. Domestic output made from foreign goods is counted with the origins of these goods. */

import type { DomesticFeed, Methodology } from '../vocabulary/methodology.ts';
import type { CountryCode, ElementInputs, Stage } from '../vocabulary/scoring-inputs.ts';
import { asValue, type DrawnShares, type DrawnTables, type PreparedShares, prepareShares } from './effective-shares.ts';
import type { ElementTables } from './element-tables.ts';

/** Prepares the shares of the stages that have world shares. */
export function prepareSharesByStage(
  { element, buyer }: Pick<ElementInputs, 'element' | 'buyer'>,
  { stages }: ElementTables,
  methodology: Methodology,
): ReadonlyMap<Stage, PreparedShares> {
  const shares = new Map<Stage, PreparedShares>();
  for (const { stage, inputs, ...tables } of stages) {
    const own = prepareShares(inputs, tables, buyer, methodology, stage);
    const rules = methodology.parameters.domestic_feed ?? [];
    const feed = rules.find((one) => one.stage === stage && one.elements.includes(element));
    const source = feed === undefined ? undefined : feed.from === stage ? own : shares.get(feed.from);
    const moved = (of: PreparedShares, rule: DomesticFeed): PreparedShares =>
      onForeignFeed(own, of, rule.dependency, rules.indexOf(rule), rule.from === stage);
    shares.set(stage, source === undefined || feed === undefined ? own : moved(source, feed));
  }
  return shares;
}

const NOTHING = new Float64Array(0);

/**
 * The part of domestic output that lives on foreign feed moves to the origins of the feed. Feed of an earlier stage may also be the buyer's
 * own or recycled, as its supply there is; what is bought at the same stage is foreign.
 */
function onForeignFeed(
  own: PreparedShares,
  feeding: PreparedShares,
  statedDependency: number,
  rule: number,
  sameStage: boolean,
): PreparedShares {
  const origins: readonly CountryCode[] = [...new Set([...own.origins, ...feeding.origins])].sort();
  const ownAt = origins.map((origin) => own.origins.indexOf(origin));
  const sourceAt = origins.map((origin) => feeding.origins.indexOf(origin));
  const drawn: DrawnShares = { a: new Float64Array(origins.length), world: new Float64Array(origins.length), domestic: 0, secondary: 0 };
  let moved = false;
  const draw = (tables: DrawnTables): DrawnShares | null => {
    const dependency = tables.feedDependencies?.[rule] ?? statedDependency;
    const shares = own.draw(tables);
    if (shares === null) return null;
    let foreign = 0;
    const source = (sameStage ? shares : feeding.draw(tables))?.a ?? NOTHING;
    for (let index = 0; index < source.length; index++) foreign += source[index] as number;
    moved = foreign > 0 && shares.domestic > 0;
    for (let index = 0; index < origins.length; index++) {
      const here = ownAt[index] as number;
      const there = sourceAt[index] as number;
      const a = here < 0 ? 0 : (shares.a[here] as number);
      const part = moved && there >= 0 ? (source[there] as number) / (sameStage ? foreign : 1) : 0;
      drawn.a[index] = a + shares.domestic * dependency * part;
      drawn.world[index] = here < 0 ? 0 : (shares.world[here] as number);
    }
    drawn.domestic = moved ? shares.domestic * (1 - dependency * (sameStage ? 1 : foreign)) : shares.domestic;
    drawn.secondary = shares.secondary;
    return drawn;
  };
  const effective: PreparedShares['effective'] = (tables) => {
    const shares = draw(tables);
    // Origins of the feed that nothing moved to are no origins of the buyer.
    return moved ? asValue(origins, shares) : own.effective(tables);
  };
  return { origins, draw, effective };
}
