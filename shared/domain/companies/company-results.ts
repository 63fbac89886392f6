/**
 * The figures of a company in a run: its lines, any of them, what it watches, and what of it counts in no
 * figure.
 */
import { type PublishedParts, pointsOf, publishedParts } from '../explanations/drivers.ts';
import { type Spread, spreadOf } from '../explanations/spread.ts';
import type { ScoreFigures, TierFigures } from '../method/causes.ts';
import type { ElementInputs } from '../method/element.ts';
import type { Parameters } from '../method/parameters.ts';
import {
  feedsOnlyItself,
  type SupplierInputs,
  type SupplierScore,
  scoreSupplier,
} from '../method/supplier.ts';
import { entryOf, memoized } from '../numbers/memoized.ts';
import { dayNumber } from '../time/calendar.ts';
import {
  publishedDays,
  publishedInterval,
  publishedScore,
  roundTo,
} from '../vocabulary/published-numbers.ts';
import type { Interval, Message } from '../vocabulary/score-document.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { listed, message } from '../words/render.ts';
import {
  type AlternativeSupplier,
  alternativeSuppliers,
  type ListedSupplier,
  wantedBy,
} from './alternatives.ts';
import type { Company } from './company.ts';
import {
  HEDGE_TERMS,
  type Hedge,
  type HedgedLine,
  type Hedges,
  hedgesOf,
  type Purchase,
  type Source,
} from './hedges.ts';
import { figuresOfLines, type LineCauses } from './joint.ts';
import { HORIZONS, type LineElementScore, type LineFigures, scoreLineElement } from './line-score.ts';
import { type CompanyLine, linesOf, type RowGap } from './lines.ts';
import { type LossFigures, lossFigures } from './loss.ts';
import { type MaterialProblem, type MaterialVocabulary, resolveMaterial } from './materials.ts';

/** The score that a run has published of a subject. */
export type PublishedFigure = Readonly<{
  name: string;
  score: number | null;
  /** Null of suppliers. */
  scarce: number | null;
  interval: Interval | null;
}>;

/** What a run knows, for the country and the end use of a company. */
export type CompanyWorld = Readonly<{
  as_of: string;
  parameters: Parameters;
  vocabulary: MaterialVocabulary;
  /** Inputs of an element, the same object each time; null: it is not rated. */
  nation: (element: string) => ElementInputs | null;
  /** Shipped, or of the client's own. */
  supplier: (id: string) => SupplierInputs | null;
  /** Its id where it has no name. */
  supplierName: (id: string) => string;
  /** Political stability; null unknown. */
  pv: (country: CountryCode) => number | null;
  published: (type: 'element' | 'supplier', id: string) => PublishedFigure | null;
  catalogue: readonly ListedSupplier[];
}>;

export type CausePoints = Readonly<{
  id: string;
  points: number;
}>;

type Within = Readonly<{
  days: number;
  score: number;
  interval: Interval;
  scarce: number;
  scarce_interval: Interval;
  expected_days: number;
}>;

export type ElementResult = Readonly<{
  element: string;
  /**
   * Of the stage that is bought; `nation`: the chances without own stock and sources. Empty where the element
   * is not rated.
   */
  within: readonly (Within &
    Readonly<{
      stage: string;
      nation: number;
      nation_scarce: number;
    }>)[];
  cover: LineElementScore['cover'] | null;
  /**
   * Suppliers among the sources of whom it is not known that they deliver it: the nation supplies their part.
   */
  open_sources: readonly string[];
  /** Suppliers without a site at the stage: their country supplies their part. */
  country_sources: readonly string[];
  /** Both chances on the day; null where the element is not rated. */
  now: number | null;
  scarce_now: number | null;
  alternatives: readonly AlternativeSupplier[];
}>;

export type LineResult = Pick<
  CompanyLine,
  'name' | 'stage' | 'unit' | 'needs' | 'quantity' | 'spend' | 'revenue_at_stake' | 'stock' | 'sources'
> &
  Readonly<{
    line: string;
    /** It stops if one of its elements is missing. Empty where none is rated. */
    within: readonly Within[];
    /** What the chance within the longest time may be, and what it is made of; null where none is rated. */
    spread: (Spread & Omit<PublishedParts, 'score'>) | null;
    /** Of the longest time, most points first. */
    causes: readonly CausePoints[];
    /** Of the money at stake within the longest time; null where it is unknown. */
    expected_loss: number | null;
    elements: readonly ElementResult[];
  }>;

