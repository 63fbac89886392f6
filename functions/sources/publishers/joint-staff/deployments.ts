/**
 * Deployments of Chinese carriers out of releases that repeat and continue each other. The order in which
 * releases are given does not matter.
 */
import { dayNumber } from '#domain/time/calendar.ts';
import type { ReadDocument, ReadObservation } from '../document-reader.ts';
import { isInbound, leadsToPacific } from './release-words.ts';

type DeploymentScope = 'pacific' | 'strait' | 'scs';

/** One carrier seen in one release on a day or a span of days. */
export interface CarrierSighting {
  readonly carrier: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** `null`: the release does not say where. */
  readonly scope: DeploymentScope | null;
  readonly straits: readonly string[];
  readonly heading: string | null;
  readonly towards: string | null;
  readonly release: string;
  /** `YYYY-MM-DD`. */
  readonly published: string;
}

/** One stay of a carrier in one kind of waters. */
interface CarrierDeployment {
  /**
   * As in the shipped table: `LIA-2026-05`, with `-S` in the Taiwan Strait and `-E` inside the first island
   * chain; a second one in a month ends in `-2`.
   */
  readonly id: string;
  readonly carrier: string;
  readonly scope: DeploymentScope;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /**
   * Day of return, or the last day seen where nothing was heard for {@link SILENT_DAYS} days; `null` while it
   * goes on.
   */
  readonly end: string | null;
  readonly straits: readonly string[];
  /** Day of the first release that tells of it. */
  readonly knownFrom: string;
  readonly releases: readonly string[];
}

/**
 * A gap of more days parts two deployments, unless one release tells of both sides. Assumed: half of the
 * shortest gap between two that were told apart (11 days, October 2024).
 */
const LINKED_DAYS = 5;
/**
 * A deployment without a return counts as over when nothing was read of it for longer than the longest known
 * silence within one, 2026-05-30 to 06-19.
 */
const SILENT_DAYS = 21;

/**
 * Deployments of all carriers, by carrier and first day. `readTo` is the day of the newest release that was
 * read, of whatever carrier.
 */
export function carrierDeployments(
  sightings: readonly CarrierSighting[],
  readTo: string,
): readonly CarrierDeployment[] {
  const carriers = [...new Set(sightings.map(({ carrier }) => carrier))].sort();
  return carriers.flatMap((carrier) => {
    const own = sightings.filter((sighting) => sighting.carrier === carrier).sort(bySighting);
    const stays = staysOf(own);
    return withIds(stays.map((stay) => deploymentOf(stay, readTo)));
  });
}

