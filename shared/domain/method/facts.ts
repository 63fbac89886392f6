/** From the tables of facts to the inputs of a score (section 1). */
import { firstOfEqual } from '../numbers/memoized.ts';
import {
  type DayNumber,
  dayNumber,
  firstDayOf,
  firstDayOfPeriod,
  isoDate,
  lastDayOf,
  lastDayOfPeriod,
} from '../time/calendar.ts';
import { coveredDays } from '../time/coverage.ts';
import { picked } from '../vocabulary/picked.ts';
import type {
  ControlOutcomeRow,
  CoverRow,
  GovernanceRow,
  ImportRelianceRow,
  PolicyRow,
  ReferenceData,
  ShareRow,
  SupplierLinkRow,
  SupplierSiteRow,
} from '../vocabulary/reference-data.ts';
import type { EndUse } from '../vocabulary/score-document.ts';
import {
  type ControlClass,
  type CountryCode,
  type IsoDate,
  REGISTER_OF_MEASURES,
  STAGES,
  type Stage,
} from '../vocabulary/scoring-inputs.ts';
import { byTheatre, type SeriesName, type Theatre } from '../vocabulary/theatres.ts';
import type { Decisions } from './causes.ts';
import type { ElementInputs } from './element.ts';
import { newControlRate, RECORD_START } from './hazards.ts';
import {
  controlKind,
  coversStage,
  DUAL_USE,
  ELEMENT_GROUPS,
  EU_MEMBERS,
  isOwn,
  type Measure,
  measureStatus,
  symbolsOf,
  type TradeReading,
} from './measure.ts';
import { type MethodologyDocument, type Parameters, parametersOf } from './parameters.ts';
import { type DailySeries, Observations, type Pressure } from './pressure.ts';
import { isKnownBy, measureFromRow } from './register.ts';
import type { StageInputs } from './supply.ts';
import { besideRatios, readingsOf, type TradeRatio, tradeFlows, tradeRatios } from './trade.ts';

/** Rare earths that the customs code of REE mostly holds. */
const TRADED_AS_REE = ['La', 'Ce', 'Pr', 'Nd'];

const reaches = (names: readonly string[], element: string) =>
  names.some((name) => symbolsOf(name).includes(element));

export type EvidenceRow = Readonly<{
  row: string;
  use:
    | 'share'
    | 'imports'
    | 'reliance'
    | 'cover'
    | 'measure'
    | 'reading'
    | 'governance'
    | 'announcement'
    | 'element'
    | 'demand_share'
    | 'site'
    | 'link';
  stage?: Stage;
  origin?: CountryCode;
}>;

export type Assembled<Inputs> = Readonly<{
  inputs: Inputs;
  evidence: readonly EvidenceRow[];
}>;

export type BuyerQuestion = Readonly<{
  buyer: CountryCode;
  cover_days?: number | null;
  end_use?: EndUse;
}>;

type MeasureFact = Readonly<{
  measure: Measure;
  row: string;
}>;

export type FactsOnDay = ReturnType<typeof factsOnDay>;
export type FactIndex = ReturnType<typeof indexFacts>;

/** Costs milliseconds; `parameters` replace the method's own for trials. */
export function indexFacts(
  data: ReferenceData,
  methodology: MethodologyDocument,
  parameters: Parameters = parametersOf(methodology),
) {
  const tables = tablesOf(data);
  const remembered = new Map<string, FactsOnDay>();
  return {
    data,
    methodology,
    parameters,
    on(asOf: IsoDate, knownAt = asOf): FactsOnDay {
      const key = `${asOf} ${knownAt}`;
      const facts = remembered.get(key) ?? factsOnDay(tables, asOf, knownAt, parameters);
      remembered.delete(key);
      remembered.set(key, facts);
      for (const oldest of remembered.keys())
        if (remembered.size > REMEMBERED_DAYS) remembered.delete(oldest);
      return facts;
    },
  };
}

export const elementIds = (data: Pick<ReferenceData, 'elements'>): readonly string[] =>
  data.elements.map(({ symbol }) => symbol).sort();

/** A day that was used in full takes megabytes. */
const REMEMBERED_DAYS = 8;

const MOST_FIRSTS = 5000;