/** What of the company counts in no figure, or was not understood whole. */
export type Remark = Readonly<{
  pointer: string;
  reason:
    | MaterialProblem['reason']
    | Exclude<RowGap['gap'], object>
    | 'doubt'
    | 'not_rated'
    | 'not_made'
    | 'country_source'
    | 'closed_loop'
    | 'no_origin'
    | 'unknown_supplier'
    | 'unknown_watch';
  detail: Message;
  suggestions: readonly string[];
}>;

export type CompanyResults = Readonly<{
  any: Readonly<{
    within: readonly Within[];
    causes: readonly CausePoints[];
    loss:
      | (Pick<LossFigures, 'mean' | 'p50' | 'p90' | 'p95' | 'p99'> &
          Readonly<{
            /** Needs whose money at stake is unknown. */
            left_out: number;
            chance: number;
            causes: readonly Readonly<{ id: string; money: number }>[];
          }>)
      | null;
  }> | null;
  lines: readonly LineResult[];
  watch: readonly (PublishedFigure &
    Readonly<{
      type: 'element' | 'supplier';
      id: string;
    }>)[];
  listings: readonly Readonly<{
    supplier_id: string;
    lines: readonly string[];
    summary: Message;
  }>[];
  remarks: readonly Remark[];
  /** Of the suppliers among the sources, by id. */
  supplier_names: Readonly<Record<string, string>>;
}>;

export type ScoredLine = Readonly<{
  line: CompanyLine;
  scores: ReadonlyMap<string, LineElementScore | null>;
}>;

/** Draws of luck begin here: the same company in the same world loses the same. */
const SEED = 1;

export const money = (value: number): number => roundTo(value, 2);

function withinOf(days: number, figures: TierFigures): Within {
  return {
    days,
    score: publishedScore(figures.score),
    interval: publishedInterval(figures.interval),
    scarce: publishedScore(figures.scarce),
    scarce_interval: publishedInterval(figures.scarce_interval),
    expected_days: publishedDays(figures.expected_days) as number,
  };
}

function causesOf(figures: ScoreFigures): readonly CausePoints[] {
  return mostFirst(
    Object.entries(pointsOf(figures, publishedParts(figures))).map(([id, points]) => ({ id, points })),
  );
}

function spreadWithParts(figures: ScoreFigures): LineResult['spread'] {
  const { state, may_begin, security } = publishedParts(figures);
  return { ...spreadOf(figures), state, may_begin, security };
}

const mostFirst = <T extends Readonly<{ id: string; points: number }>>(causes: readonly T[]): readonly T[] =>
  causes.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));

/** Reads the materials of a company, each text once. */
export const materialsOf = (vocabulary: MaterialVocabulary) =>
  memoized((text: string) => resolveMaterial(text, vocabulary));

/** A line of a company, each element scored with its stock and sources, and what it would have beside. */
export function scoreLine(
  line: CompanyLine,
  world: CompanyWorld,
  { sources, stock_days }: Purchase = { stock_days: 0, sources: line.sources },
  horizons = HORIZONS,
): ScoredLine {
  const suppliers = Object.fromEntries(
    sources.flatMap(({ supplier_id: id }) => {
      const inputs = id === null ? null : world.supplier(id);
      return inputs === null ? [] : [[inputs.supplier, inputs] as const];
    }),
  );
  const pv = Object.fromEntries(
    sources.flatMap(({ country }) => (country === null ? [] : [[country, world.pv(country)] as const])),
  );
  const score = (element: string): LineElementScore | null => {
    const nation = world.nation(element);
    if (nation === null) return null;
    const stock = { cover_days: line.stock.days, more_days: stock_days };
    const of = { nation, stage: line.stage, ...stock, sources, suppliers, pv };
    return scoreLineElement(of, world.parameters, horizons);
  };
  return { line, scores: new Map(line.elements.map(({ element }) => [element, score(element)])) };
}

/** What may stop a line within one of the times that it was scored for, by its place among them. */
export const causesWithin = ({ line, scores }: ScoredLine, place: number): LineCauses => ({
  id: line.key,
  elements: Object.fromEntries(
    [...scores].flatMap(([element, score]) =>
      score === null ? [] : [[element, (score.within[place] as LineFigures).causes]],
    ),
  ),
  money: line.at_stake.value,
});

export const isRated = ({ scores }: ScoredLine): boolean =>
  [...scores.values()].some((score) => score !== null);

const supplierScores = new WeakMap<SupplierInputs, SupplierScore | null>();

/**
 * Score of a supplier for one of its elements, at the worst stage where its stages count by themselves; null:
 * it delivers none to the buyer.
 */
