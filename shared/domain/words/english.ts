/**
 * English templates by code. `{name}` is replaced by the parameter of that name; `{name:format}` by the parameter as `render.ts` formats it.
 * `japanese.ts` has the same codes: it does not compile while one is missing. Labels, and every name of a band, stage, kind or cause, have
 * at most 40 characters; headlines at most 140.
 */
const SENTENCE_PARTS = {
  nothing: '',
  possessive: "{name}'s",
  possessive_s: "{name}'",
  percent: '{n} %',
  percent_under: 'under 0.1 %',
  days: '{n} days',
  day: '1 day',
  years: '{n} years',
  over_ten_years: 'more than ten years',
  under_one: 'under 1',
  over_99: 'over 99',
} as const;

const HEADLINES = {
  chance: '{score:chance} in 100',
  chance_in_range: '{score:chance} in 100 ({p05:whole}–{p95:whole})',
  headline_element: '{subject:element} for {buyer:short}: {chance} for a shortage outlasting stocks, now or within a year{cause}',
  headline_element_begins: '{subject:element} for {buyer:short}: {chance} for a shortage outlasting stocks to begin within a year{cause}',
  headline_supplier: '{subject} for {buyer:short}: {chance} for a stop outlasting stocks, now or within a year{cause}',
  headline_supplier_begins: '{subject} for {buyer:short}: {chance} for a stop outlasting stocks to begin within a year{cause}',
  headline_country:
    '{subject:short} for {buyer:short}: {chance} for a stop of its {element:element} outlasting stocks, now or within a year{cause}',
  headline_country_begins:
    '{subject:short} for {buyer:short}: {chance} for a stop of its {element:element} outlasting stocks to begin within a year{cause}',
  headline_cause: '; main cause: {cause}',
  headline_element_unknown: '{subject:element} for {buyer:short}: no score, because its supply is not known well enough',
  headline_supplier_unknown: '{subject} for {buyer:short}: no score, because its supply chain is not known well enough',
  headline_country_unknown: '{subject:short} for {buyer:short}: no score, because no supply of a scored element from there is known',
  headline_country_itself: '{subject:short} is the buyer itself: what it makes at home crosses no border',
} as const;

const LABELS = {
  label_active_control: '{origin:short_of} export controls',
  label_active_control_two: 'controls by {origin:short} and {second:short}',
  label_active_control_feed: '{origin:short_of} controls on ore',
  label_scheduled_control: '{origin:short_of} pending controls',
  label_scheduled_control_two: 'pending: {origin:short} and {second:short}',
  label_scheduled_control_feed: '{origin:short_of} pending ore controls',
  label_new_control: 'new controls by {origin:short}',
  label_origin_instability: 'unrest in {origin:short}',
  label_transit: 'sea lanes around Taiwan',
  label_facility: 'outage of the largest plant',
  label_facility_site: 'plant outage, {site}',
  label_listing: "China's list of barred companies",
  label_extraterritorial: "China's rule on Chinese content",
  label_other: '{kind}',
  label_measure: '{who}: {what}, {which}',
  measure_by: '{country:short}',
  measure_number: 'No. {number}/{year}',
  measure_year: '{year}',
} as const;