type Tables = ReturnType<typeof tablesOf>;

function tablesOf(data: ReferenceData) {
  return {
    data,
    policy: data.policy,
    elements: new Map(data.elements.map((row) => [row.symbol, row])),
    shares: Map.groupBy(data.shares, ({ element, stage }) => `${element} ${stage}`),
    imports: Map.groupBy(data.buyer_imports, ({ buyer, element, stage }) => `${buyer} ${element} ${stage}`),
    reliance: Map.groupBy(
      data.import_reliance,
      ({ buyer, element, stage }) => `${buyer} ${element} ${stage}`,
    ),
    cover: Map.groupBy(data.cover, ({ buyer, element, component }) => `${buyer} ${element} ${component}`),
    covered: new Set(data.cover.map(({ buyer }) => buyer)),
    demand: new Map(data.demand_shares.map((row) => [row.buyer, row])),
    pool_feed: poolFeed(data),
    outcomes: data.control_outcomes,
    flows: tradeFlows(data),
    // Most days have the same facts of supply.
    first: firstOfEqual(MOST_FIRSTS),
  };
}

/** Rows of the newest edition known on a day; before the first, of the oldest. */
function edition<Row extends ShareRow | GovernanceRow | ImportRelianceRow>(
  rows: readonly Row[],
  known: DayNumber,
): readonly Row[] {
  const isKnown = ({ published, known_from }: Row) =>
    published === undefined || Math.max(lastDayOf(published), lastDayOf(known_from)) <= known;
  const key = (row: Row) => `${row.published ?? ''} ${row.edition ?? ''}`;
  let chosen: Row | null = null;
  for (const row of rows) {
    if (chosen === null) {
      chosen = row;
      continue;
    }
    const [a, b] = [isKnown(chosen), isKnown(row)];
    if (a === b ? key(row) > key(chosen) === a : b) chosen = row;
  }
  const of = chosen;
  return of === null ? [] : rows.filter((row) => key(row) === key(of));
}

/** Names under which a row of a buyer may stand for an element, nearest first. */
function rowNames(element: string, ofTrade: boolean): readonly string[] {
  const group = ['HREE', 'LREE'].filter((name) => ELEMENT_GROUPS[name]?.includes(element));
  const rare =
    (ELEMENT_GROUPS.REE as readonly string[]).includes(element) &&
    (!ofTrade || TRADED_AS_REE.includes(element))
      ? ['REE']
      : [];
  return [element, ...group, ...rare, 'ALL'];
}

/** Year of a cell such as `2025e` or `2010-2014`: its last. */
const yearOf = ({ date }: ImportRelianceRow) => Number(date.match(/\d{4}/g)?.at(-1));

