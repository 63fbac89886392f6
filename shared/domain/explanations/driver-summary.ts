/**
 * One sentence per hazard, for a reader who knows the business and not the method: who could stop what part of the supply, what is known
 * about it, and how long the stock would last.
 */

import { signalsUsed } from '../signals/signal-tilt.ts';
import { readHazardId } from '../vocabulary/hazard-id.ts';
import { type Methodology, recordStartOf } from '../vocabulary/methodology.ts';
import type { SignalReadings } from '../vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, HazardResult, RatedHazardResult, SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import type { Names } from './document-context.ts';

/** What the sentences speak of. */
export interface SummaryContext {
  readonly names: Names;
  readonly buyer: string;
  /** `dysprosium at the separation stage`, or the name of a supplier. */
  readonly supply: string;
  /** Year since which announcements of new controls are counted. */
  readonly countedSince: string;
  /** None of the signals could be read as it is: their state is that of the unknown. */
  readonly signalsUnknown: boolean;
}

/** What of a scene follows from the method and the signals. */
export function contextOfSignals(
  signals: SignalReadings | null | undefined,
  { parameters }: Methodology,
): Pick<SummaryContext, 'countedSince' | 'signalsUnknown'> {
  const { x, stale } = signalsUsed(signals, parameters);
  return {
    countedSince: recordStartOf(parameters.signal_origin, parameters).slice(0, 4),
    signalsUnknown: stale.length === Object.keys(x).length,
  };
}

const placeOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** `98 %`, `0.4 %`, `under 0.1 %`. */
function percent(fraction: number): string {
  const value = 100 * fraction;
  if (value === 0) return '0 %';
  if (value < 0.1) return 'under 0.1 %';
  return `${value < 1 ? value.toFixed(1) : value.toFixed(0)} %`;
}

/** `83 days`, `3 years`. */
function span(days: number): string {
  if (days >= 730) return `${(days / 365.25).toFixed(0)} years`;
  const whole = Math.max(1, Math.round(days));
  return whole === 1 ? '1 day' : `${whole} days`;
}

const stockLasts = (ttsDays: number | null): string =>
  ttsDays === null ? 'other sources and stock make it good' : `the stock would last ${span(ttsDays)}`;

