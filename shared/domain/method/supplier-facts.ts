/** From the register of suppliers to the inputs of a supplier's score (section 7, steps 1 and 2). */
import { entryOf } from '../numbers/memoized.ts';
import { dayNumber, firstDayOfPeriod, lastDayOf } from '../time/calendar.ts';
import type {
  CompanyRow,
  ExternalPartyRow,
  ListedNamesRow,
  SupplierLinkRow,
  SupplierSiteRow,
} from '../vocabulary/reference-data.ts';
import type { NoDelivery } from '../vocabulary/score-document.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import {
  type Assembled,
  type BuyerQuestion,
  type EvidenceRow,
  elementIds,
  type FactsOnDay,
  isActiveLink,
  readingRow,
} from './facts.ts';
import { isOwn } from './measure.ts';
import { partsOfSources, type SuppliedElement, type SupplierInputs, weightsOf } from './supplier.ts';
import type { FeedLink, Site, Source, Sources } from './ways.ts';

export type RegisterRows = Readonly<{
  sites: readonly SupplierSiteRow[];
  links: readonly SupplierLinkRow[];
  parties: readonly ExternalPartyRow[];
}>;

/** A site that does not produce yet. */
export type DueSite = Readonly<{
  id: string;
  site: string;
  start_date: string;
}>;

export interface AssembledSupplier extends Assembled<SupplierInputs> {
  readonly due_within_horizon: readonly DueSite[];
}

/** A site or party that feeds a supplier, directly or through others. */
export type Feeder = Readonly<{
  /** Null: a party that is no supplier. */
  supplier: string | null;
  name: string;
  site: string | null;
  country: CountryCode;
  stage: Stage | null;
  /** Part of the deliveries that rests on it. */
  share: number;
}>;

/** Works of a country known to live on those of a country at an earlier stage. */
export type CountryFeed = Readonly<{
  from_stage: Stage;
  from: CountryCode;
  stage: Stage;
  to: CountryCode;
}>;

const MOST_FEEDERS = 100;

/** The register on a day. Custom suppliers stand upon that of the shipped facts (`under`), indexed once. */
export class Register {
  readonly #facts: FactsOnDay;
  readonly #sites: ReadonlyMap<string, SupplierSiteRow>;
  readonly #parties: ReadonlyMap<string, ExternalPartyRow>;
  readonly #bySupplier: ReadonlyMap<string, readonly SupplierSiteRow[]>;
  readonly #into: ReadonlyMap<string, readonly SupplierLinkRow[]>;
  readonly #from: ReadonlyMap<string, readonly SupplierLinkRow[]>;
  readonly #elements: Map<string, SuppliedElement>;
  readonly #under: Register | null;
  readonly #sources = new Map<string, Source>();

  constructor(facts: FactsOnDay, { sites, links, parties }: RegisterRows, under: Register | null = null) {
    const isKnown = ({ known_from }: Readonly<{ known_from: string }>): boolean =>
      lastDayOf(known_from) <= facts.known;
    const active = links.filter((link) => isKnown(link) && isActiveLink(link, facts.day));
    this.#facts = facts;
    this.#under = under;
    this.#elements = under === null ? new Map() : under.#elements;
    this.#sites = new Map(sites.map((site) => [site.id, site]));
    this.#parties = new Map(parties.filter(isKnown).map((party) => [party.id, party]));
    this.#bySupplier = Map.groupBy(sites, ({ supplier }) => supplier);
    this.#into = Map.groupBy(active, ({ to }) => to);
    // Each custom supplier is scored alone: feeding others of the client does not keep it from delivering
    // to the buyer.
    const ofOne = ({ from, to }: SupplierLinkRow): boolean =>
      this.#sites.get(from)?.supplier === this.#sites.get(to)?.supplier;
    this.#from = Map.groupBy(under === null ? active : active.filter(ofOne), ({ from }) => from);
  }