function factsOnDay(tables: Tables, asOf: IsoDate, knownAt: IsoDate, parameters: Parameters) {
  const day = dayNumber(asOf);
  const known = Math.min(day, dayNumber(knownAt));
  const isKnown = ({ known_from }: Readonly<{ known_from: IsoDate }>) => lastDayOf(known_from) <= known;
  const remembered = new Map<string, unknown>();
  const remember = <Value>(key: string, make: () => Value): Value => {
    if (!remembered.has(key)) remembered.set(key, make());
    return remembered.get(key) as Value;
  };
  const shareRows = (element: string, stage: Stage): readonly ShareRow[] =>
    remember(`shares ${element} ${stage}`, () =>
      edition(tables.shares.get(`${element} ${stage}`) ?? [], known).filter(({ share }) => share > 0),
    );
  const stagesOf = (element: string): readonly Stage[] =>
    STAGES.filter((stage) => shareRows(element, stage).length > 0);
  /** Above 0, not normalised; empty when unknown. */
  const world = (element: string, stage: Stage): Readonly<Record<CountryCode, number>> =>
    remember(`world ${element} ${stage}`, () =>
      Object.fromEntries(shareRows(element, stage).map(({ country, share }) => [country, share])),
    );
  const largestShare = (element: string, country: CountryCode) =>
    Math.max(
      0,
      ...stagesOf(element).map((stage) => {
        const shares = world(element, stage);
        return (
          (shares[country] ?? 0) /
          Object.values(shares)
            .sort()
            .reduce((sum, share) => sum + share, 0)
        );
      }),
    );
  const governance = () =>
    remember(
      'governance',
      () => new Map(edition(tables.data.governance, known).map((row) => [row.country, row])),
    );
  /** Political stability; of `EUU` the mean of its members by what they make of the elements. */
  const pv = (country: CountryCode, elements: readonly string[] = []): number | null => {
    if (country !== 'EUU') return governance().get(country)?.political_stability ?? null;
    const members = EU_MEMBERS.flatMap((member) => {
      const value = pv(member);
      const weight = elements.reduce((sum, element) => sum + largestShare(element, member), 0);
      return value === null || weight <= 0 ? [] : [{ value, weight }];
    });
    const whole = members.reduce((sum, { weight }) => sum + weight, 0);
    return members.length === 0
      ? null
      : members.reduce((sum, { value, weight }) => sum + value * weight, 0) / whole;
  };

  const read = readTo(tables.data, day);
  const register = measuresOnDay(tables.policy, day, known, read);
  const measureFacts = (element: string): readonly MeasureFact[] =>
    remember(`measures ${element}`, () => register(element));
  const ratiosOf = (element: string): readonly TradeRatio[] =>
    remember(`trade ${element}`, () => {
      const flows = tables.flows.get(element) ?? [];
      const measures = measureFacts(element).map(({ measure }) => measure);
      return flows.length === 0 ? [] : tradeRatios(element, flows, measures, { day, known, parameters });
    });
  const readings = (element: string): readonly TradeReading[] =>
    remember(`readings ${element}`, () => {
      const rows = tables.outcomes
        .filter((row) => row.elements.includes(element) && isKnown(row))
        .map(readingFrom);
      const ratios = ratiosOf(element);
      return [
        ...rows.flatMap((row) => besideRatios(row, ratios) ?? []),
        ...readingsOf(ratios),
        ...easedSites(element),
      ];
    });
  /** Goods of the suppliers that a relief names flow while it holds. */
  const easedSites = (element: string): readonly TradeReading[] =>
    tables.policy.flatMap((row): readonly TradeReading[] => {
      const { relief, effective_from, effective_to, known_from } = row;
      if (relief?.kind !== 'eases' || !isKnownBy(row, known)) return [];
      const from = effective_from ?? known_from;
      const to = Math.min(day - 1, effective_to === null ? day : lastDayOf(effective_to));
      const eased = measureFacts(element).filter(({ measure }) => relief.measures.includes(measure.id));
      const isEased = ({ country, stage }: SupplierSiteRow) =>
        eased.some(
          ({ measure: { origins, coverage } }) => origins.includes(country) && coverage[stage] !== undefined,
        );
      return firstDayOf(from) > to
        ? []
        : tables.data.supplier_sites
            .filter(
              (site) =>
                relief.suppliers?.includes(site.supplier) === true &&
                row.stages.includes(site.stage) &&
                site.elements.includes(element) &&
                isEased(site),
            )
            .map(({ id, country, stage }) => ({
              id: row.row,
              site: id,
              origin: country,
              stages: [stage],
              buyer: 'ALL',
              seen_from: from,
              seen_to: isoDate(to),
              below: false,
              known_from,
            }));
    });
  const decisions = (): Decisions => remember('decisions', () => decisionsOf(tables, known, read));
  const theta = () => remember('theta', () => newControlRate(decisions(), day, parameters));

  const observations = (): Observations =>
    remember('observations', () => new Observations(seriesOf(tables.data, day, isKnown), parameters));
  const pressure = (): Readonly<Record<Theatre, Pressure>> =>
    remember('pressure', () => byTheatre((theatre) => observations().pressure(theatre, day)));

  function relianceOf(
    element: string,
    buyer: CountryCode,
    stage: Stage,
  ): Readonly<{ value: number | null; bound: number | null; row: string | null }> {
    let bound: ImportRelianceRow | null = null;
    for (const name of rowNames(element, true)) {
      const [row] = edition(tables.reliance.get(`${buyer} ${name} ${stage}`) ?? [], known);
      if (row === undefined || row.import_reliance === null) continue;
      const tooOld = Number(asOf.slice(0, 4)) - yearOf(row) > parameters.default.reliance_years;
      if (!tooOld) return { value: row.import_reliance, bound: null, row: row.row };
      bound ??= row;
    }
    return { value: null, bound: bound?.import_reliance ?? null, row: bound?.row ?? null };
  }

  function stageInputs(element: string, buyer: CountryCode, stage: Stage): Assembled<StageInputs> {
    const named = rowNames(element, true).map(
      (name) => tables.imports.get(`${buyer} ${name} ${stage}`) ?? [],
    );
    const imports = named.find((rows) => rows.length > 0) ?? null;
    const links =
      stage === 'separation' ? linkedSupply(tables, element, buyer, { day, known, parameters }) : [];
    const reliance = relianceOf(element, buyer, stage);
    return {
      inputs: {
        world: world(element, stage),
        imports:
          imports === null
            ? null
            : withLinks(
                Object.fromEntries(imports.map(({ origin, share }) => [origin, share])),
                links,
                buyer,
              ),
        import_reliance: reliance.value,
        import_reliance_bound: reliance.bound,
      },
      evidence: [
        ...shareRows(element, stage).map(
          ({ row, country }) => ({ row, use: 'share', stage, origin: country }) as const,
        ),
        ...(imports ?? []).map(({ row, origin }) => ({ row, use: 'imports', stage, origin }) as const),
        ...(imports === null
          ? []
          : links.map(({ row, origin }) => ({ row, use: 'link', stage, origin }) as const)),
        ...(reliance.row === null ? [] : [{ row: reliance.row, use: 'reliance', stage } as const]),
      ],
    };
  }

  const stageFacts = (element: string, buyer: CountryCode, stage: Stage): Assembled<StageInputs> =>
    remember(`stage ${element} ${buyer} ${stage}`, () => stageInputs(element, buyer, stage));
  const supplyFacts = (
    element: string,
    buyer: CountryCode,
  ): Pick<ElementInputs, 'stages' | 'eol' | 'demand_share'> =>
    remember(`supply ${element} ${buyer}`, () => ({
      stages: tables.first({
        element,
        buyer,
        stages: Object.fromEntries(
          stagesOf(element).map((stage) => [stage, stageFacts(element, buyer, stage).inputs]),
        ),
      }).stages,
      eol: tables.elements.get(element)?.eol_rir ?? null,
      demand_share: tables.demand.get(buyer)?.share ?? parameters.default.demand_share,
    }));

  function component(
    names: readonly string[],
    buyer: CountryCode,
    of: CoverRow['component'],
  ): CoverRow | null {
    for (const name of names) {
      const row = tables.cover.get(`${buyer} ${name} ${of}`)?.find(({ days_median }) => days_median !== null);
      if (row !== undefined) return row;
    }
    return null;
  }

  function coverOf(names: readonly string[], buyer: CountryCode) {
    const pipeline = component(names, buyer, 'pipeline');
    const stock = component(names, buyer, 'commercial_stock');
    const national = component(names, buyer, 'national_stockpile');
    const held = stock?.element === 'NdFeB' ? null : pipeline;
    const days =
      (held?.days_median ?? 0) +
      (stock === null ? parameters.default.commercial_stock : (stock.days_median as number)) +
      parameters.half * (national?.days_median ?? 0);
    return { days, rows: [held, stock, national].flatMap((row) => (row === null ? [] : [row.row])) };
  }

  function element(
    symbol: string,
    { buyer, cover_days = null, end_use = 'civil' }: BuyerQuestion,
  ): Assembled<ElementInputs> {
    const row = tables.elements.get(symbol);
    if (row === undefined) throw new RangeError(`${symbol} is no element of the facts`);
    const stages = stagesOf(symbol);
    const assembled = stages.map((stage) => [stage, stageFacts(symbol, buyer, stage)] as const);
    const all = coverOf(rowNames(symbol, false), buyer);
    const magnet = stages.includes('magnet') ? coverOf(['NdFeB', 'ALL'], buyer) : null;
    const hasCover = tables.covered.has(buyer);
    const facts = measureFacts(symbol);
    const counted = facts.filter(
      ({ measure: { control_class } }) => controlKind(control_class, end_use) !== null,
    );
    const seen = readings(symbol);
    const origins = [
      ...new Set(
        assembled.flatMap(([, { inputs }]) => [
          ...Object.keys(inputs.world),
          ...Object.keys(inputs.imports ?? {}),
        ]),
      ),
    ].sort();
    const demand = tables.demand.get(buyer);
    return {
      inputs: {
        element: symbol,
        buyer,
        as_of: asOf,
        end_use,
        ...supplyFacts(symbol, buyer),
        si: row.si_sr,
        cover: hasCover ? { default: all.days, ...(magnet === null ? {} : { magnet: magnet.days }) } : null,
        cover_days,
        measures: facts.map(({ measure }) => measure),
        readings: seen,
        pv: Object.fromEntries(
          [...new Set([...origins, buyer])]
            .filter((origin) => origin !== 'OTH')
            .map((origin) => [origin, pv(origin, [symbol])]),
        ),
        theta: theta(),
        decisions: decisions(),
        pressure: pressure(),
      },
      get evidence(): readonly EvidenceRow[] {
        return [
          { row: row.row, use: 'element' },
          ...assembled.flatMap(([, { evidence }]) => evidence),
          ...(hasCover && cover_days === null
            ? [...new Set([...all.rows, ...(magnet?.rows ?? [])])].map(
                (id) => ({ row: id, use: 'cover' }) as const,
              )
            : []),
          ...counted.map(
            ({ row: id, measure }) =>
              ({ row: id, use: 'measure', origin: measure.origins[0] as string }) as const,
          ),
          ...seen
            .filter(({ site }) => site === undefined)
            .map(({ id, origin }) => ({ row: readingRow(id), use: 'reading', origin }) as const),
          ...origins.flatMap((origin) =>
            governance().get(origin) === undefined
              ? []
              : [
                  {
                    row: (governance().get(origin) as GovernanceRow).row,
                    use: 'governance',
                    origin,
                  } as const,
                ],
          ),
          ...(demand === undefined ? [] : [{ row: demand.row, use: 'demand_share' } as const]),
        ];
      },
    };
  }

  const rowsOfPolicy = new Map(
    tables.policy.filter((row) => isKnownBy(row, known)).map(({ id, row }) => [id, row]),
  );
  return {
    as_of: asOf,
    day,
    known,
    parameters,
    data: tables.data,
    stagesOf,
    world,
    largestShare,
    governanceOf: (country: CountryCode): GovernanceRow | null => governance().get(country) ?? null,
    pv,
    measures: (symbol: string) => measureFacts(symbol).map(({ measure }) => measure),
    readings,
    tradeRatios: ratiosOf,
    supplyFacts,
    first: tables.first,
    get decisions() {
      return decisions();
    },
    get theta() {
      return theta();
    },
    get pressure() {
      return pressure();
    },
    get observations() {
      return observations();
    },
    evidence: {
      measure: (id: string) => rowsOfPolicy.get(id) ?? id,
      shares: (symbol: string, stage: Stage): readonly EvidenceRow[] =>
        shareRows(symbol, stage).map(({ row, country }) => ({ row, use: 'share', stage, origin: country })),
      governance: (country: CountryCode): string | null => governance().get(country)?.row ?? null,
    },
    element,
  };
}