function scoreOfElement(
  element: string,
  supplier: SupplierInputs | null,
  parameters: Parameters,
): number | null {
  const scored =
    supplier === null ? null : entryOf(supplierScores, supplier, () => scoreSupplier(supplier, parameters));
  const scores =
    scored?.elements.filter((of) => of.element === element).map(({ score }) => publishedScore(score)) ?? [];
  return scores.length === 0 ? null : Math.max(...scores);
}

function elementResult(
  element: string,
  score: LineElementScore | null,
  line: CompanyLine,
  world: CompanyWorld,
): ElementResult {
  if (score === null)
    return {
      ...{ element, within: [], cover: null, open_sources: [], country_sources: [] },
      ...{ now: null, scarce_now: null, alternatives: [] },
    };
  return {
    element,
    within: score.within.map((figures) => ({
      ...withinOf(figures.horizon, figures),
      stage: figures.stage,
      nation: publishedScore(figures.nation.score),
      nation_scarce: publishedScore(figures.nation.scarce),
    })),
    cover: { ...score.cover, days: publishedDays(score.cover.days) as number },
    open_sources: score.open_sources,
    country_sources: score.country_sources,
    now: publishedScore(score.now),
    scarce_now: publishedScore(score.scarce_now),
    alternatives: alternativesTo(element, score, line, world),
  };
}

function alternativesTo(
  element: string,
  score: LineElementScore,
  line: CompanyLine,
  world: CompanyWorld,
): readonly AlternativeSupplier[] {
  const { buyer } = world.nation(element) as ElementInputs;
  const present = line.sources.flatMap(({ supplier_id: id }) =>
    id === null ? [] : [{ id, name: world.supplierName(id) }],
  );
  return alternativeSuppliers(wantedBy(score, buyer, present), world.catalogue, (id) =>
    scoreOfElement(element, world.supplier(id), world.parameters),
  );
}

function lineResult(scored: ScoredLine, loss: number | null, world: CompanyWorld): LineResult {
  const { key, name, stage, unit, needs, quantity, spend, revenue_at_stake, stock, sources } = scored.line;
  const figures = isRated(scored)
    ? HORIZONS.map((days, place) => figuresOfLines([causesWithin(scored, place)], days, world.parameters))
    : [];
  const longest = figures.at(-1);
  return {
    ...{ line: key, name, stage, unit, needs, quantity, spend, revenue_at_stake, sources },
    stock: { ...stock, days: publishedDays(stock.days) },
    within: figures.map((of, place) => withinOf(HORIZONS[place] as number, of)),
    spread: longest === undefined ? null : spreadWithParts(longest),
    causes: longest === undefined ? [] : causesOf(longest),
    expected_loss: loss === null ? null : money(loss),
    elements: [...scored.scores].map(([element, score]) => elementResult(element, score, scored.line, world)),
  };
}

/** All figures of a company. Rows in another order give the same. */
export function companyResults(company: Company, world: CompanyWorld): CompanyResults {
  const read = materialsOf(world.vocabulary);
  const { lines, gaps } = linesOf(company, dayNumber(world.as_of), read);
  const scored = lines.map((line) => scoreLine(line, world));
  const rated = scored.filter(isRated);
  const within = HORIZONS.map((_, place) => rated.map((line) => causesWithin(line, place)));
  const longest = within.at(-1) as readonly LineCauses[];
  const loss = lossFigures(longest, world.parameters, SEED);
  const joint = HORIZONS.map((days, place) =>
    figuresOfLines(within[place] as readonly LineCauses[], days, world.parameters),
  );
  return {
    any:
      rated.length === 0
        ? null
        : {
            within: joint.map((figures, place) => withinOf(HORIZONS[place] as number, figures)),
            causes: causesOf(joint.at(-1) as ScoreFigures),
            loss:
              loss === null
                ? null
                : {
                    ...{
                      mean: money(loss.mean),
                      p50: money(loss.p50),
                      p90: money(loss.p90),
                      p95: money(loss.p95),
                      p99: money(loss.p99),
                    },
                    ...{
                      chance: publishedScore(loss.any),
                      left_out: rated.reduce((sum, { line }) => sum + line.at_stake.unknown, 0),
                    },
                    causes: mostFirst(
                      Object.entries(loss.causes).map(([id, points]) => ({ id, points: money(points) })),
                    ).map(({ id, points }) => ({ id, money: points })),
                  },
          },
    lines: scored.map((line) => lineResult(line, loss?.lines[line.line.key] ?? null, world)),
    watch: company.watch.flatMap((id) => watched(id, world) ?? []),
    listings: listingsOf(lines, world),
    remarks: [
      ...remarksOnRows(company, gaps, read),
      ...notRated(company, scored),
      ...doubtedSources(company, scored, world, read),
      ...unknownNames(company, world),
    ],
    supplier_names: Object.fromEntries(
      lines.flatMap(({ sources }) =>
        sources.flatMap(({ supplier_id: id }) => (id === null ? [] : [[id, world.supplierName(id)]])),
      ),
    ),
  };
}

