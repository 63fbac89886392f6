/** Releases repeat and continue each other, in any order. */
import { dayNumber } from '#domain/time/calendar.ts';
import type { ReadDocument, ReadObservation } from '../document-reader.ts';
import { isInbound, leadsToPacific } from './release-words.ts';

type DeploymentScope = 'pacific' | 'strait' | 'scs';

export type CarrierSighting = Readonly<{
  carrier: string;
  firstDay: string;
  lastDay: string;
  scope: DeploymentScope | null;
  straits: readonly string[];
  heading: string | null;
  towards: string | null;
  release: string;
  published: string;
}>;

type CarrierDeployment = Readonly<{
  /**
   * `LIA-2026-05`; `-S`: Taiwan Strait, `-E`: inside the first island chain; a second one of a month ends in
   * `-2`.
   */
  id: string;
  carrier: string;
  scope: DeploymentScope;
  firstSeen: string;
  lastSeen: string;
  /** Last day seen where {@link SILENT_DAYS} days were silent; `null` while it goes on. */
  end: string | null;
  straits: readonly string[];
  knownFrom: string;
  releases: readonly string[];
}>;

/**
 * A longer gap parts deployments that no release links. Assumed: half of the shortest known one (11 days,
 * October 2024).
 */
const LINKED_DAYS = 5;
/** The longest known silence within a deployment, 2026-05-30 to 06-19, and a day. */
const SILENT_DAYS = 21;

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

const textOf = (sighting: CarrierSighting) =>
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

/** Cut where it came home, where waters change, and at a silence that no release bridges. */
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
    // Flights without a place belong to the stay before, else beyond the chain, where alone Japan counts
    // them.
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

/** The Pacific wins: a passage makes a day one of both waters. */
function scopesByDay(sightings: readonly CarrierSighting[]): ReadonlyMap<string, DeploymentScope> {
  const scopes = new Map<string, DeploymentScope>();
  const order: readonly (DeploymentScope | null)[] = ['pacific', 'strait', 'scs'];
  for (const wanted of order)
    for (const { firstDay, scope } of sightings)
      if (scope !== null && scope === wanted && !scopes.has(firstDay)) scopes.set(firstDay, scope);
  return scopes;
}

function isLinked(sorted: readonly CarrierSighting[], index: number, before: readonly CarrierSighting[]) {
  const releases = new Set(before.map(({ release }) => release));
  return sorted.slice(index).some(({ release }) => releases.has(release));
}

function isReturn({ straits, heading, towards }: CarrierSighting) {
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

export const SIGHTING_SERIES = 'carrier_sightings';
const CARRIER_SERIES = 'carriers';

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

export function carrierObservations(documents: readonly ReadDocument[]): readonly ReadObservation[] {
  const days = documents.flatMap(({ period_end, observations }) =>
    [period_end ?? [], observations.flatMap(({ published }) => published ?? [])].flat(),
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