export const isActiveLink = ({ status, from_date, to_date }: SupplierLinkRow, day: DayNumber): boolean =>
  status === 'active' &&
  (from_date === null || firstDayOfPeriod(from_date) <= day) &&
  (to_date === null || lastDayOfPeriod(to_date) >= day);

/** A part of the buyer's imports at separation that a link names. */
type LinkedSupply = Readonly<{
  row: string;
  origin: CountryCode;
  share: number;
}>;

/**
 * Feed of a country's plants: by another country's pool (`source`), or by separation sites that do not feed
 * their own company alone.
 */
function poolFeed({ supplier_links, supplier_sites, external_parties }: ReferenceData) {
  const parties = new Map(external_parties.map((party) => [party.id, party]));
  const supplierOf = new Map(supplier_sites.map(({ id, supplier }) => [id, supplier]));
  const feedsItsOwner = new Set(
    supplier_links
      .filter(({ from, to }) => supplierOf.get(from) === supplierOf.get(to))
      .map(({ from }) => from),
  );
  const separates = new Map(
    supplier_sites
      .filter(
        ({ id, stage, operating }) => stage === 'separation' && operating === 'yes' && !feedsItsOwner.has(id),
      )
      .map((site) => [site.id, site]),
  );
  return supplier_links.flatMap((link) => {
    const [from, to] = [parties.get(link.from), parties.get(link.to)];
    if (to?.kind !== 'country_pool' || link.relation_type !== 'feedstock' || link.essential === 'no')
      return [];
    const sites = [link.from, ...(from?.supplier_site_ids ?? [])].flatMap((id) => separates.get(id) ?? []);
    return [{ link, pool: to.country, source: from?.kind === 'country_pool' ? from.country : null, sites }];
  });
}