/** At most two titles: the sentence is to stay one. */
function namedMeasures(ids: readonly string[], names: Names): string {
  const distinct = [...new Set(ids.map((id) => id.replace(/#residual$/, '')))];
  const named = distinct.slice(0, 2).map((id) => {
    const { title, from } = names.measure(id);
    return `${shortened(title)} (${from})`;
  });
  const more = distinct.length - named.length;
  return more > 0 ? `${named.join('; ')}; and ${more} more` : named.join('; ');
}

const LONGEST_TITLE = 90;
const shortened = (title: string): string => (title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`);

/** `China, source of 98 % of Japan's dysprosium`; two origins at once together; ore by the plants it feeds. */
function controlledShare({ id, a }: Pick<HazardResult, 'id' | 'a'>, { names, buyer, supply }: SummaryContext): string {
  const { origins, feed } = readHazardId(id);
  const countries = origins.map((origin) => names.country(origin));
  if (feed !== null)
    return `${countries.join()}, whose ore plants in ${names.country(feed.processor)} turn into ${percent(a)} of ${buyer}'s ${supply}`;
  const [first = '', second] = countries;
  return second === undefined
    ? `${first}, source of ${percent(a)} of ${buyer}'s ${supply}`
    : `${first} and ${second} at once, sources of ${percent(a)} of ${buyer}'s ${supply}`;
}

function activeControl(hazard: ActiveControlResult, context: SummaryContext): string {
  const strongest = Object.entries(hazard.Lambda_measures)
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => id);
  const share = controlledShare(hazard, context);
  const [is, does] = readHazardId(hazard.id).origins.length > 1 ? ['have', 'control'] : ['has', 'controls'];
  if (hazard.Lambda === 0) return `${share}, ${is} controls in place, but ${stockLasts(null)}.`;
  return `${share}, ${does} exports: ${namedMeasures(strongest, context.names)}; if they bind ${stockLasts(hazard.tts_days)}, and the chance that they start to bind and outlast it is ${percent(hazard.q)}.`;
}

/** What is announced, or suspended and may come back. */
function scheduledControl(hazard: ActiveControlResult, context: SummaryContext): string {
  const ids = Object.entries(hazard.Lambda_measures)
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => id);
  const share = controlledShare(hazard, context);
  if (ids.length === 0) return `${share}, has controls announced or suspended, but ${stockLasts(null)}.`;
  return `${share}, has controls announced or suspended that may take effect: ${namedMeasures(ids, context.names)}; the chance that one does and outlasts the stock is ${percent(hazard.q)}.`;
}

function signalEffect(hazard: { readonly Lambda: number; readonly Lambda_base: number }, { signalsUnknown }: SummaryContext): string {
  const raised = hazard.Lambda_base > 0 ? hazard.Lambda / hazard.Lambda_base - 1 : 0;
  if (raised < 0.005) return '';
  const signals = signalsUnknown
    ? 'that the present state of the military signals is not known raises'
    : 'military and coast guard signals raise';
  return `; ${signals} this by ${percent(raised)}`;
}

type Rated = Pick<RatedHazardResult, 'id' | 'kind' | 'a' | 'tts_days' | 'p_outlast' | 'lambda_base' | 'Lambda' | 'Lambda_base'> & {
  readonly events?: number;
};

function newControl(hazard: Rated, context: SummaryContext): string {
  const { buyer, countedSince } = context;
  const record =
    hazard.events === undefined || hazard.events === 0 ? '' : ` after ${hazard.events} that hit ${buyer} since ${countedSince}`;
  return `${controlledShare(hazard, context)}, may impose another control (${hazard.lambda_base.toFixed(2)} a year expected${record}); ${outlasting(hazard)}${signalEffect(hazard, context)}.`;
}

const outlasting = (hazard: Rated): string =>
  hazard.tts_days === null
    ? stockLasts(null)
    : `${stockLasts(hazard.tts_days)}, and ${percent(hazard.p_outlast)} of such cases last longer`;

function originInstability(hazard: Rated, context: SummaryContext): string {
  return `Political instability in ${controlledShare(hazard, context)}, may stop deliveries (${hazard.lambda_base.toFixed(3)} a year); ${outlasting(hazard)}.`;
}

const transit = (hazard: Rated, context: SummaryContext): string =>
  `A closure of the sea lanes around Taiwan and the East China Sea would hold up ${percent(hazard.a)} of ${context.buyer}'s ${context.supply}; ${outlasting(hazard)}${signalEffect(hazard, context)}.`;

const facility = (hazard: Rated, { buyer, supply }: SummaryContext): string =>
  `An outage of the largest single plant would take ${percent(hazard.a)} of ${buyer}'s ${supply}; ${outlasting(hazard)}.`;

/** Sentence for a hazard of an element's stage. */
export function hazardSummary(hazard: HazardResult, context: SummaryContext): string {
  switch (hazard.kind) {
    case 'active_control':
      return activeControl(hazard, context);
    case 'scheduled_control':
      return scheduledControl(hazard, context);
    case 'new_control':
      return newControl(hazard, context);
    case 'origin_instability':
      return originInstability(hazard, context);
    case 'transit':
      return transit(hazard, context);
    case 'facility':
      return facility(hazard, context);
  }
}

/** Sentence for a hazard of a supplier. */
export function supplierHazardSummary(hazard: SupplierHazardResult, context: SummaryContext): string {
  if ('Lambda_measures' in hazard) return supplierControl(hazard, context);
  if ('lambda_base' in hazard) return supplierRated(hazard, context);
  const chance = `${stockLasts(hazard.tts_days)}, and the chance of a stop that outlasts it is ${percent(hazard.q * hazard.p_outlast)}`;
  if (hazard.id === 'listing') return `${context.supply} or its customers are on a Chinese list that bars deliveries to them; ${chance}.`;
  return `Chinese rules on foreign goods with Chinese content reach ${percent(hazard.a)} of the deliveries of ${context.supply}; ${chance}.`;
}

function supplierControl(hazard: ActiveControlResult, { names, buyer, supply }: SummaryContext): string {
  const origin = names.country(placeOf(hazard.id));
  const ids = Object.keys(hazard.Lambda_measures);
  const where = `${percent(hazard.a)} of the deliveries of ${supply} to ${buyer} depend on sites in ${origin}`;
  return `${where} whose exports are controlled (${namedMeasures(ids, names)}); the chance that this binds and outlasts the stock is ${percent(hazard.q)}.`;
}

function supplierRated(hazard: Rated, context: SummaryContext): string {
  const { names, supply } = context;
  const loss = `${percent(hazard.a)} of the deliveries of ${supply}`;
  const place = placeOf(hazard.id);
  switch (hazard.kind) {
    case 'new_control':
      return `A new export control by ${names.country(place)} would stop ${loss} (${hazard.lambda_base.toFixed(2)} a year expected); ${outlasting(hazard)}${signalEffect(hazard, context)}.`;
    case 'origin_instability':
      return `Political instability in ${names.country(place)} would stop ${loss}; ${outlasting(hazard)}.`;
    case 'facility':
      return `An outage at ${names.site(place)} would stop ${loss}; ${outlasting(hazard)}.`;
    default:
      return `A closure of the sea lanes around Taiwan and the East China Sea would hold up ${loss}; ${outlasting(hazard)}${signalEffect(hazard, context)}.`;
  }
}
