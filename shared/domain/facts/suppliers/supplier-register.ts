/**
 * The register of suppliers as it stands on a day: which sites run, what they make, which agreements move goods. The table of sites has one
 * vintage, so what a site was on an earlier day is read from its start date; links carry the day from which they were known.
 */
import { dayNumber } from '../../time/calendar.ts';
import type { DayNumber } from '../../time/partial-date.ts';
import type { ExternalPartyRow, ReferenceData, SupplierLinkRow, SupplierSiteRow } from '../../vocabulary/reference-data.ts';
import { STAGES, type Stage } from '../../vocabulary/scoring-inputs.ts';
import { firstDayOfPeriod, lastDayOfPeriod } from '../period.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { type RegisterLookups, registerLookups } from './register-lookups.ts';

/** A plain sentence about how an input was made, with the rows it rests on. */
export interface AssemblyNote {
  readonly text: string;
  readonly evidence: readonly string[];
}

/** Does a site produce on the day, and if so, is that a plan whose date has come or something a source has seen. */
interface Operation {
  readonly runs: boolean;
  readonly onPlan: boolean;
  /** Why, where that is not plain from the row. */
  readonly remark: string | null;
}

export interface SupplierRegister extends RegisterLookups {
  /** Equal on two days on which the same sites run and the same links are in effect, so that chains can be shared between such days. */
  readonly state: string;
  /** The earlier of D and K: what is learnt later does not exist. */
  readonly knowledge: DayNumber;
  readonly sites: readonly SupplierSiteRow[];
  readonly parties: readonly ExternalPartyRow[];
  readonly siteById: ReadonlyMap<string, SupplierSiteRow>;
  readonly partyById: ReadonlyMap<string, ExternalPartyRow>;
  readonly operationOf: (site: SupplierSiteRow) => Operation;
  /** Links in effect on the day, of any relation. */
  readonly links: readonly SupplierLinkRow[];
}

/** Relations by which goods reach a plant as its input. */
const FEED_RELATIONS: readonly string[] = ['feedstock', 'tolling'];
/** Relations by which goods leave a seller. */
const SALE_RELATIONS: readonly string[] = ['offtake', 'distribution'];

export const isFeed = ({ relation_type }: SupplierLinkRow): boolean => FEED_RELATIONS.includes(relation_type);
export const isSale = ({ relation_type }: SupplierLinkRow): boolean => SALE_RELATIONS.includes(relation_type);

export function registerOn(data: ReferenceData, asOf: string, knownAt: string): SupplierRegister {
  const day = dayNumber(asOf);
  const knowledge = Math.min(day, dayNumber(knownAt));
  const siteById = new Map(data.supplier_sites.map((site) => [site.id, site]));
  const operations = new Map(data.supplier_sites.map((site) => [site.id, operationOn(site, day, knowledge)]));
  const operationOf = (site: SupplierSiteRow): Operation => operations.get(site.id) ?? operationOn(site, day, knowledge);
  const links = data.supplier_links.filter((link) => inEffect(link, day, knowledge, siteById, operationOf));
  return {
    ...registerLookups(data.supplier_sites, links, data.external_parties),
    knowledge,
    state: JSON.stringify([[...operations], links.map(({ id }) => id)]),
    sites: data.supplier_sites,
    parties: data.external_parties,
    siteById,
    partyById: new Map(data.external_parties.map((party) => [party.id, party])),
    operationOf,
    links,
  };
}

/** A register that was made once for a day, and the name of the first day on which the register was the same: a key for what follows from it. */
export interface RememberedRegister extends SupplierRegister {
  readonly firstDay: string;
}

/** The register of the index's facts on a day, made once. */
export function registerOf(index: ReferenceIndex, asOf: string, knownAt: string): RememberedRegister {
  const day = `${asOf}|${knownAt}`;
  return index.remembered(`register|${day}`, () => {
    const register = registerOn(index.data, asOf, knownAt);
    // The state of a large register has megabytes: it is looked up once a day, not once a supplier.
    return { ...register, firstDay: index.remembered(`register-state|${register.state}`, () => day) };
  });
}

/** Words in a source which mean that a date no longer holds. */
const GIVEN_UP = /\b(cancelled|no longer|closed|abandoned)\b/i;
const SLIPPED = /\b(slipped|delayed|postponed)\b/i;

/**
 * A site that a source has seen producing runs from its start date on; a start date after the day of the source is a later milestone. One
 * that does not produce yet enters on the last day of the period it is promised for, unless the promise is off, was moved, names no
 * tonnage, or was refuted by a source from after the date.
 */
function operationOn(site: SupplierSiteRow, day: DayNumber, knowledge: DayNumber): Operation {
  if (site.capacity_type === 'cancelled') return idle(cancellation(site, knowledge));
  if (site.operating === 'no') return promisedOperation(site, day);
  const start = site.start_date === null ? null : firstDayOfPeriod(site.start_date);
  const seen = lastDayOfPeriod(site.date);
  if (start !== null && start <= seen && day < start) return idle(`starts in ${site.start_date}`);
  return { runs: true, onPlan: false, remark: doubtOf(site, start !== null && start > seen) };
}