  #site(id: string): SupplierSiteRow | null {
    return this.#sites.get(id) ?? (this.#under === null ? null : this.#under.#site(id));
  }

  #countryOf(id: string): CountryCode | null {
    const party = this.#parties.get(id);
    return (
      this.#sites.get(id)?.country ??
      party?.country ??
      (this.#under === null ? null : this.#under.#countryOf(id))
    );
  }

  element(symbol: string, buyer: CountryCode): SuppliedElement | null {
    const facts = this.#facts;
    if (facts.stagesOf(symbol).length === 0) return null;
    return entryOf(this.#elements, `${symbol} ${buyer}`, () => ({
      measures: facts.measures(symbol),
      readings: facts.readings(symbol),
      ...facts.supplyFacts(symbol, buyer),
    }));
  }

  supplier(id: string, question: BuyerQuestion): AssembledSupplier {
    const { buyer, cover_days = null, end_use = 'civil' } = question;
    if (this.#under !== null && !this.#bySupplier.has(id)) return this.#under.supplier(id, question);
    const own = this.#bySupplier.get(id) ?? [];
    const running = own.filter((site) => isRunning(site, this.#facts));
    const { sites, available, unscored } = this.#deliveries(own, running, buyer);
    const delivering = sites.map((site) => this.#deliveringSite(site));
    const sources = this.#sourcesOf(delivering);
    const links = sites.flatMap((site) => [
      ...(this.#into.get(site.id) ?? []),
      ...(this.#from.get(site.id) ?? []),
    ]);
    const inputs = this.#inputs({
      supplier: id,
      buyer,
      end_use,
      cover_days,
      unscored,
      sites: delivering,
      ...(Object.keys(sources).length === 0 ? {} : { sources }),
      available,
      listed: running.some((site) => isListed(site, this.#facts)),
      by_stage: false,
    });
    const evidenceOf = (): readonly EvidenceRow[] => [
      ...own.map(({ row, country, stage }): EvidenceRow => ({ row, use: 'site', origin: country, stage })),
      ...[...links, ...this.#linksAbove(sources)].map((link) => this.#linkEvidence(link)),
      ...this.#evidence(inputs),
    ];
    return {
      inputs,
      get evidence() {
        return evidenceOf();
      },
      due_within_horizon: own.flatMap(({ id: site, site: name, start_date, operating }) =>
        operating === 'no' && start_date !== null && isDue(start_date, this.#facts)
          ? [{ id: site, site: name, start_date }]
          : [],
      ),
    };
  }

  #linksAbove(sources: Sources): readonly SupplierLinkRow[] {
    return Object.keys(sources)
      .flatMap((id) => this.#feedLinks(id))
      .slice(0, MOST_CITED_LINKS);
  }

  /** In any depth, largest part first. */
  feeders(inputs: SupplierInputs, element: string): readonly Feeder[] {
    const named = [...partsOfSources(inputs, element)].flatMap(([id, share]): readonly Feeder[] => {
      const site = this.#site(id);
      if (site !== null) {
        const { supplier, supplier_name: name, country, stage } = site;
        return [{ supplier, name, site: site.site, country, stage, share }];
      }
      const party = this.#party(id);
      return party === null || party.country === null
        ? []
        : [{ supplier: null, name: party.name, site: null, country: party.country, stage: null, share }];
    });
    return named
      .sort((a, b) => b.share - a.share || (`${a.supplier} ${a.site}` < `${b.supplier} ${b.site}` ? -1 : 1))
      .slice(0, MOST_FEEDERS);
  }

  /** By element, as links of feed and offtake name it, in the order of processing. */
  countryFeeds(): ReadonlyMap<string, readonly CountryFeed[]> {
    const works = (id: string): readonly SupplierSiteRow[] =>
      [id, ...(this.#party(id)?.supplier_site_ids ?? [])].flatMap((one) => this.#site(one) ?? []);
    const named = [...this.#into.values()]
      .flat()
      .filter((link) => isFeed(link) || link.relation_type === 'offtake')
      .flatMap(({ from, to, elements }) =>
        works(from).flatMap((source) => works(to).map((fed) => ({ source, fed, elements }))),
      )
      .filter(({ source, fed }) => STAGES.indexOf(source.stage) < STAGES.indexOf(fed.stage))
      .flatMap(({ source, fed, elements }) =>
        elements
          .filter((element) => source.elements.includes(element) && fed.elements.includes(element))
          .map((element) => ({
            element,
            feed: { from_stage: source.stage, from: source.country, stage: fed.stage, to: fed.country },
          })),
      );
    return new Map(
      [...Map.groupBy(named, ({ element }) => element)].map(([element, of]) => [
        element,
        distinctFeeds(of.map(({ feed }) => feed)),
      ]),
    );
  }

  #party(id: string): ExternalPartyRow | null {
    return this.#parties.get(id) ?? (this.#under === null ? null : this.#under.#party(id));
  }

  #linkEvidence(link: SupplierLinkRow): EvidenceRow {
    const [origin] = this.#origins(link);
    return { row: link.row, use: 'link', origin: (origin && this.#countryOf(origin.place)) ?? 'OTH' };
  }

  #feedLinks(id: string): readonly SupplierLinkRow[] {
    return this.#into.get(id)?.filter(isFeed) ?? (this.#under === null ? [] : this.#under.#feedLinks(id));
  }

  /** Whether they run or not. */
  sitesOf(id: string): readonly SupplierSiteRow[] {
    return this.#bySupplier.get(id) ?? this.#under?.sitesOf(id) ?? [];
  }

  /** One site of the market for each element and stage of which the country makes a tenth of the world. */
  country(
    country: CountryCode,
    { buyer, cover_days = null, end_use = 'civil' }: BuyerQuestion,
  ): Assembled<SupplierInputs> {
    const sites = elementIds(this.#facts.data).flatMap((element) =>
      this.#facts.stagesOf(element).flatMap((stage): readonly Site[] => {
        const world = this.#facts.world(element, stage);
        const share = (world[country] ?? 0) / Object.values(world).reduce((sum, part) => sum + part, 0);
        return share < LEAST_SHARE
          ? []
          : [
              {
                id: `${country}-${element}-${stage}`,
                country,
                stage,
                elements: [element],
                newness: 0,
                feeds: [],
              },
            ];
      }),
    );
    const unscored = sites.length === 0 ? 'not_producing' : null;
    const inputs = this.#inputs({
      supplier: country,
      buyer,
      end_use,
      cover_days,
      unscored,
      sites,
      available: 1,
      listed: false,
      by_stage: true,
    });
    return {
      inputs,
      evidence: [
        ...sites.flatMap(({ elements: [element], stage }) =>
          this.#facts.evidence.shares(element as string, stage).filter(({ origin }) => origin === country),
        ),
        ...this.#evidence(inputs),
      ],
    };
  }

  #inputs(
    given: Omit<SupplierInputs, 'as_of' | 'elements' | 'pv' | 'theta' | 'decisions' | 'pressure'>,
  ): SupplierInputs {
    const facts = this.#facts;
    const symbols = [...new Set(given.sites.flatMap(({ elements }) => elements))].sort();
    const elements = Object.fromEntries(
      symbols.flatMap((symbol) => {
        const element = this.element(symbol, given.buyer);
        return element === null ? [] : [[symbol, element] as const];
      }),
    );
    const places = [...given.sites, ...Object.values(given.sources ?? {})];
    const named = places.flatMap(({ country, feeds }) => [country, ...feeds.map((feed) => feed.country)]);
    const mixed = Object.values(elements).flatMap(({ stages }) =>
      Object.values(stages).flatMap((of) => [...Object.keys(of.world), ...Object.keys(of.imports ?? {})]),
    );
    const countries = [...new Set([...named, ...mixed, given.buyer])].filter((code) => code !== 'OTH').sort();
    return {
      ...given,
      as_of: facts.as_of,
      unscored: given.unscored ?? (Object.keys(elements).length === 0 ? 'no_element' : null),
      elements,
      pv: Object.fromEntries(countries.map((code) => [code, facts.pv(code, symbols)])),
      theta: facts.theta,
      decisions: facts.decisions,
      pressure: facts.pressure,
    };
  }

  #evidence({ elements, pv }: SupplierInputs): readonly EvidenceRow[] {
    const measures = [
      ...new Set(Object.values(elements).flatMap((element) => element.measures.map(({ id }) => id))),
    ].sort();
    const readings = [
      ...new Set(Object.values(elements).flatMap((element) => element.readings.map(({ id }) => id))),
    ].sort();
    return [
      ...measures.map((id): EvidenceRow => ({ row: this.#facts.evidence.measure(id), use: 'measure' })),
      ...readings.map((id): EvidenceRow => ({ row: readingRow(id), use: 'reading' })),
      ...Object.keys(pv).flatMap((country): readonly EvidenceRow[] => {
        const row = this.#facts.evidence.governance(country);
        return row === null ? [] : [{ row, use: 'governance', origin: country }];
      }),
    ];
  }

  /** The sites that deliver to a buyer, and how much of their output is free. */
  #deliveries(
    own: readonly SupplierSiteRow[],
    running: readonly SupplierSiteRow[],
    buyer: CountryCode,
  ): Readonly<{
    sites: readonly SupplierSiteRow[];
    available: number;
    unscored: NoDelivery | null;
  }> {
    if (running.length === 0) return { sites: [], available: 0, unscored: whyIdle(own) };
    const atLast = lastStageOf(running);
    const sites = atLast.filter((site) => site.stage !== 'mine' || !this.#feedsOthersOnly(site, buyer));
    if (sites.length === 0) return { sites: atLast, available: 0, unscored: 'delivers_elsewhere' };
    const available = weightsOf(sites.map((site) => ({ site, ...capacityOf(site) }))).mean(({ site }) =>
      Math.max(0, 1 - this.#promised(site, buyer)),
    );
    return {
      sites,
      available,
      unscored: available < this.#facts.parameters.supplier.material ? 'committed_elsewhere' : null,
    };
  }

  #feedsOthersOnly({ id }: SupplierSiteRow, buyer: CountryCode): boolean {
    const feeds = (this.#from.get(id) ?? []).filter(isFeed);
    return feeds.length > 0 && feeds.every(({ to }) => !isOwn(buyer, this.#countryOf(to) ?? ''));
  }

  /** Part of output that offtakes promise outside the buyer's country. */
  #promised({ id }: SupplierSiteRow, buyer: CountryCode): number {
    return (this.#from.get(id) ?? []).reduce((sum, { relation_type, to, volume }) => {
      const percent = /(\d+(?:\.\d+)?)\s*%/.exec(volume ?? '')?.[1];
      return relation_type !== 'offtake' || percent === undefined || isOwn(buyer, this.#countryOf(to) ?? '')
        ? sum
        : sum + Number(percent) / 100;
    }, 0);
  }

  #deliveringSite(site: SupplierSiteRow): Site {
    const { supplier } = this.#facts.parameters;
    const age =
      site.start_date === null ? supplier.new_days : this.#facts.day - firstDayOfPeriod(site.start_date);
    return this.#facts.first({
      id: site.id,
      country: site.country,
      stage: site.stage,
      elements: site.elements,
      newness: site.operating === 'partial' ? 1 : Math.min(1, Math.max(0, 1 - age / supplier.new_days)),
      feeds: this.#feedsOf(site.id, site.stage),
      ...this.#contentOf(site),
      ...(site.elements.some((element) => this.#facts.readings(element).some((row) => row.site === site.id))
        ? ({ readings: true } as const)
        : {}),
      ...capacityOf(site),
    });
  }

  /** A plant that ran after China had listed its owner does without what comes from China. */
  #contentOf(site: SupplierSiteRow): Pick<Source, 'china_origin_content'> {
    const facts = this.#facts;
    const seen = lastDayOf(site.known_from);
    return seen <= facts.known && isRunning(site, facts) && isListed(site, facts, seen)
      ? { china_origin_content: 'no' }
      : {};
  }

  /** What feeds a site, or a party (of unknown stage). */
  #feedsOf(id: string, stage: Stage | null): readonly FeedLink[] {
    const feeds = (this.#into.get(id) ?? []).filter(isFeed);
    const named = feeds.reduce((sum, { share_of_input }) => sum + (share_of_input ?? 0), 0);
    const essential = feeds.filter(
      ({ share_of_input, essential: needed }) => share_of_input === null && needed === 'yes',
    );
    return feeds.flatMap((link): readonly FeedLink[] => {
      const share =
        link.share_of_input ?? (essential.includes(link) ? Math.max(0, 1 - named) / essential.length : 0);
      if (share <= 0) return [];
      return this.#origins(link).flatMap(({ place, part, elements }): readonly FeedLink[] => {
        const country = this.#countryOf(place);
        if (country === null) return [];
        const source = this.#site(place)?.stage ?? stageBefore(stage);
        return [
          {
            from: place,
            country,
            stage: source,
            share: share * part,
            elements: elements.length === 0 ? null : elements,
          },
        ];
      });
    });
  }

  /** Places from which a link feeds: the one it names, or those that a supplier delivers from. */
  #origins({ from, elements }: SupplierLinkRow): readonly Readonly<{
    place: string;
    part: number;
    elements: readonly string[];
  }>[] {
    const sites = lastStageOf(this.sitesOf(from).filter((site) => isRunning(site, this.#facts)));
    if (sites.length === 0) return [{ place: from, part: 1, elements }];
    const makersOf = (element: string): readonly SupplierSiteRow[] => {
      const makers = sites.filter((site) => site.elements.includes(element));
      return makers.length === 0 ? sites : makers;
    };
    const byMakers = Map.groupBy(elements, (element) =>
      makersOf(element)
        .map(({ id }) => id)
        .join(' '),
    );
    return [...byMakers.values()].flatMap((some) =>
      makersOf(some[0] as string).map(({ id }, _, all) => ({
        place: id,
        part: 1 / all.length,
        elements: some,
      })),
    );
  }

  /** In any depth, in byte order. */
  #sourcesOf(sites: readonly Site[]): Sources {
    const found = new Map<string, Source>();
    const queue: Pick<Source, 'feeds'>[] = [...sites];
    for (const { feeds } of queue)
      for (const { from } of feeds) {
        if (from === undefined || found.has(from)) continue;
        const source = this.#source(from);
        if (source === null) continue;
        found.set(from, source);
        queue.push(source);
      }
    return this.#facts.first(Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  #source(id: string): Source | null {
    const site = this.#sites.get(id);
    const country = site?.country ?? this.#parties.get(id)?.country ?? null;
    if (country === null) return this.#under === null ? null : this.#under.#source(id);
    return entryOf(this.#sources, id, () => {
      const stage = site?.stage ?? null;
      const of = { country, stage, feeds: this.#feedsOf(id, stage) };
      return site === undefined ? of : { ...of, ...this.#contentOf(site) };
    });
  }
}

/** In the order of processing. */
export function distinctFeeds(feeds: readonly CountryFeed[]): readonly CountryFeed[] {
  const order = ({ from_stage, from, stage, to }: CountryFeed) =>
    `${STAGES.indexOf(from_stage)} ${from} ${STAGES.indexOf(stage)} ${to}`;
  const distinct = new Map(feeds.map((feed) => [order(feed), feed]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, feed]) => feed);
}

/** The bytes of an answer have an end. */
const MOST_CITED_LINKS = 1000;

function lastStageOf(sites: readonly SupplierSiteRow[]): readonly SupplierSiteRow[] {
  const last = Math.max(...sites.map(({ stage }) => STAGES.indexOf(stage)));
  return sites.filter(({ stage }) => STAGES.indexOf(stage) === last);
}

/** Least part of the world's output that makes a country a supplier. */
const LEAST_SHARE = 0.1;

/** Of a source that is no site of the register. */
const stageBefore = (stage: Stage | null): Stage =>
  stage === 'metal' || stage === 'magnet' ? 'separation' : 'mine';

const isFeed = ({ relation_type }: SupplierLinkRow) => relation_type === 'feedstock';

const GIVEN_UP = /closed|cancelled/i;

function whyIdle(own: readonly SupplierSiteRow[]): NoDelivery {
  if (own.length === 0) return 'no_plants';
  return own.some(({ operating, status }) => operating === null && !GIVEN_UP.test(status))
    ? 'state_not_read'
    : 'not_producing';
}

/** Tonnes that count as weights: of a plant that stands. */
const capacityOf = ({
  capacity_tonnes_per_year: tonnes,
  capacity_of: of,
  capacity_type: type,
}: SupplierSiteRow): Pick<Site, 'capacity'> =>
  tonnes !== null && tonnes > 0 && (type === 'nameplate' || type === 'actual_output')
    ? { capacity: { tonnes, of } }
    : {};

/** A name on one of China's lists. */
export interface ListedName
  extends Pick<ListedNamesRow, 'list' | 'listed' | 'ended' | 'measure' | 'note'>,
    Pick<ListedNamesRow['names'][number], 'name' | 'aliases' | 'name_zh' | 'country'> {
  /** Address. */
  readonly notice: string | null;
}

/** Known by the day and not ended on it. */
export const listedNamesOn = ({
  data,
  day,
  known,
}: Pick<FactsOnDay, 'data' | 'day' | 'known'>): readonly ListedName[] =>
  data.listed_names
    .filter(
      ({ known_from, ended }) => dayNumber(known_from) <= known && (ended === null || dayNumber(ended) > day),
    )
    .flatMap(({ list, listed, ended, measure, note, source_url, names }) =>
      names.map((name) => ({ ...name, list, listed, ended, measure, note, notice: source_url })),
    );

/** Is the company, or its parent, on the export control list, since before a day? */
const isListed = (
  { listed_as, listed_name }: SupplierSiteRow,
  facts: FactsOnDay,
  before = Number.POSITIVE_INFINITY,
) =>
  listed_name !== null &&
  listed_as !== 'acquirer' &&
  listedNamesOn(facts).some(
    ({ list, name, listed }) =>
      list === 'export_control' && name === listed_name && dayNumber(listed) < before,
  );

/**
 * The table has one vintage: before it was seen, a site ran since its start, and always when none is
 * stated.
 */
function isRunning(
  { operating, status, start_date, known_from }: SupplierSiteRow,
  { day, known }: FactsOnDay,
) {
  if ((operating !== 'yes' && operating !== 'partial') || GIVEN_UP.test(status)) return false;
  return lastDayOf(known_from) <= known || start_date === null || firstDayOfPeriod(start_date) <= day;
}

function isDue(start: string, { day, parameters }: FactsOnDay) {
  const first = firstDayOfPeriod(start);
  return first > day && first <= day + parameters.horizon;
}

/** Companies with sites, and traders, in byte order of ids. */
export function suppliersOf(
  sites: readonly SupplierSiteRow[],
  companies: readonly CompanyRow[] = [],
): readonly Readonly<{ id: string; name: string }>[] {
  const names = new Map([
    ...companies.filter(isTrader).map(({ id, name }) => [id, name] as const),
    ...sites.map(({ supplier, supplier_name }) => [supplier, supplier_name] as const),
  ]);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** It has no plants of its own and sells what others make. */
export const isTrader = ({ sells }: CompanyRow): boolean => sells.length > 0;

/** With a tenth of the world or more, in byte order. */
export function supplyingCountries(facts: FactsOnDay): readonly CountryCode[] {
  const countries = elementIds(facts.data).flatMap((element) =>
    facts.stagesOf(element).flatMap((stage) => {
      const world = facts.world(element, stage);
      const total = Object.values(world).reduce((sum, share) => sum + share, 0);
      return Object.entries(world).flatMap(([country, share]) =>
        country !== 'OTH' && share / total >= LEAST_SHARE ? [country] : [],
      );
    }),
  );
  return [...new Set(countries)].sort();
}