/**
 * Feed that links name where customs codes show a third country. A link without a share is a material one.
 */
function linkedSupply(
  { pool_feed }: Tables,
  element: string,
  buyer: CountryCode,
  { day, known, parameters }: Readonly<{ day: DayNumber; known: DayNumber; parameters: Parameters }>,
): readonly LinkedSupply[] {
  return pool_feed.flatMap(({ link, pool, source, sites }): readonly LinkedSupply[] => {
    const { row, elements, share_of_input, known_from } = link;
    const counts =
      pool === buyer &&
      lastDayOf(known_from) <= known &&
      isActiveLink(link, day) &&
      elements.includes(element);
    if (!counts) return [];
    const countries =
      source === null
        ? sites.filter((site) => site.elements.includes(element)).map(({ country }) => country)
        : [source];
    const origins = [...new Set(countries)].sort().filter((origin) => !isOwn(buyer, origin));
    return origins.map((origin) => ({
      row,
      origin,
      share: (share_of_input ?? parameters.supplier.material) / origins.length,
    }));
  });
}

/** Imports with what links name; the rest keeps its proportions. */
function withLinks(
  imports: Readonly<Record<CountryCode, number>>,
  links: readonly LinkedSupply[],
  buyer: CountryCode,
): Readonly<Record<CountryCode, number>> {
  if (links.length === 0) return imports;
  const foreign = Object.entries(imports).filter(([origin]) => !isOwn(buyer, origin));
  const sum = foreign.reduce((total, [, share]) => total + share, 0);
  const named = Math.min(
    1,
    links.reduce((total, { share }) => total + share, 0),
  );
  const mixed = Object.fromEntries(foreign.map(([origin, share]) => [origin, ((1 - named) * share) / sum]));
  for (const { origin, share } of links) mixed[origin] = (mixed[origin] ?? 0) + share;
  return mixed;
}