const textOf = (sighting: CarrierSighting): string =>
  JSON.stringify([sighting.published, sighting.release, sighting.straits, sighting.towards]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const bySighting = (a: CarrierSighting, b: CarrierSighting): number =>
  compare(a.firstDay, b.firstDay) ||
  compare(a.lastDay, b.lastDay) ||
  compare(textOf(a), textOf(b)) ||
  compare(JSON.stringify(a), JSON.stringify(b));

interface Stay {
  readonly scope: DeploymentScope;
  readonly sightings: CarrierSighting[];
  lastDay: string;
  returned: boolean;
}

/**
 * Sightings of one carrier, sorted, cut where it came home, where the waters change, and where it was silent
 * and no release links both sides.
 */
function staysOf(sorted: readonly CarrierSighting[]): readonly Stay[] {
  const scopes = scopesByDay(sorted);
  const stays: Stay[] = [];
  for (const [index, sighting] of sorted.entries()) {
    const scope = scopes.get(sighting.firstDay) ?? null;
    const open = stays.at(-1);
    const goesOn =
      open !== undefined &&
      (scope === null || scope === open.scope) &&
      (sighting.firstDay <= open.lastDay || !open.returned) &&
      (dayNumber(sighting.firstDay) - dayNumber(open.lastDay) <= LINKED_DAYS ||
        isLinked(sorted, index, open.sightings));
    // A day of flights without a place belongs to the stay before it; without one it lies beyond the chain,
    // where alone Japan counts flights.
    const stay = goesOn
      ? open
      : { scope: scope ?? 'pacific', sightings: [], lastDay: sighting.lastDay, returned: false };
    if (!goesOn) stays.push(stay);
    stay.sightings.push(sighting);
    if (sighting.lastDay > stay.lastDay) stay.lastDay = sighting.lastDay;
    if (isReturn(sighting)) stay.returned = true;
  }
  return stays;
}

/**
 * Where a carrier was on a day, by all that was said of the day; the Pacific wins, since a passage makes a
 * day one of both waters.
 */
function scopesByDay(sightings: readonly CarrierSighting[]): ReadonlyMap<string, DeploymentScope> {
  const scopes = new Map<string, DeploymentScope>();
  const order: readonly (DeploymentScope | null)[] = ['pacific', 'strait', 'scs'];
  for (const wanted of order)
    for (const { firstDay, scope } of sightings)
      if (scope !== null && scope === wanted && !scopes.has(firstDay)) scopes.set(firstDay, scope);
  return scopes;
}

/** Does one release tell of a sighting in the stay and of one at or after the index? */
function isLinked(
  sorted: readonly CarrierSighting[],
  index: number,
  before: readonly CarrierSighting[],
): boolean {
  const releases = new Set(before.map(({ release }) => release));
  return sorted.slice(index).some(({ release }) => releases.has(release));
}

function isReturn({ straits, heading, towards }: CarrierSighting): boolean {
  if (towards !== null) return towards !== 'Pacific';
  return straits.some((strait) => isInbound(strait, heading) === true);
}

function deploymentOf({ scope, sightings, lastDay, returned }: Stay, readTo: string): CarrierDeployment {
  const carrier = sightings[0]?.carrier ?? '';
  const firstSeen = sightings.map(({ firstDay }) => firstDay).toSorted()[0] ?? '';
  const isSilent = dayNumber(readTo) - dayNumber(lastDay) > SILENT_DAYS;
  return {
    id: '',
    carrier,
    scope,
    firstSeen,
    lastSeen: lastDay,
    end: returned || isSilent || scope !== 'pacific' ? lastDay : null,
    straits: [...new Set(sightings.flatMap(({ straits }) => straits))].sort(),
    knownFrom: sightings.map(({ published }) => published).toSorted()[0] ?? '',
    releases: [...new Set(sightings.map(({ release }) => release))].sort(),
  };
}

const SUFFIX: Readonly<Record<DeploymentScope, string>> = { pacific: '', strait: '-S', scs: '-E' };

function withIds(deployments: readonly CarrierDeployment[]): readonly CarrierDeployment[] {
  const seen = new Map<string, number>();
  return deployments.map((deployment) => {
    const base = `${deployment.carrier.slice(0, 3).toUpperCase()}-${deployment.firstSeen.slice(0, 7)}${SUFFIX[deployment.scope]}`;
    const number = (seen.get(base) ?? 0) + 1;
    seen.set(base, number);
    return { ...deployment, id: number === 1 ? base : `${base}-${number}` };
  });
}

/** Series of single sightings of carriers. */
export const SIGHTING_SERIES = 'carrier_sightings';
const CARRIER_SERIES = 'carriers';

/** Sightings in the observations of documents that the reader of the Joint Staff Office gave. */
export function sightingsIn(documents: readonly ReadDocument[]): readonly CarrierSighting[] {
  return documents.flatMap(({ document, observations }) =>
    observations.flatMap(({ series, date, published, values }) => {
      const carriers = Array.isArray(values.carriers) ? (values.carriers as readonly string[]) : [];
      if (series !== SIGHTING_SERIES || published === null) return [];
      return carriers.map((carrier) => ({
        carrier,
        firstDay: String(values.first_day),
        lastDay: date,
        scope: (values.scope ?? null) as DeploymentScope | null,
        straits: (values.straits ?? []) as readonly string[],
        heading: (values.heading ?? null) as string | null,
        towards: (values.towards ?? null) as string | null,
        release: document,
        published,
      }));
    }),
  );
}

/** Deployments that documents tell of together, as observations of the series `carriers`. */
export function carrierObservations(documents: readonly ReadDocument[]): readonly ReadObservation[] {
  const days = documents.flatMap(({ periodEnd, observations }) =>
    [periodEnd ?? [], observations.flatMap(({ published }) => published ?? [])].flat(),
  );
  const readTo = days.toSorted().at(-1);
  if (readTo === undefined) return [];
  return carrierDeployments(sightingsIn(documents), readTo).map((deployment) => ({
    id: deployment.id,
    series: CARRIER_SERIES,
    date: deployment.firstSeen,
    published: deployment.knownFrom,
    values: {
      carrier: deployment.carrier,
      scope: deployment.scope,
      end: deployment.end,
    },
  }));
}

/**
 * Scope of a sighting by its strait, its place, and the sea that the sentence names; `null` where none of
 * them says.
 */
export function scopeOfSighting(
  straits: readonly string[],
  placeScope: 'pacific' | 'scs' | null,
  sea: string | null,
): DeploymentScope | null {
  if (straits.includes('Taiwan')) return 'strait';
  if (straits.some(leadsToPacific)) return 'pacific';
  if (placeScope !== null) return placeScope;
  if (sea === 'Pacific') return 'pacific';
  return sea === 'East China Sea' || sea === 'South China Sea' ? 'scs' : null;
}