const SUMMARIES = {
  supply_at_stage: '{element:element} at the {stage:stage} stage',
  supply_from: '{element:element} from {country:country}',
  stock_lasts: 'the stock would last {days:span}',
  made_good: 'other sources and stock make it good',
  measure: '{title} ({from})',
  measures_one: '{first}',
  measures_two: '{first}; {second}',
  measures_more: '{first}; {second}; and {more} more',
  source_one: '{origin:country}, source of {share:percent} of {buyer:country_of} {supply}',
  source_others: '{origin:country}, together source of {share:percent} of {buyer:country_of} {supply}',
  source_two: '{origin:country} and {second:country} at once, sources of {share:percent} of {buyer:country_of} {supply}',
  source_feed: '{origin:country}, whose ore plants in {processor:country} turn into {share:percent} of {buyer:country_of} {supply}',
  active_control:
    '{source}, controls exports: {measures}; if they bind {stock}, and the chance that they start to bind and outlast it is {chance:percent}.',
  active_control_two:
    '{source}, control exports: {measures}; if they bind {stock}, and the chance that they start to bind and outlast it is {chance:percent}.',
  active_control_harmless: '{source}, has controls in place, but {stock}.',
  active_control_two_harmless: '{source}, have controls in place, but {stock}.',
  scheduled_control:
    '{source}, has controls announced or suspended that may take effect: {measures}; the chance that one does and outlasts the stock is {chance:percent}.',
  scheduled_control_harmless: '{source}, has controls announced or suspended, but {stock}.',
  signals_raise: '; military and coast guard signals raise this by {by:percent}',
  signals_unknown: '; that the present state of the military signals is not known raises this by {by:percent}',
  outlasting: '{stock}, and {chance:percent} of such cases last longer',
  then_outlasting: '; {outlasting}',
  new_control: '{source}, may impose a control ({rate:fixed2} a year that bind are expected); {outlasting}{signals}.',
  new_control_again:
    '{source}, may impose another control ({rate:fixed2} a year that bind are expected, after {events} announced since {since} that hit {buyer:country}); {outlasting}{signals}.',
  origin_instability: 'Political instability in {source}, may stop deliveries ({rate:fixed3} a year); {outlasting}.',
  transit:
    'A closure of the sea lanes around Taiwan and the East China Sea would hold up {share:percent} of {buyer:country_of} {supply}; {outlasting}{signals}.',
  facility: 'An outage of the largest single plant would take {share:percent} of {buyer:country_of} {supply}; {outlasting}.',
  deliveries: '{share:percent} of the deliveries of {supply}',
  deliveries_none: 'none of the deliveries of {supply}',
  supplier_listing:
    '{supply} or its customers are on a Chinese list that bars deliveries to them; {stock}, and the chance that it binds and outlasts it is {chance:percent}.',
  supplier_listing_harmless:
    '{supply} or its customers are on a Chinese list that bars deliveries to them; no Chinese content of the deliveries of {supply} is known, so it stops none of them.',
  supplier_extraterritorial:
    'Chinese rules on foreign goods with Chinese content reach {share:percent} of the deliveries of {supply}; {stock}, and the chance that it binds and outlasts it is {chance:percent}.',
  supplier_extraterritorial_harmless:
    'Chinese rules on foreign goods with Chinese content are in force; no Chinese content of the deliveries of {supply} is known, so it stops none of them.',
  supplier_active_control:
    '{share:percent} of the deliveries of {supply} to {buyer:country} depend on sites in {origin:country} whose exports are controlled ({measures}); the chance that this binds and outlasts the stock is {chance:percent}.',
  supplier_scheduled_control:
    '{share:percent} of the deliveries of {supply} to {buyer:country} depend on sites in {origin:country} for whose exports controls are announced or suspended ({measures}); the chance that one takes effect and outlasts the stock is {chance:percent}.',
  supplier_control_harmless:
    '{share:percent} of the deliveries of {supply} to {buyer:country} depend on sites in {origin:country} whose exports are controlled, but the controls stop none of them.',
  supplier_new_control:
    'A new export control by {origin:country} would stop {deliveries} ({rate:fixed2} a year that bind are expected){lasting}{signals}.',
  supplier_origin_instability: 'Political instability in {origin:country} would stop {deliveries}{lasting}.',
  supplier_facility: 'An outage at {site} would stop {deliveries}{lasting}.',
  supplier_transit: 'A closure of the sea lanes around Taiwan and the East China Sea would hold up {deliveries}{lasting}{signals}.',
} as const;

/** Names of what the API gives as a word of its own. */
const TERMS = {
  band_low: 'low',
  band_guarded: 'guarded',
  band_elevated: 'elevated',
  band_high: 'high',
  band_critical: 'critical',
  band_unknown: 'unknown',
  stage_mine: 'mine',
  stage_separation: 'separation',
  stage_refining: 'refining',
  stage_metal: 'metal',
  stage_magnet: 'magnet',
  kind_active_control: 'export controls in force',
  kind_scheduled_control: 'controls announced or suspended',
  kind_new_control: 'new export controls',
  kind_origin_instability: 'unrest',
  kind_transit: 'sea lanes around Taiwan',
  kind_facility: 'plant outage',
  part_state: 'in force today',
  part_event: 'may begin within a year',
  cause_new_event: 'new measure or event',
  cause_data_update: 'newer data',
  cause_data_correction: 'source revised',
  cause_methodology: 'new method',
  cause_coverage: 'inputs became known or unknown',
  cause_time_passing: 'time passing',
  cause_override: 'value set by hand',
  cause_lapse: 'term ran out',
  cause_takes_effect: 'decided before, now in effect',
  cause_signal: 'security signals',
  cause_unexplained: 'reason not worked out',
  what_if_cap65: 'no origin above 65 %',
  what_if_even: 'supply spread over five origins',
  what_if_stock_doubled: 'twice the stock',
  what_if_signals_at_rest: 'security signals at rest',
  what_if_measure_lifted: 'lifted: {measure}',
  what_if_all_measures_lifted: 'all export controls lifted',
  what_if_suspension_lapses: 'suspension runs out: {measure}',
  what_if_stock_for_lower_band: '{days} more days of stock',
  measure_ban: 'export ban',
  measure_end_use_ban: 'ban by user',
  measure_entity_list: 'list of entities',
  measure_investment: 'investment',
  measure_licence: 'export licences',
  measure_offtake: 'offtake',
  measure_other: 'policy',
  measure_quota: 'quota',
  measure_stockpile: 'stockpile',
  measure_supply_disruption: 'supply disruption',
  measure_suspension: 'suspension',
  measure_technology_ban: 'technology ban',
  no_weight_own: 'your own, in no published score',
  no_weight_ended: 'ended',
  no_weight_not_confirmed: 'not confirmed',
  no_weight_supplementary: 'counted with another measure',
  no_weight_supports_supply: 'supports supply',
  no_weight_no_direct_effect: 'reaches no scored supply',
} as const;

export const ENGLISH_TEXTS = { ...SENTENCE_PARTS, ...HEADLINES, ...LABELS, ...SUMMARIES, ...TERMS } as const;

export type TextCode = keyof typeof ENGLISH_TEXTS;
