/**
 * One sentence per hazard, for a reader who knows the business and not the method: who could stop what part of the supply, what is known
 * about it, and how long the stock would last. Each is a message: `words/` has its templates.
 */

import { signalsUsed } from '../signals/signal-tilt.ts';
import { OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { readHazardId } from '../vocabulary/hazard-id.ts';
import type { Message, MessageParam } from '../vocabulary/message.ts';
import { type Methodology, recordStartOf } from '../vocabulary/methodology.ts';
import type { SignalReadings } from '../vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, HazardResult, RatedHazardResult, SupplierHazardResult } from '../vocabulary/scoring-result.ts';
import { message, NOTHING } from '../words/message.ts';
import type { Names } from './document-context.ts';

/** Names and facts that the sentences of a summary refer to. */
export interface SummaryContext {
  readonly names: Names;
  /** Code of the country whose supply is at risk. */
  readonly buyer: string;
  /** The element at its stage, as a message, or the name of a supplier. */
  readonly supply: MessageParam;
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

const MADE_GOOD = message('made_good');

const stockLasts = (days: number): Message => message('stock_lasts', { days });

/** The measures by what they give, the largest first. */
const strongestFirst = ({ Lambda_measures }: ActiveControlResult): readonly string[] =>
  Object.entries(Lambda_measures)
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1))
    .map(([id]) => id);