function listingsOf(lines: readonly CompanyLine[], world: CompanyWorld): CompanyResults['listings'] {
  const suppliers = lines.flatMap(({ key, sources }) =>
    sources.flatMap(({ supplier_id: id }) => (id === null ? [] : [{ id, key }])),
  );
  return [...Map.groupBy(suppliers, ({ id }) => id)].flatMap(([id, of]) => {
    const known = (world.catalogue.find((one) => one.id === id)?.listings ?? []).filter(
      ({ match }) => match !== 'near',
    );
    const said = known.map((one) => ({ code: one.summary_code, params: one.summary_params }) as Message);
    const own = said.length === 0 && world.supplier(id)?.listed === true ? [message('company_listed')] : said;
    return own.map((summary) => ({ supplier_id: id, lines: of.map(({ key }) => key), summary }));
  });
}

function watched(id: string, world: CompanyWorld): CompanyResults['watch'][number] | null {
  for (const type of ['element', 'supplier'] as const) {
    const found = world.published(type, id);
    if (found !== null) return { type, id, ...found };
  }
  return null;
}

const remark = (pointer: string, reason: Remark['reason'], detail: Message): Remark => ({
  pointer,
  reason,
  detail,
  suggestions: [],
});

/** What of the rows of a company counts in no figure on a day, or not as it is stated. */
export function remarksOnRows(
  company: Company,
  gaps: readonly RowGap[],
  read: ReturnType<typeof materialsOf>,
): readonly Remark[] {
  const materialAt = (pointer: string): string => {
    const [, list, index] = pointer.split('/') as [string, 'needs' | 'stock' | 'sources', string];
    return company[list][Number(index)]?.material ?? '';
  };
  const elementOf = (material: string): string | null => {
    const found = read(material);
    return 'material' in found ? found.material.key.split(':', 2).join(':') : null;
  };
  const needsOfElement = (element: string | null) => [
    ...new Set(company.needs.flatMap(({ material }) => (elementOf(material) === element ? [material] : []))),
  ];
  const ofGaps = gaps.map(({ pointer, gap }) =>
    typeof gap === 'object'
      ? { pointer, ...gap }
      : {
          ...remark(pointer, gap, message(`gap_${gap}`, { material: materialAt(pointer) })),
          suggestions: gap === 'no_need' ? needsOfElement(elementOf(materialAt(pointer))) : [],
        },
  );
  const doubts = company.needs.flatMap(({ material }, index) => {
    const found = read(material);
    return 'doubts' in found ? found.doubts.map((detail) => remark(`/needs/${index}`, 'doubt', detail)) : [];
  });
  return [...ofGaps, ...doubts];
}

const notRated = (company: Company, scored: readonly ScoredLine[]): readonly Remark[] =>
  scored.flatMap(({ line, scores }) => {
    const pointer = `/needs/${company.needs.findIndex(({ id }) => id === line.needs[0])}`;
    return [...scores].flatMap(([id, score]) =>
      score === null
        ? [
            remark(
              pointer,
              'not_rated',
              message('gap_not_rated', { element: message('report_name_element', { id }) }),
            ),
          ]
        : [],
    );
  });