/** A project that was given up later had no weight before either: it was a plan. */
function cancellation(site: SupplierSiteRow, knowledge: DayNumber): string {
  return lastDayOfPeriod(site.date) <= knowledge ? 'is cancelled and leaves' : 'is a project without weight';
}

function doubtOf(site: SupplierSiteRow, startIsAhead: boolean): string | null {
  if (site.operating === null) return `is counted as running although its present state is not known ("${site.status}")`;
  return startIsAhead ? `is counted as running; ${site.start_date} is a later step ("${site.status}")` : null;
}

function promisedOperation(site: SupplierSiteRow, day: DayNumber): Operation {
  if (GIVEN_UP.test(site.status)) return idle(`is given up ("${site.status}")`);
  if (site.start_date === null) return idle(`does not produce and has no date ("${site.status}")`);
  if (SLIPPED.test(site.status)) return idle(`does not produce and its date has slipped ("${site.status}")`);
  const due = lastDayOfPeriod(site.start_date);
  if (day < due) return idle(`is planned for ${site.start_date} and does not count before`);
  if (lastDayOfPeriod(site.date) >= due)
    return idle(`was planned for ${site.start_date}, and a source of ${site.date} still says that it does not produce`);
  if (site.capacity_tonnes_per_year === null) return idle(`is planned for ${site.start_date} without a tonnage`);
  return {
    runs: true,
    onPlan: true,
    remark: `counts since the end of ${site.start_date}, the date it was promised for; no source has seen it produce`,
  };
}

const idle = (remark: string): Operation => ({ runs: false, onPlan: false, remark });

/**
 * Whether a link is in effect: known, begun, not over. A planned link counts only towards a site that has itself entered on its planned
 * date and has nothing else: a plan must never make an input that runs today look safer.
 */
function inEffect(
  link: SupplierLinkRow,
  day: DayNumber,
  knowledge: DayNumber,
  siteById: ReadonlyMap<string, SupplierSiteRow>,
  operationOf: (site: SupplierSiteRow) => Operation,
): boolean {
  if (lastDayOfPeriod(link.known_from) > knowledge || link.status === 'suspended') return false;
  if (link.from_date !== null && firstDayOfPeriod(link.from_date) > day) return false;
  if (link.to_date !== null && lastDayOfPeriod(link.to_date) <= day) return false;
  if (link.status === 'ended') return link.to_date !== null;
  if (link.status === 'active') return true;
  const fed = siteById.get(link.to);
  return fed !== undefined && isFeed(link) && operationOf(fed).onPlan;
}

/** Position of a stage in the chain. */
export const stageOrder = (stage: Stage): number => STAGES.indexOf(stage);

/** Cracks, separates or refines: what moves into such a plant is an intermediate that few others can use. */
const separates = ({ stage }: SupplierSiteRow): boolean => stage === 'separation' || stage === 'refining';

/** Is the plant the only one that can use what the site makes: ore is for separation, alloy for magnets. Oxides are goods of their own. */
function isNextStep(site: SupplierSiteRow, plant: SupplierSiteRow): boolean {
  return (site.stage === 'mine' && separates(plant)) || (site.stage === 'metal' && plant.stage === 'magnet');
}

/**
 * Does all of the site's output go into other sites of its company, with no agreement that sells any of it: ore of a company that separates
 * the same elements, alloy of one that makes magnets of them, what feeds its separation plants, or what its plants have as only or main feed.
 */
export function onlyFeedsItsOwner(site: SupplierSiteRow, register: SupplierRegister): boolean {
  const outgoing = register.linksFrom(site.id);
  const isCustom = (id: string): boolean => register.siteById.get(id)?.supplier === site.supplier;
  if (outgoing.some((link) => isSale(link) || (isFeed(link) && !isCustom(link.to)))) return false;
  const ownPlants = register.sitesOf(site.supplier).filter((other) => register.operationOf(other).runs);
  if (ownPlants.some((plant) => isNextStep(site, plant) && shared(site.elements, plant.elements).length > 0)) return true;
  return ownPlants.some((plant) => {
    const link = outgoing.find((candidate) => isFeed(candidate) && candidate.to === plant.id);
    return link !== undefined && stageOrder(plant.stage) >= stageOrder(site.stage) && (separates(plant) || link.essential === 'yes');
  });
}

/** A site as a reader knows it. */
export const siteName = (site: SupplierSiteRow): string => `${site.company}, ${site.site}`;

/** Symbols both lists have, in the order of the first. */
export function shared(first: Iterable<string>, second: readonly string[]): readonly string[] {
  return [...first].filter((symbol) => second.includes(symbol));
}