/** At most two titles: the sentence is to stay one. What is left of a suspended measure has its title. */
function namedMeasures(strongest: string, others: readonly string[], names: Names): Message {
  const titled = (id: string): Message => {
    const { title, from, label } = names.measure(id);
    const said = { title: shortened(title), from };
    return label === undefined ? message('measure', said) : message('measure_labelled', { ...said, label });
  };
  const wholeOf = (id: string): string => id.replace(/#residual$/, '');
  const first = titled(wholeOf(strongest));
  const [next, ...left] = new Set(others.map(wholeOf).filter((id) => id !== wholeOf(strongest)));
  if (next === undefined) return message('measures_one', { first });
  const second = titled(next);
  return left.length > 0 ? message('measures_more', { first, second, more: left.length }) : message('measures_two', { first, second });
}

const LONGEST_TITLE = 90;
const shortened = (title: string): string => (title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`);

/** `China, source of 98 % of Japan's dysprosium`; two origins at once together; ore by the plants it feeds. */
function controlledShare({ id, a }: Pick<HazardResult, 'id' | 'a'>, { buyer, supply }: SummaryContext): Message {
  const { origins, feed } = readHazardId(id);
  const [origin = '', second] = origins;
  const of = { origin, share: a, buyer, supply };
  if (feed !== null) return message('source_feed', { ...of, processor: feed.processor });
  if (second !== undefined) return message('source_two', { ...of, second });
  return message(origin === OTHER_ORIGINS ? 'source_others' : 'source_one', of);
}

function activeControl(hazard: ActiveControlResult, context: SummaryContext): Message {
  const source = controlledShare(hazard, context);
  const two = readHazardId(hazard.id).origins.length > 1;
  const { Lambda, tts_days: days } = hazard;
  const [strongest, ...others] = strongestFirst(hazard);
  if (Lambda === 0 || days === null || strongest === undefined) {
    return message(two ? 'active_control_two_harmless' : 'active_control_harmless', { source, stock: MADE_GOOD });
  }
  return message(two ? 'active_control_two' : 'active_control', {
    source,
    measures: namedMeasures(strongest, others, context.names),
    stock: stockLasts(days),
    chance: hazard.q,
  });
}

/** Sentence for controls that are announced, or suspended and may come back. */
function scheduledControl(hazard: ActiveControlResult, context: SummaryContext): Message {
  const [strongest, ...others] = strongestFirst(hazard);
  const source = controlledShare(hazard, context);
  if (strongest === undefined) return message('scheduled_control_harmless', { source, stock: MADE_GOOD });
  return message('scheduled_control', { source, measures: namedMeasures(strongest, others, context.names), chance: hazard.q });
}

function signalEffect(hazard: { readonly Lambda: number; readonly Lambda_base: number }, { signalsUnknown }: SummaryContext): Message {
  const raised = hazard.Lambda_base > 0 ? hazard.Lambda / hazard.Lambda_base - 1 : 0;
  if (raised < 0.005) return NOTHING;
  return message(signalsUnknown ? 'signals_unknown' : 'signals_raise', { by: raised });
}

type Rated = Pick<RatedHazardResult, 'id' | 'kind' | 'a' | 'tts_days' | 'p_outlast' | 'lambda_base' | 'Lambda' | 'Lambda_base'> & {
  readonly events?: number;
};

/** The rate is that of controls that bind, the record that of all that were announced. */
function newControl(hazard: Rated, context: SummaryContext): Message {
  const { buyer, countedSince } = context;
  const events = hazard.events ?? 0;
  return message(events === 0 ? 'new_control' : 'new_control_again', {
    source: controlledShare(hazard, context),
    rate: hazard.lambda_base,
    ...(events === 0 ? {} : { events, since: countedSince, buyer }),
    outlasting: outlasting(hazard),
    signals: signalEffect(hazard, context),
  });
}

const outlasting = (hazard: Rated): Message =>
  hazard.tts_days === null ? MADE_GOOD : message('outlasting', { stock: stockLasts(hazard.tts_days), chance: hazard.p_outlast });

const originInstability = (hazard: Rated, context: SummaryContext): Message =>
  message('origin_instability', {
    source: controlledShare(hazard, context),
    rate: hazard.lambda_base,
    outlasting: outlasting(hazard),
  });

const transit = (hazard: Rated, context: SummaryContext): Message =>
  message('transit', {
    share: hazard.a,
    buyer: context.buyer,
    supply: context.supply,
    outlasting: outlasting(hazard),
    signals: signalEffect(hazard, context),
  });

const facility = (hazard: Rated, { buyer, supply }: SummaryContext): Message =>
  message('facility', { share: hazard.a, buyer, supply, outlasting: outlasting(hazard) });

/** Sentence for a hazard of an element's stage. */
export function hazardSummary(hazard: HazardResult, context: SummaryContext): Message {
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
export function supplierHazardSummary(hazard: SupplierHazardResult, context: SummaryContext): Message {
  const { supply } = context;
  if ('Lambda_measures' in hazard) return supplierControl(hazard, context);
  if ('lambda_base' in hazard) return supplierRated(hazard, context);
  const isListing = hazard.id === 'listing';
  const { tts_days: days } = hazard;
  if (days === null) return message(isListing ? 'supplier_listing_harmless' : 'supplier_extraterritorial_harmless', { supply });
  // q is the chance that the rule binds and outlasts the stock, both in one.
  const told = { supply, stock: stockLasts(days), chance: hazard.q };
  return isListing ? message('supplier_listing', told) : message('supplier_extraterritorial', { ...told, share: hazard.a });
}

function supplierControl(hazard: ActiveControlResult, { names, buyer, supply }: SummaryContext): Message {
  const [strongest, ...others] = strongestFirst(hazard);
  const reached = { share: hazard.a, supply, buyer, origin: placeOf(hazard.id) };
  if (strongest === undefined) return message('supplier_control_harmless', reached);
  const measures = namedMeasures(strongest, others, names);
  const code = hazard.kind === 'scheduled_control' ? 'supplier_scheduled_control' : 'supplier_active_control';
  return message(code, { ...reached, measures, chance: hazard.q });
}

function supplierRated(hazard: Rated, context: SummaryContext): Message {
  const { names, supply } = context;
  // The method knows no other source of what a supplier delivers: without a loss there is nothing to make good.
  const deliveries = hazard.a === 0 ? message('deliveries_none', { supply }) : message('deliveries', { share: hazard.a, supply });
  const lasting = hazard.a === 0 ? NOTHING : message('then_outlasting', { outlasting: outlasting(hazard) });
  const place = placeOf(hazard.id);
  switch (hazard.kind) {
    case 'new_control':
      return message('supplier_new_control', {
        origin: place,
        deliveries,
        rate: hazard.lambda_base,
        lasting,
        signals: signalEffect(hazard, context),
      });
    case 'origin_instability':
      return message('supplier_origin_instability', { origin: place, deliveries, lasting });
    case 'facility':
      return message('supplier_facility', { site: names.site(place), deliveries, lasting });
    default:
      return message('supplier_transit', { deliveries, lasting, signals: signalEffect(hazard, context) });
  }
}
