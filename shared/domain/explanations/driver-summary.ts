/**
 * One sentence per hazard, for a reader who knows the business and not the method: who could stop what part of the supply, what is known
 * about it, and how long the stock would last.
 */

import { signalsUsed } from '../signals/signal-tilt.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { capitalised, possessive } from '../vocabulary/country-names.ts';
import { readHazardId } from '../vocabulary/hazard-id.ts';
import { type Methodology, recordStartOf } from '../vocabulary/methodology.ts';
import type { SignalReadings } from '../vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, HazardResult, RatedHazardResult, SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import type { Names } from './document-context.ts';

/** Names and facts that the sentences of a summary refer to. */
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

/** The parts of the summary context that follow from the method and the signals. */
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

/** Longer stocks are a figure of the arithmetic, not of a warehouse. */
const LONGEST_SPAN = 3653;

/** `83 days`, `3 years`, `more than ten years`. */
function span(days: number): string {
  if (days >= LONGEST_SPAN) return 'more than ten years';
  if (days >= 730) return `${(days / 365.25).toFixed(0)} years`;
  const whole = Math.max(1, Math.round(days));
  return whole === 1 ? '1 day' : `${whole} days`;
}

const stockLasts = (ttsDays: number | null): string =>
  ttsDays === null ? 'other sources and stock make it good' : `the stock would last ${span(ttsDays)}`;

/** The measures by what they give, the largest first. */
const strongestFirst = ({ Lambda_measures }: ActiveControlResult): readonly string[] =>
  Object.entries(Lambda_measures)
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => id);

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
    return `${countries.join()}, whose ore plants in ${names.country(feed.processor)} turn into ${percent(a)} of ${possessive(buyer)} ${supply}`;
  const [first = '', second] = countries;
  return second === undefined
    ? `${first}, ${origins[0] === OTHER_ORIGINS ? 'together ' : ''}source of ${percent(a)} of ${possessive(buyer)} ${supply}`
    : `${first} and ${second} at once, sources of ${percent(a)} of ${possessive(buyer)} ${supply}`;
}

function activeControl(hazard: ActiveControlResult, context: SummaryContext): string {
  const share = controlledShare(hazard, context);
  const [is, does] = readHazardId(hazard.id).origins.length > 1 ? ['have', 'control'] : ['has', 'controls'];
  if (hazard.Lambda === 0) return `${share}, ${is} controls in place, but ${stockLasts(null)}.`;
  return `${share}, ${does} exports: ${namedMeasures(strongestFirst(hazard), context.names)}; if they bind ${stockLasts(hazard.tts_days)}, and the chance that they start to bind and outlast it is ${percent(hazard.q)}.`;
}

/** Sentence for controls that are announced, or suspended and may come back. */
function scheduledControl(hazard: ActiveControlResult, context: SummaryContext): string {
  const ids = strongestFirst(hazard);
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
  const events = hazard.events ?? 0;
  // The rate is that of controls that bind, the record that of all that were announced.
  const rate = `${hazard.lambda_base.toFixed(2)} a year that bind are expected`;
  const record = events === 0 ? '' : `, after ${events} announced since ${countedSince} that hit ${buyer}`;
  const what = events === 0 ? 'a control' : 'another control';
  return `${controlledShare(hazard, context)}, may impose ${what} (${rate}${record}); ${outlasting(hazard)}${signalEffect(hazard, context)}.`;
}

const outlasting = (hazard: Rated): string =>
  hazard.tts_days === null
    ? stockLasts(null)
    : `${stockLasts(hazard.tts_days)}, and ${percent(hazard.p_outlast)} of such cases last longer`;

function originInstability(hazard: Rated, context: SummaryContext): string {
  return `Political instability in ${controlledShare(hazard, context)}, may stop deliveries (${hazard.lambda_base.toFixed(3)} a year); ${outlasting(hazard)}.`;
}