/** Sources that deliver to a line an element which no source knows of them. */
function doubtedSources(
  company: Company,
  scored: readonly ScoredLine[],
  world: CompanyWorld,
  read: ReturnType<typeof materialsOf>,
): readonly Remark[] {
  const named = [
    ...company.needs.map((row, at) => ({ ...row, pointer: `/needs/${at}` })),
    ...company.sources.map((row, at) => ({ ...row, pointer: `/sources/${at}` })),
  ];
  const rows = Map.groupBy(named, ({ material }) => {
    const found = read(material);
    return 'material' in found ? found.material.key : null;
  });
  const isOrigin = (country: string, element: string) =>
    Object.values(world.nation(element)?.stages ?? {}).some(
      (of) => (of.world[country] ?? 0) > 0 || (of.imports?.[country] ?? 0) > 0,
    );
  return scored.flatMap(({ line, scores }) =>
    (rows.get(line.key) ?? []).flatMap(({ pointer, supplier_id: id, country }) => {
      const supplies = line.sources.some((source) => source.supplier_id === id && source.country === country);
      const inputs = id === null ? null : world.supplier(id);
      const doubt = (
        reason: 'no_origin' | 'not_made' | 'country_source' | 'closed_loop',
        isDoubted: (element: string, of: LineElementScore) => boolean,
      ) => {
        const doubted = [...scores].flatMap(([element, score]) =>
          score !== null && isDoubted(element, score) ? [element] : [],
        );
        if (!supplies || doubted.length === 0) return [];
        const elements = listed(doubted.map((element) => message('report_name_element', { id: element })));
        const origin =
          id === null ? message('report_name_country', { id: country ?? '' }) : world.supplierName(id);
        return [
          remark(
            `${pointer}/${id === null ? 'country' : 'supplier_id'}`,
            reason,
            message(`gap_${reason}`, { origin, elements }),
          ),
        ];
      };
      return id === null
        ? doubt('no_origin', (element) => country !== null && !isOrigin(country, element))
        : [
            ...doubt('not_made', (_, { open_sources }) => inputs !== null && open_sources.includes(id)),
            ...doubt(
              'country_source',
              (_, { country_sources }) => inputs !== null && country_sources.includes(id),
            ),
            ...doubt('closed_loop', (element) => inputs !== null && feedsOnlyItself(inputs, element)),
          ];
    }),
  );
}

/** Suppliers and subjects that were there when the company was stored. */
function unknownNames(company: Company, world: CompanyWorld): readonly Remark[] {
  const suppliers = (['needs', 'sources'] as const).flatMap((list) =>
    company[list].flatMap(({ supplier_id: id }, index) =>
      id === null || world.supplier(id) !== null
        ? []
        : [
            remark(
              `/${list}/${index}/supplier_id`,
              'unknown_supplier',
              message('gap_unknown_supplier', { id }),
            ),
          ],
    ),
  );
  const watch = company.watch.flatMap((id, index) =>
    watched(id, world) === null
      ? [remark(`/watch/${index}`, 'unknown_watch', message('gap_unknown_watch', { id }))]
      : [],
  );
  return [...suppliers, ...watch];
}

const CANDIDATES = 2;

/** What helps the lines of a company, and what to buy first, or with a budget. */
export function companyHelps(company: Company, world: CompanyWorld, budget?: number): Hedges {
  const read = materialsOf(world.vocabulary);
  const { lines } = linesOf(company, dayNumber(world.as_of), read);
  const byKey = new Map(lines.map((line) => [line.key, line]));
  // Lines and what is bought are scored within the longest time alone.
  const longest = HORIZONS.slice(-1);
  const hedged = lines
    .map((line) => scoreLine(line, world, undefined, longest))
    .filter(isRated)
    .map((scored): HedgedLine => {
      const { line, scores } = scored;
      const found = [...scores].flatMap(([element, of]) =>
        of === null ? [] : alternativesTo(element, of, line, world),
      );
      const ids = [...new Set(found.map(({ supplier }) => supplier))].slice(0, CANDIDATES);
      const candidates = ids.map((supplier_id): Source => ({ supplier_id, country: null }));
      return { before: causesWithin(scored, 0), spend: line.spend.value, sources: line.sources, candidates };
    });
  const score = (key: string, purchase: Purchase): LineCauses =>
    causesWithin(scoreLine(byKey.get(key) as CompanyLine, world, purchase, longest), 0);
  const { units, frontier } = hedgesOf(hedged, score, HEDGE_TERMS, world.parameters, budget);
  const shown = <H extends Hedge>(hedge: H): H => ({
    ...hedge,
    cost: hedge.cost === null ? null : money(hedge.cost),
    points_less: publishedScore(hedge.points_less),
    days_less: publishedDays(hedge.days_less) as number,
    money_less: hedge.money_less === null ? null : money(hedge.money_less),
  });
  return {
    units: units.map(shown),
    frontier: frontier.map((step) => ({
      ...shown(step),
      total_cost: money(step.total_cost),
      expected_loss: money(step.expected_loss),
      joint: publishedScore(step.joint),
    })),
  };
}

/** The figure of a supplier of a client's own, as a run publishes that of a shipped one. */
export function figureOfSupplier(
  name: string,
  inputs: SupplierInputs,
  parameters: Parameters,
): PublishedFigure {
  const figures = scoreSupplier(inputs, parameters);
  return {
    name,
    score: publishedScore(figures?.score ?? null),
    scarce: null,
    interval: figures && publishedInterval(figures.interval),
  };
}