/** The month that a ratio ends with, or the row of a person. */
export const readingRow = (id: string): string => (id.includes(':') ? id : `control-outcome:${id}`);

const readingFrom = (row: ControlOutcomeRow): TradeReading =>
  picked(row, 'id', 'origin', 'stages', 'buyer', 'seen_from', 'seen_to', 'below', 'known_from');

/** Measures known on a day, with what they cover of an element at every stage. */
export function measuresOnDay(
  policy: readonly PolicyRow[],
  day: DayNumber,
  known: DayNumber,
  read: DayNumber = day,
): (element: string) => readonly MeasureFact[] {
  const reliefs = policy.filter(({ relief }) => relief !== null);
  const rows = policy
    .filter((row) => row.mapping !== null && isKnownBy(row, known))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const all = rows.map((row) => ({
    row,
    applies: (row.mapping as NonNullable<PolicyRow['mapping']>).applies,
    measure: measureFromRow(row, reliefs, { day, known, read }),
  }));
  /** What dual-use goods are today: under a ban or licence in force, whoever it hits. */
  const licensed = all.filter(({ measure, applies }) => {
    const kind = controlKind(measure.control_class);
    return (
      (kind === 'ban' || kind === 'licence') &&
      !applies.some(({ elements }) => elements.includes(DUAL_USE)) &&
      measureStatus(measure, day)?.status === 'in_force'
    );
  });
  const covered = (
    applies: NonNullable<PolicyRow['mapping']>['applies'],
    element: string,
    stage: Stage,
  ): number =>
    Math.max(
      0,
      ...applies
        .filter(({ stages, elements }) => coversStage(stages, stage) && reaches(elements, element))
        .map(({ coverage }) => coverage ?? 1),
    );
  return (element) =>
    all.flatMap(({ row, applies, measure }) => {
      const coverage: Record<string, number> = {};
      for (const stage of STAGES) {
        let part = covered(applies, element, stage);
        if (applies.some(({ stages, elements }) => elements.includes(DUAL_USE) && coversStage(stages, stage)))
          for (const other of licensed)
            if (other.measure.origins.some((origin) => measure.origins.includes(origin)))
              part = Math.max(part, covered(other.applies, element, stage));
        if (part > 0) coverage[stage] = part;
      }
      return Object.keys(coverage).length === 0 ? [] : [{ measure: { ...measure, coverage }, row: row.row }];
    });
}