const transit = (hazard: Rated, context: SummaryContext): string =>
  `A closure of the sea lanes around Taiwan and the East China Sea would hold up ${percent(hazard.a)} of ${possessive(context.buyer)} ${context.supply}; ${outlasting(hazard)}${signalEffect(hazard, context)}.`;

const facility = (hazard: Rated, { buyer, supply }: SummaryContext): string =>
  `An outage of the largest single plant would take ${percent(hazard.a)} of ${possessive(buyer)} ${supply}; ${outlasting(hazard)}.`;

/** Sentence for a hazard of an element's stage. */
export const hazardSummary = (hazard: HazardResult, context: SummaryContext): string => capitalised(ofStage(hazard, context));

function ofStage(hazard: HazardResult, context: SummaryContext): string {
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
export const supplierHazardSummary = (hazard: SupplierHazardResult, context: SummaryContext): string =>
  capitalised(ofSupplier(hazard, context));

function ofSupplier(hazard: SupplierHazardResult, context: SummaryContext): string {
  const { supply } = context;
  if ('Lambda_measures' in hazard) return supplierControl(hazard, context);
  if ('lambda_base' in hazard) return supplierRated(hazard, context);
  const isListing = hazard.id === 'listing';
  if (hazard.a === 0) {
    const noContent = `no Chinese content of the deliveries of ${supply} is known, so it stops none of them`;
    return isListing
      ? `${supply} or its customers are on a Chinese list that bars deliveries to them; ${noContent}.`
      : `Chinese rules on foreign goods with Chinese content are in force; ${noContent}.`;
  }
  // q is the chance that the rule binds and outlasts the stock, both in one.
  const chance = `${stockLasts(hazard.tts_days)}, and the chance that it binds and outlasts it is ${percent(hazard.q)}`;
  if (isListing) return `${supply} or its customers are on a Chinese list that bars deliveries to them; ${chance}.`;
  return `Chinese rules on foreign goods with Chinese content reach ${percent(hazard.a)} of the deliveries of ${supply}; ${chance}.`;
}

function supplierControl(hazard: ActiveControlResult, { names, buyer, supply }: SummaryContext): string {
  const origin = names.country(placeOf(hazard.id));
  const where = `${percent(hazard.a)} of the deliveries of ${supply} to ${buyer} depend on sites in ${origin}`;
  const measures = namedMeasures(strongestFirst(hazard), names);
  if (hazard.kind === 'scheduled_control')
    return `${where} for whose exports controls are announced or suspended (${measures}); the chance that one takes effect and outlasts the stock is ${percent(hazard.q)}.`;
  return `${where} whose exports are controlled (${measures}); the chance that this binds and outlasts the stock is ${percent(hazard.q)}.`;
}

function supplierRated(hazard: Rated, context: SummaryContext): string {
  const { names, supply } = context;
  const deliveries = `the deliveries of ${supply}`;
  // The method knows no other source of what a supplier delivers: without a loss there is nothing to make good.
  const ofDeliveries = hazard.a === 0 ? `none of ${deliveries}` : `${percent(hazard.a)} of ${deliveries}`;
  const then = hazard.a === 0 ? '' : `; ${outlasting(hazard)}`;
  const place = placeOf(hazard.id);
  switch (hazard.kind) {
    case 'new_control': {
      const rate = `(${hazard.lambda_base.toFixed(2)} a year that bind are expected)`;
      return `A new export control by ${names.country(place)} would stop ${ofDeliveries} ${rate}${then}${signalEffect(hazard, context)}.`;
    }
    case 'origin_instability':
      return `Political instability in ${names.country(place)} would stop ${ofDeliveries}${then}.`;
    case 'facility':
      return `An outage at ${names.site(place)} would stop ${ofDeliveries}${then}.`;
    default:
      return `A closure of the sea lanes around Taiwan and the East China Sea would hold up ${ofDeliveries}${then}${signalEffect(hazard, context)}.`;
  }
}
