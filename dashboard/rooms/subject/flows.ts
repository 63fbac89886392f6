/** What flows from mine to buyer, worked out from shares and from who is known to feed whom. */

type Stage = Readonly<{
  stage: string;
  score: number | null;
  shares: Readonly<Record<string, number>>;
  domestic: number | null;
  recycled: number | null;
}>;

type Feed = Readonly<{
  from_stage: string;
  from: string;
  stage: string;
  to: string;
}>;

/** An origin at a step. `part`: of what passes there, 0 to 1. */
export type Origin = Readonly<{
  id: string;
  layer: number;
  /** Code of a country, `OTH` for those that are too small to draw, `recycled`. */
  origin: string;
  part: number;
  /**
   * Score of the step, 0 to 100, on its largest foreign origin, which carries it; null: another
   * one, or unknown.
   */
  carries: number | null;
}>;

export type Flow = Readonly<{
  source: string;
  target: string;
  value: number;
  isKnown: boolean;
}>;

/** Origins below this part stand together. */
const SMALLEST = 0.02;
const RECYCLED = 'recycled';
const NOTHING = 1e-9;

/** Origins of a step, largest first, then those that are small, then what is recycled; together 1. */
function originsOf(stage: Stage, layer: number, buyer: string): readonly Origin[] {
  const own = stage.domestic ?? 0;
  const parts = new Map(Object.entries(stage.shares).filter(([, part]) => part > 0));
  if (own > 0) parts.set(buyer, (parts.get(buyer) ?? 0) + own);
  const total = [...parts.values()].reduce((sum, part) => sum + part, stage.recycled ?? 0);
  const large = [...parts]
    .filter(([origin, part]) => origin !== 'OTH' && part / total >= SMALLEST)
    .sort((one, other) => other[1] - one[1]);
  const rest = [...parts]
    .filter(([origin]) => !large.some(([named]) => named === origin))
    .reduce((sum, [, part]) => sum + part, 0);
  const carrier = large.find(([origin]) => origin !== buyer)?.[0];
  return [...large, ['OTH', rest] as const, [RECYCLED, stage.recycled ?? 0] as const]
    .filter(([, part]) => part / total > NOTHING)
    .map(([origin, part]) => ({
      id: `${stage.stage} ${origin}`,
      layer,
      origin,
      part: part / total,
      carries: origin === carrier ? stage.score : null,
    }));
}

/**
 * What flows between two steps: first where it is known who feeds whom, as much as both have; the rest in
 * proportion.
 */
function between(
  from: readonly Origin[],
  to: readonly Origin[],
  isKnown: (from: Origin, to: Origin) => boolean,
): readonly Flow[] {
  const given = new Map(from.map(({ id, part }) => [id, part]));
  const needed = new Map(to.map(({ id, part }) => [id, part]));
  const flows = new Map<string, Flow>();
  const send = (source: string, target: string, value: number, known: boolean): void => {
    if (value <= NOTHING) return;
    const key = `${source} > ${target}`;
    flows.set(key, { source, target, value: value + (flows.get(key)?.value ?? 0), isKnown: known });
    given.set(source, (given.get(source) ?? 0) - value);
    needed.set(target, (needed.get(target) ?? 0) - value);
  };
  for (const source of from)
    for (const target of to)
      if (isKnown(source, target))
        send(source.id, target.id, Math.min(given.get(source.id) ?? 0, needed.get(target.id) ?? 0), true);
  const rest = [...needed.values()].reduce((sum, part) => sum + part, 0);
  const left = from.map(({ id }) => [id, given.get(id) ?? 0] as const);
  const open = to.map(({ id }) => [id, needed.get(id) ?? 0] as const);
  if (rest > NOTHING)
    for (const [source, part] of left)
      for (const [target, need] of open)
        send(source, target, (part * need) / rest, flows.get(`${source} > ${target}`)?.isKnown ?? false);
  return [...flows.values()];
}

/**
 * The chain of an element as a graph in which as much goes into each origin as comes out of it. The last
 * layer is the buyer.
 */
export function chainOf(stages: readonly Stage[], feeds: readonly Feed[], buyer: string) {
  const columns = stages.map((stage, layer) => originsOf(stage, layer, buyer));
  const end: Origin = { id: 'buyer', layer: stages.length, origin: buyer, part: 1, carries: null };
  const flows = columns.flatMap((origins, layer) => {
    const next = columns[layer + 1];
    if (next === undefined)
      return origins.map(({ id, part }) => ({ source: id, target: end.id, value: part, isKnown: true }));
    const [here, there] = [stages[layer]?.stage, stages[layer + 1]?.stage];
    return between(origins, next, (source, target) =>
      feeds.some(
        (feed) =>
          feed.from_stage === here &&
          feed.stage === there &&
          feed.from === source.origin &&
          feed.to === target.origin,
      ),
    );
  });
  return { origins: [...columns.flat(), end], flows };
}