const readTo = ({ sources }: ReferenceData, day: DayNumber): DayNumber => {
  const read = sources.find(({ id }) => id === REGISTER_OF_MEASURES)?.read_on;
  return read == null ? day : Math.min(day, dayNumber(read));
};

/**
 * Days on which China became known to have decided a control; one day is one decision, a disruption is
 * none.
 */
function decisionsOf({ policy, data }: Tables, known: DayNumber, read: DayNumber): Decisions {
  const isControl = (controlClass: ControlClass | null) =>
    controlClass !== null && controlClass !== 'supply_disruption' && controlKind(controlClass) !== null;
  const measures = policy
    .filter(
      (row) =>
        row.mapping?.origins.includes('CHN') === true &&
        isControl(row.mapping.control_class) &&
        isKnownBy(row, known),
    )
    .map(({ id, known_from }) => ({ id, day: lastDayOf(known_from) }));
  const events = data.control_events
    .filter(
      (row) =>
        row.origin === 'CHN' &&
        row.actor_kind === 'government' &&
        row.policy_id === null &&
        isControl(row.control_class),
    )
    .map(({ id, known_from }) => ({ id, day: lastDayOf(known_from) }));
  const since = [...measures, ...events].filter(({ day }) => day >= RECORD_START && day <= known);
  return {
    days: [...Map.groupBy(since, ({ day }) => day)]
      .sort(([a], [b]) => a - b)
      .map(([day, of]) => ({ day: isoDate(day), measures: of.map(({ id }) => id).sort() })),
    read_to: isoDate(read),
  };
}

/** A day of its releases that was read without a carrier is a day without; another day is unknown. */
const CARRIER_SOURCE = 'joint-staff';
const CARRIERS_SINCE = dayNumber('2018-01-01');

function seriesOf(
  data: ReferenceData,
  day: DayNumber,
  known: (row: Readonly<{ known_from: IsoDate }>) => boolean,
): Readonly<Record<SeriesName, DailySeries>> {
  const [aircraft, ships, sea, carriers] = [
    new Map<DayNumber, number>(),
    new Map<DayNumber, number>(),
    new Map<DayNumber, number>(),
    new Map<DayNumber, number>(),
  ];
  for (const row of data.taiwan_strait) {
    const at = dayNumber(row.report_date);
    if (at > day || !known(row)) continue;
    if (row.aircraft !== null && row.definition === 'all_detected') aircraft.set(at, row.aircraft);
    if (row.navy_ships !== null) ships.set(at, row.navy_ships);
  }
  for (const row of data.senkaku) {
    const at = dayNumber(row.day);
    if (at <= day && known(row)) sea.set(at, row.territorial_sea_vessels);
  }
  const covered = [...coveredDays(data, CARRIER_SOURCE)].filter((at) => at <= day);
  for (const at of covered) carriers.set(at, 0);
  for (const row of data.carrier_deployments) {
    if (row.scope !== 'pacific' || !known(row)) continue;
    const named = row.carrier.split(';').length;
    const [start, told] = [firstDayOf(row.start), Math.min(day, lastDayOf(row.end ?? row.known_from))];
    const stated = Array.from({ length: Math.max(0, told - start + 1) }, (_, n) => start + n);
    // One that goes on is counted on every day that was read after it was told.
    const later = row.end === null ? covered.filter((at) => at > told) : [];
    for (const at of [...stated, ...later])
      if (at >= CARRIERS_SINCE) carriers.set(at, (carriers.get(at) ?? 0) + named);
  }
  return { aircraft, ships, territorial_sea: sea, carriers };
}
