/**
 * English templates by code. `{name}` is replaced by the parameter of that name; `{name:format}` by the
 * parameter as `render.ts` formats it.
 * `japanese.ts` has the same codes: it does not compile while one is missing. Labels, and every name of a
 * band, stage, kind or cause, have
 * at most 40 characters; headlines at most 140.
 */
import { theatreNames } from '../vocabulary/theatres.ts';

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
  under_tenth: 'under 0.1',
  scenario_list: '{list}, {next}',
  date: '{day} {month} {year}',
  month_1: 'Jan',
  month_2: 'Feb',
  month_3: 'Mar',
  month_4: 'Apr',
  month_5: 'May',
  month_6: 'Jun',
  month_7: 'Jul',
  month_8: 'Aug',
  month_9: 'Sep',
  month_10: 'Oct',
  month_11: 'Nov',
  month_12: 'Dec',
} as const;

const HEADLINES = {
  chance: '{score:chance} in 100',
  chance_in_range: '{score:chance} in 100 ({p05:whole}–{p95:whole})',
  headline_element:
    '{subject:element} for {buyer:short}: {chance} for a shortage outlasting stocks within a year{cause}',
  headline_supplier:
    '{subject} for {buyer:short}: {chance} for a stop outlasting stocks within a year{cause}',
  headline_country:
    '{subject:short} for {buyer:short}: {chance} for a stop of its {element:element} outlasting stocks within a year{cause}',
  headline_cause: '; main cause: {cause}',
  headline_element_unknown:
    '{subject:element} for {buyer:short}: no score, because its supply is not known well enough',
  headline_supplier_unknown: '{subject} for {buyer:short}: no score; {reason}',
  headline_country_unknown:
    '{subject:short} for {buyer:short}: no score, because it makes a tenth of no scored element',
  headline_country_itself: '{subject:short} is the buyer itself: what it makes at home crosses no border',
  no_delivery_not_producing: 'it does not produce',
  no_delivery_no_plants: 'it has no plants',
  no_delivery_state_not_read: 'its state has not been read for years',
  no_delivery_delivers_elsewhere: 'it delivers elsewhere',
  no_delivery_committed_elsewhere: 'its output is promised to others',
  no_delivery_no_element: 'it delivers no scored element',
  no_delivery_insufficient_data: 'its supply chain is not known well enough',
} as const;

const LABELS = {
  label_controls: '{origin:short_of} export controls',
  label_new_control: 'new controls by {origin:short}',
  label_new_control_feed: 'new controls by {origin:short} on feed',
  label_disruption: 'disruption in {origin:short}',
  label_disruption_feed: 'disruption of feed from {origin:short}',
  label_security_taiwan: 'crisis in the Taiwan Strait',
  label_security_senkaku: 'crisis over the Senkaku/Diaoyu',
  label_ramp_up: 'new plants that do not ramp up',
  label_closure: 'closure of its plants',
  label_listing: "China's control list",
  label_stop: 'assumed stop: {stop}',
  label_measure: '{who}: {what}, {which}',
  label_measure_brief: '{who} {which}',
  label_measure_unnumbered: '{who} {what} of {which}',
  label_measure_by_id: '{id}',
  measure_by: '{country:short}',
  measure_number: 'No. {number}/{year}',
  measure_year: '{year}',
} as const;

const SUMMARIES = {
  supply_at_stage: '{element:element} at the {stage:stage} stage',
  industry_of: '{country:country_of} {element:element} industry',
  measure: '{title} ({from}{state})',
  measure_labelled: '{title} ({from}{state})',
  measure_suspended: ', suspended until {day:day}',
  measure_undecided: ', suspension ran out on {day:day}, no decision seen',
  measure_announced: ', not yet in force',
  measures_one: '{first}',
  measures_two: '{first}; {second}',
  measures_more: '{first}; {second}; and {more} more',
  source: '{origin:country}, source of {share:percent} of {buyer:country_of} {supply}',
  source_of_deliveries: '{origin:country}, on which {share:percent} of what {supply} delivers depends',
  source_of_unnamed_feed:
    '{origin:country}, on which up to {share:percent} of what {supply} delivers may depend (not all sources of its feed are named)',
  source_unknown: '{origin:country}, a source of {supply}',
  cause_controls: '{source}, controls exports ({measures}): {points:points} points.',
  cause_new_control: '{source}, may impose a new export control: {points:points} points.',
  cause_new_control_feed:
    '{origin:country} may impose a new export control on what feeds the plants of {supply}: {points:points} points.',
  cause_disruption: 'Unrest, a strike or an accident may stop {source}: {points:points} points.',
  cause_disruption_feed:
    'Unrest, a strike or an accident in {origin:country} may stop what feeds the plants of {supply}: {points:points} points.',
  cause_security_taiwan:
    'A crisis in the Taiwan Strait may stop trade between China or Taiwan and {buyer:country}: {points:points} points.',
  cause_security_taiwan_all:
    'A crisis in the Taiwan Strait may stop all imports of {buyer:country}: {points:points} points.',
  cause_security_senkaku:
    'A crisis over the Senkaku/Diaoyu islands may stop trade between China and {buyer:country}: {points:points} points.',
  cause_ramp_up: 'New plants of {supply} may fail to deliver: {points:points} points.',
  cause_closure: 'Plants of {supply} may close: {points:points} points.',
  cause_listing:
    "{supply} is on China's control list and may lose what China feeds its plants: {points:points} points.",
  listed_itself: "{name} has been on China's {list} since {listed:day}.",
  listed_parent: "Its parent, {name}, has been on China's {list} since {listed:day}.",
  listed_acquirer: "{name}, which is to buy it, has been on China's {list} since {listed:day}.",
  listed_near:
    "A similar name, {name}, has been on China's {list} since {listed:day} ({how}): no hit, compare them.",
  near_alike: 'alike to {similarity:fixed2}',
  near_beginning: 'one name is the beginning of the other',
  near_elsewhere: 'the same but for its legal form, listed in {country:short}',
  cause_stop: 'The stop that is assumed ({stop}): {points:points} points.',
  figure_line:
    '{company}, {line}: the chance that its stock runs out within {days} days {moved} in 100{cause}.',
  figure_any: '{company}: the chance that a line stops within {days} days {moved} in 100{cause}.',
  figure_loss: '{company}: the loss that is expected within a year {moved}{currency}{cause}.',
  figure_line_loss: '{company}, {line}: the loss that is expected within a year {moved}{currency}{cause}.',
  figure_moved: 'went from {before:points} to {after:points}',
  figure_first: 'is {after:points}',
  figure_loss_moved: 'went from {before} to {after}',
  figure_loss_first: 'is {after}',
  figure_currency: ' {currency}',
  figure_cause: '; most of it by {label}',
  mail_subject: 'Chokepoint alert: {rule}',
  mail_text:
    '{summary}\n\nRule: {name} ({rule}). Facts of {day:day}.{further}\nWhy: {about}. All your alerts: /v1/alerts.',
  mail_more: ' The same run had {more} more alerts of this rule.',
  calendar_takes_effect: '{measure} takes effect on {day:day}.',
  calendar_suspension_ends:
    'The suspension of {measure} ends on {day:day}; if it is not renewed: in force again.',
  calendar_ends: '{measure} ends on {day:day}.',
  calendar_undecided: 'The suspension of {measure} ran out on {day:day}; no decision seen{read}.',
  calendar_in_force: '{measure} is in force since {day:day}.',
  register_read: ' (register read up to {day:day})',
  what_if: '{condition}: the score would be {score:chance}, {change}{band}.',
  what_if_lower: '{points:points} lower',
  what_if_higher: '{points:points} higher',
  what_if_band: ', in band {band} instead of {now}',
  condition_cap65:
    'no foreign country has more than 65 % of world output or of the imports at any stage (after the EU Critical Raw Materials Act)',
  condition_stock_doubled: '{buyer:country} holds twice the stock',
  condition_measure_lifted: '{measure} is lifted',
  condition_all_measures_lifted: 'all export controls that count are lifted',
  condition_suspension_lapses: 'the suspension of {measure} ends today',
  condition_in_force_again: '{measure} is in force again from today',
  condition_theatre_calm_taiwan: 'the Taiwan Strait is as calm as at any time in three years',
  condition_theatre_calm_senkaku:
    'the waters around the Senkaku/Diaoyu islands are as calm as at any time in three years',
  condition_theatre_maximum_taiwan: 'the Taiwan Strait is as tense as at any time in three years',
  condition_theatre_maximum_senkaku:
    'the waters around the Senkaku/Diaoyu islands are as tense as at any time in three years',
} as const;

const CHANGES = {
  change_of_element: '{subject:element} for {buyer:country}',
  change_of_supplier: '{subject} for {buyer:country}',
  change_of_country: '{subject:country} for {buyer:country}',
  change_removed: '{who} is no longer scored; its last score was {score}.',
  change_new: '{who} is new: {score:fixed2}, {band}.',
  change_new_unscored: '{who} is new: no score.',
  change_scored: '{who} has a score again: {score:fixed2}, {band}.',
  change_unscored: '{who} has no score any more; the last was {score:fixed2}.',
  change_stays: '{who} stays at {score:fixed2}{band}{causes}.',
  change_stays_unscored: '{who} stays without a score{band}{causes}.',
  change_rose: '{who} rose by {points:fixed2} to {score:fixed2}{band}{causes}.',
  change_fell: '{who} fell by {points:fixed2} to {score:fixed2}{band}{causes}.',
  change_band: ', now {band} instead of {before}',
  change_causes: ': {causes}',
  change_part: '{words} {points:signed}{names}',
  change_names: ' ({names})',
  change_names_list: '{list}; {next}',
  change_two: '{first} and {second}',
  change_two_and_more: '{first} and {second} and {more} more',
  change_by_new_event: 'new events',
  change_by_data_update: 'newer data',
  change_by_source: 'a revised source',
  change_by_data_correction: 'corrected data',
  change_by_methodology: 'the method',
  change_by_coverage: 'inputs that became known or unknown',
  change_by_time_passing: 'ageing',
  change_by_override: 'a value set by hand',
  change_by_lapse: 'terms that ran out',
  change_by_takes_effect: 'what was decided before took effect',
  change_by_signal: 'security signals',
  change_by_unexplained: 'reasons that could not be worked out',
  change_reason: '{words}.',
  change_on: ' on {date}',
  change_measure_ran_out: '{measure} ran out{on}, no decision seen',
  change_suspension_ran_out: 'the suspension of {measure} ran out{on}, no decision seen',
  change_measure_began: '{measure} took effect{on}, as announced',
  change_pressure: 'pressure around the {theatre}',
  change_index: 'pressure around the {theatre}: index {after:whole} instead of {before:whole}',
  change_announcements: 'announcements of controls by China',
  change_rate: '{announcements} put the rate of new controls at {after} a year instead of {before}',
  change_sources: 'by {sources}',
  change_sources_revised: 'a revised source: {sources}',
  change_sources_corrected: 'a corrected row of {sources}',
  measure_titled: '{title}',
} as const;

/** How the service is, and why. */
const STATUS = {
  status_first: 'The first scores are being made{so_far}: this page fills by itself, within a minute or two.',
  status_none: 'There are no scores yet: no run has begun.',
  status_so_far: ' ({share:percent} so far)',
  status_first_failed: 'There are no scores yet: the first run failed, and another one is tried by itself.',
  status_old: 'The scores are those of {day:day}, {age} days ago: nothing that came since is in them.',
  status_register:
    'Facts are too old. The register of export controls was last read {age} days ago: a control announced since {since:day} is in no number here.{also}',
  register_unread: 'Nobody knows when the register of export controls was last read.',
  status_too: ' Out of date too: {what}.',
  status_signals:
    'Facts are too old. Out of date: {what}. What ships and aircraft did since is in no number here.',
  status_all_signals: 'both security signals',
  status_signal: 'the security signal of the {theatre}',
  status_source: '{source} (read {age} days ago)',
  status_facts: 'Some facts are old: {facts}. What came since is in no number here.',
  status_last_failed: 'The last run failed: the scores are those of {day:day}.',
  status_history:
    'The scores are of today. The history of two years is being filled: {share:percent} so far.',
  status_faults: 'The scores are those of {day:day}. Something is not as it should be: see what.',
  status_green:
    'All facts are up to date: the register of export controls and the security signals, up to {day:day}.',
  'source_supplier-register': 'the register of suppliers',
  'source_china-lists': 'the lists of names of China',
  'source_buyer-statistics-and-press': 'customs data and trade press',
  'source_control-outcomes': 'what trade did under controls',
  'source_trade-by-month': 'exports of China by month',
  'source_security-events': 'security events around Japan',
  'source_control-events': 'export measures worldwide',
  'source_pla-exercises': 'exercises around Taiwan',
  source_yearly: 'a yearly table',
  reason_not_begun: 'No run has begun yet.',
  reason_first_failed: 'The first runs failed, the last one was {run}: {failure}',
  reason_first_running: 'The first run, {run}, is at work.',
  reason_objected: 'Run {run} was published although its check objected: {finding}.',
  reason_unfinished:
    'What follows the publication of run {run} could not be done: its changes come with the next run.',
  reason_unexplained:
    'The reasons of {n} changes of run {run} could not be worked out: /v1/changes?cause=unexplained has them.',
  reason_rolled_back: 'Readers have run {run} again since {at}: run {from} was rolled back ({reason}).',
  reason_last_failed: 'The last run, {last}, failed; the scores are those of run {run}.',
  reason_hours: 'The scores were published {hours} hours ago.',
  reason_days: 'The scores are those of {day}, {days} days ago.',
  reason_hangs: 'The run {run} has been at work for {hours} hours: it hangs, or was ended.',
  reason_not_in_scores:
    'What came in is not in the scores: {attempts} led to no published run. The next one is made {when}; /v1/runs says what failed.',
  reason_attempt: 'the last attempt',
  reason_attempts: 'the last {n} attempts',
  reason_now: 'now',
  reason_at: 'at {at}',
  reason_signal_stale: 'The signal {theatre} is stale.',
  reason_signal_unknown: 'The signal {theatre} is unknown.',
  reason_register:
    'The register of measures was last read on {day}, {age} days ago: it is stale after {limit}, because a control that came meanwhile is in no score. /v1/measures?state=draft lists what the watch has drafted.',
} as const;

const PRESSURE = {
  pressure:
    '{theatre}: busier than on {index} % of the days of its last three years; the rate of a crisis is taken {multiplier:fixed2} times its long-run mean{stale}.',
  pressure_unknown: '{theatre}: {reason}; scores take the base rate of a crisis, which is not calm.',
  pressure_few: 'there are too few counts to compare with',
  pressure_old:
    'the newest count is {age} days old, more than {window}; its effect fades by half every {window} days',
  pressure_stale: '; {reason}',
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
  kind_measure: 'export controls',
  kind_new_control: 'new export controls',
  kind_disruption: 'other disruption',
  kind_security: 'security crisis',
  kind_ramp_up: 'ramp-up',
  kind_closure: 'closure',
  kind_listing: "China's control list",
  kind_stop: 'assumed stop',
  ...theatreNames('en'),
  part_state: 'in force or ahead',
  part_may_begin: 'may begin within a year',
  part_security: 'security crisis',
  cause_new_event: 'new measure or event',
  cause_data_update: 'newer data',
  cause_data_correction: 'source revised',
  cause_methodology: 'new method',
  cause_coverage: 'inputs became known or unknown',
  cause_time_passing: 'ageing',
  cause_override: 'value set by hand',
  cause_lapse: 'term ran out',
  cause_takes_effect: 'decided before, now in effect',
  cause_signal: 'security signals',
  cause_unexplained: 'reason not worked out',
  what_if_cap65: 'no origin above 65 %',
  what_if_stock_doubled: 'twice the stock',
  what_if_measure_lifted: 'lifted: {measure}',
  what_if_all_measures_lifted: 'all export controls lifted',
  what_if_suspension_lapses: 'suspension ends: {measure}',
  what_if_in_force_again: 'in force again: {measure}',
  what_if_theatre_calm_taiwan: 'Taiwan Strait calm',
  what_if_theatre_calm_senkaku: 'Senkaku/Diaoyu calm',
  what_if_theatre_maximum_taiwan: 'Taiwan Strait at its maximum',
  what_if_theatre_maximum_senkaku: 'Senkaku/Diaoyu at its maximum',
  step_takes_effect: 'takes effect: {measure}',
  step_suspension_ends: 'suspension ends: {measure}',
  step_ends: 'ends: {measure}',
  step_undecided: 'undecided: {measure}',
  list_export_control: 'export control list',
  list_watch: 'watch list',
  list_unreliable_entity: 'unreliable entity list',
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
  no_weight_custom: 'your own, in no published score',
  no_weight_ended: 'ended',
  no_weight_not_confirmed: 'not confirmed',
  no_weight_supplementary: 'counted with another measure',
  no_weight_supports_supply: 'supports supply',
  no_weight_no_direct_effect: 'reaches no scored supply',
} as const;

export const ENGLISH_TEXTS = {
  ...SENTENCE_PARTS,
  ...HEADLINES,
  ...LABELS,
  ...SUMMARIES,
  ...CHANGES,
  ...PRESSURE,
  ...STATUS,
  ...TERMS,
} as const;

/**
 * Codes of the whole catalogue: those of sentences that the scorer writes, and those of the report and of
 * companies, which it does not carry.
 */
export type TextCode =
  | keyof typeof ENGLISH_TEXTS
  | keyof typeof ENGLISH_REPORT_TEXTS
  | keyof typeof ENGLISH_COMPANY_TEXTS;

/** English texts of the report that a board reads: headings, columns and short sentences, by code. */
export const ENGLISH_REPORT_TEXTS = {
  report_title: 'Supply risk: {subject} for {buyer:short}',
  report_name_element: '{id:element}',
  report_name_country: '{id:country}',
  report_score: 'Chance in 100, higher is riskier',
  report_band: 'Band',
  report_band_limits: '{band} ({from} to below {to})',
  report_band_highest: '{band} ({from} to {to})',
  report_interval: 'If more were known, nine in ten',
  report_range: '{from:chance} to {to:chance}',
  report_state: 'Controls in force or ahead',
  report_may_begin: 'May begin in a year',
  report_security: 'Security crisis',
  report_out_90: 'Short within 90 days',
  report_days: 'Days short',
  report_days_in_year: '{days} in a year',
  report_undecided: 'Undecided since',
  report_floor: 'Floor and ceiling by feed that no link names',
  report_feed_named: 'Feed that links name',
  report_share_lost: 'Lost in a stop',
  report_listed: "On China's lists",
  report_rank: 'Rank',
  report_rank_of: '{position} of {of}',
  report_rank_range: '{position} of {of} ({from} to {to})',
  report_coverage: 'Inputs known',
  report_register: 'Export controls read up to',
  report_register_day: '{day:day} ({age} days before)',
  report_unknown: 'unknown',
  report_under: 'under {n}',
  report_why: 'What the score is made of',
  report_cause: 'Cause',
  report_part: 'When',
  report_points: 'Points',
  report_others: '{n} other causes',
  report_other: '1 other cause',
  report_sum: 'Score',
  report_chain: 'From mine to buyer',
  report_stage: 'Stage',
  report_stage_worst: '{stage}, gives the score',
  report_stage_score: 'Score',
  report_stock: 'Stock assumed',
  report_stock_of: 'Stock assumed for {buyer:country}, not yours',
  report_stock_own: 'Own stock',
  report_home: 'Made at home',
  report_origins: 'Origins, shares of need',
  report_origin: '{country:short} {share:percent}',
  report_origins_rest: 'others {share:percent}',
  report_country: 'Country',
  report_exposures: 'Countries that its {element} depends on',
  report_role: 'By',
  report_part_lost: 'Part of its deliveries',
  role_site: 'its plants',
  role_feed: 'named feed',
  role_unnamed_feed: 'feed that no link names',
  report_elements: 'Elements from there',
  report_element: 'Element',
  report_steps: 'Dates ahead',
  report_steps_none: 'No date ahead is known that moves the score.',
  report_date: 'Date',
  report_day: '{day:day}',
  report_step: 'What happens',
  report_since: 'since {day:day}',
  report_if_in_force: 'Score if in force',
  report_if_not: 'If not',
  report_levers: 'What would move it',
  report_levers_none: 'No what-ifs are worked out for this subject.',
  report_levers_still: 'Nothing that was tried moves the score.',
  report_lever: 'If',
  report_difference: 'Change',
  report_beside: 'Published beside it',
  report_hhi: 'concentration of world supply at this stage (HHI, 0 to 1) {value:fixed2}',
  report_eu_2023: 'supply risk in the EU study of 2023 {value}',
  report_eu_2017: 'supply risk in the EU study of 2017 {value}',
  report_without_security: 'without the part by a security crisis {score:chance}',
  report_p_security: 'by a security crisis alone {score:chance} in 100',
  report_stale: 'pressure that is unknown or fades, because its counts are few or old: {sources}',
  report_evidence: 'Evidence',
  report_evidence_more: 'and {n} more rows: {address}',
  report_undated: 'undated',
  report_source: '{source} ({day:day})',
  report_source_graded: '{source} ({day:day}, quality {grade})',
  quality_A: 'high',
  quality_B: 'medium',
  quality_C: 'low',
  quality_high: 'high',
  quality_medium: 'medium',
  quality_low: 'low',
  quality_official: 'official',
  report_limits: 'Limits',
  report_limits_more: 'and {n} more limits: {address}',
  report_limits_elsewhere: 'The limits of this methodology are told at {address}.',
  report_foot_run: 'Run {run} of {day:day}, methodology {version} ({sha}).',
  report_foot_on_request:
    'Your custom supplier, scored with the facts of run {run} of {day:day}, methodology {version} ({sha}).',
  report_foot_recomputed:
    'Worked out again for {day:day} with what was known on {known:day}, methodology {version} ({sha}); no run published it so.',
  report_foot_address: 'This very report: {address}',
  report_foot_meaning:
    'The number is the chance in 100 that supply for {buyer:country} falls short within a year for longer than the stock lasts, a shortage that is there already included: expert judgement, not validated. It is no forecast of prices or damage.',
  report_separator: '; ',
  report_list: ', ',
  limit_not_validated:
    'Expert judgement with fitted rates, not validated: parameters were chosen with past outcomes in sight, so only forecasts from now on are a clean test.',
  limit_readings:
    'Whether licences are granted today is known from trade readings; the newest of them may be months old.',
  limit_release:
    'How fast a licensed flow returns: trade figures and prices outside China disagree by a factor of five.',
  limit_crisis:
    'No security crisis of the kind that section 5 means is on record: base rates, reach and pressure are expert values that no back-test can prove.',
  limit_two_origins:
    'Two origins that stop together, and cascades between stages, are not modelled: each origin is judged alone against the cover, and the worst stage counts.',
  limit_running_stop:
    'A stop that is running is taken to have drawn on the stock since it began; licences of long standing may stand 2 to 4 points too high.',
  limit_escalation: 'Events that escalate (radar lock-on, airspace, collisions) are not in the pressure yet.',
  limit_feed:
    "Feed that no link names is half counted from the world mix; prices, and what a firm's plants need, are not read.",
} as const;

/** What is said of the files and lines of a company. */
export const ENGLISH_COMPANY_TEXTS = {
  scenario_rest:
    'Everything else is as it was on {day:day}. Nobody reacts, beyond the saving, the substitutes and the new supply that the method counts.',
  scenario_measure_added:
    'A new {measure} of {origins} against {targets} on {elements} ({stages}) is in force from {day:day}. It is no certain stop: it binds with the chance and the depth of its class in the method.',
  scenario_measure_lifted: '“{measure}” is not in force. The rate of further controls stays.',
  scenario_measure_unsuspended:
    'The suspension of “{measure}” ends on {day:day}; it binds like a new measure.',
  scenario_pressure:
    'Pressure ({theatre}) is at {percentile} of 100 in its own three years, seen today; it was {before}.',
  scenario_pressure_unknown: 'unknown',
  scenario_pressure_was: 'at {index:whole}, seen {age} days before',
  scenario_origin_stops: '{part} % of {elements} that {origin:country} sends{whom}{at} is missing {time}.',
  scenario_fed:
    'Ore of {origin:country} is processed in {processed_in:country}: the next stage there loses the part of its feed that {origin:country} has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.',
  scenario_lane_closed:
    '{part} % of {elements} that passes here on the way to {buyers}{at} is lost {time}: {lane}. The table of routes says how much passes, and no ship takes another way.',
  scenario_supplier_stops: '{supplier}{from} delivers {part} % less of {elements}{whom}{at} {time}.',
  scenario_unknown_output:
    'The register cannot tell which part of its country’s output {supplier} makes of this, so others miss nothing of it here: {places}.',
  scenario_certain:
    'What is stopped is stopped for certain: only stock, saving, substitutes and what others add stand against it. Stops that hold at the same time are one gap: nothing is lost twice.',
  scenario_to: ' to {targets}',
  scenario_at: ' ({stages})',
  scenario_from: ' ({countries})',
  scenario_for: 'for {days} days',
  scenario_endless: 'without an end',
  scenario_beginning: '{length}, beginning in {begins} days',
  scenario_stock: 'Stock of {elements} is {start} times {factor}, plus {add_days} days, at every stage.',
  scenario_stock_there: 'what there is',
  scenario_days: '{days} days',
  scenario_share_of_world:
    "{origin:country} has {share} % of the world's {element:element} at the {stage:stage} stage; the others keep their proportions.",
  scenario_share_of_imports:
    '{origin:country} has {share} % of the imports of {element:element} at the {stage:stage} stage ({buyers}); the others keep their proportions.',
  scenario_parameter: 'The number {name} of the method is {value} instead of {before}.',
  scenario_place: '{element:element} ({stage:stage})',
  scenario_every_element: 'every element',
  scenario_everybody: 'everybody',
  scenario_group_REE: 'the rare earths',
  scenario_group_LREE: 'the light rare earths',
  scenario_group_HREE: 'the heavy rare earths',
  scenario_company_changed:
    'The company has changed since the link was made: version {asked} then, version {version} now. The figures are those of now.',
  material_missing:
    'No material is named: send an element, a compound, a metal, an alloy, a magnet or a product.',
  material_unknown:
    '“{text}” is no element, mineral or product that is known here: send a symbol (Dy), a formula (Dy2O3), a name with its form (dysprosium metal) or a product of the catalogue.',
  material_word_unknown:
    '“{word}” in “{text}” was not understood: send the material without it, or by another name.',
  material_ambiguous: '“{text}” may mean several things: send which one, for example {candidates}.',
  material_other:
    '“{text}” is not the material that is rated as {element:element}: send {element} if that is what you buy, else leave it out.',
  material_parts:
    '“{text}” does not tell how much {elements} is in it, so the kilograms are unknown: send the elements on lines of their own to have them.',
  material_grade: '“{text}” is counted with the content of “{product}”: what its grade holds is not known.',
  file_empty: 'This file has no rows: send a first row with headings and at least one row below it.',
  file_encoding:
    'This file is not in UTF-8 and its characters cannot be told: save it as “CSV UTF-8” and send it again.',
  file_broken: 'This file cannot be taken apart into cells: {why}.',
  file_json:
    'This is no JSON of rows: send a list of objects, or an object with the lists needs, stock, sources and sites.',
  file_rows_before: 'Rows above the headings, up to row {row}, were not read.',
  file_kind_unknown:
    'The file does not tell what it holds: send a column of materials and one of quantity, spend, stock, days or share, or its kind (needs, stock, sources or sites).',
  file_kind_taken: 'The file was taken for {kind}: send its kind if it holds stock, sources or sites.',
  file_mapping_unknown: 'There is no column “{column}”: the file has {columns}.',
  file_column_unknown:
    'Column “{column}” was not understood and is not used: map it to a field, or to null to say so.',
  file_replaces: 'Replaced in the company: {replaced}. Kept as before: {kept}.',
  file_column_unused: 'Column “{column}” ({field}) has no place in a file of {kind} and is not used.',
  file_heading_unit:
    'What stands in brackets in “{column}” is no unit that is known here: send g, kg, t, kt, lb, pcs or MW, days, weeks or months, or a currency such as EUR or kEUR, or map the column to {field} if it is no unit, or to null to leave it out.',
  file_unit_column:
    'Column “{column}” is one of units and was not understood: map it to unit, to stock_unit if it is of the stock alone, or to null if it is of no amount here.',
  file_stock_unit_taken: 'Numbers in “{column}” were read in the unit of the quantity beside them.',
  file_column_twice:
    'Columns “{other}” and “{column}” were both taken for {field}; the second is not used: map one of them to null.',
  file_field_missing: '{field} is missing: send a column with it and a value in it.',
  file_more_cells:
    'The row has more cells than the {columns} headings: put cells that hold the separator in quotes.',
  file_number:
    '“{text}” is no number that can be read: send one such as 1200.5, with its unit in a column or behind it, for days also weeks or months.',
  file_number_negative: '“{text}” is below 0: send a number of 0 or more.',
  file_number_ambiguous:
    '“{text}” may be {point} or {comma}: write it without marks for thousands, or send decimal as “.” or “,”.',
  file_number_assumed:
    'In “{column}” “{text}” was read as {value}, by the language of the headings: send decimal if “{decimal}” is not its mark.',
  file_share: '“{text}” is more than the whole: send a part from 0 to 1, or percent with the sign %.',
  file_share_percent: 'Numbers in “{column}” were read as percent, as some are above 1.',
  file_share_ambiguous:
    '“{text}” may be a part or percent, as others in the column are percent: write all with the sign %.',
  file_unit: '“{text}” is no unit that is known here: send g, kg, t, kt, lb, pcs or MW.',
  file_unit_wrong: 'The material is counted in {unit} and the row says {told}: send the amount in {unit}.',
  file_units_differ: '“{text}” has another unit than “{unit}” in the same row: send one.',
  file_money: '“{text}” is no money: send a number, with a currency such as EUR or JPY if you like.',
  file_currency: '“{text}” is no currency: send a code such as EUR or JPY.',
  file_currencies: 'Money in {other} stands beside money in {one}: send all of a company in one currency.',
  file_day: '“{text}” is no day: send it as 2026-11-29.',
  file_day_ambiguous: '“{text}” may be {one} or {other}: send it as {one}.',
  file_days_reversed: 'The contract ends on {contract_until}, before it begins on {since}: send a later end.',
  file_country:
    '“{text}” is no country that is known here: send its name or a code such as CHN, and one row for each country of a group such as the EU.',
  file_country_unused: 'The country is not used, as the supplier {supplier} is named.',
  file_supplier:
    '“{text}” is no supplier that is known here: send the id of one, or leave the cell empty and send a country.',
  file_supplier_taken: '“{text}” was taken for the supplier {id}: send its id if that is wrong.',
  file_supplier_or_country: 'The row names no supplier and no country: send one of them.',
  file_value_unused: '{field} is not used, as the row has no {of}.',
  file_stock_or_days: 'The row has to have an amount or days of use, and not both.',
  file_site_added: '“{name}” is in no list of sites and was added as one, with its country unknown.',
  file_id_again: 'The id {id} stands in an earlier row as well: send each once.',
  gap_no_need: 'No need names “{material}”, so this row counts in no line.',
  gap_unit:
    'The quantity of “{material}” is not in a unit of it: send g, kg or t, or for a product the unit in which it is counted.',
  gap_amount:
    'How long this stock of “{material}” lasts is not known, as its yearly need is not, or what a kilogram holds: send need and stock as one material with amounts, or the stock in days.',
  sources_over_whole:
    'The sources of {material} make {share} of the need: send shares that make 1 at most together.',
  sources_over_whole_from:
    'The sources of {material} make {share} of the need from {day} on: send shares that make 1 at most together.',
  file_most_rows: 'There are more than {most} rows of {list}: send at most so many.',
  file_total: '“{text}” is a row of sums and is left out.',
  material_not_rated: '“{text}” ({elements}) is not rated here: it is kept and counts in no figure.',
  gap_over_whole:
    'The sources of “{material}” deliver more than the whole together and are taken in proportion.',
  gap_other_day:
    'This source of “{material}” does not deliver on the day of these figures, so it counts in none.',
  gap_crowded_out:
    'The sources of “{material}” leave less than this need to the supplier that it names: it delivers what they leave.',
  gap_later_day:
    'This stock of “{material}” was counted after the day of these figures; it is taken as it stands.',
  gap_over_five_years:
    'The stock of “{material}” would last longer than five years: correct its unit or that of the need; if it does, send it in days of use.',
  gap_not_made: 'No source knows that {origin} makes {elements}: the country supplies its part.',
  gap_closed_loop:
    'The chain of {origin} for {elements} feeds only itself, so no risk of what comes in counts: name its sources outside, or leave open what is unknown.',
  gap_no_origin:
    'No source knows {origin} as an origin of {elements}: where it only passes through, name the country that makes it.',
  gap_not_rated: 'No run rates {element} for this country, so it stops nothing here.',
  gap_unknown_supplier: 'There is no supplier “{id}” now: the country supplies its part.',
  gap_unknown_watch: 'There is no element or supplier “{id}” now.',
} as const;

/**
 * Names of elements and minerals inside an English sentence, for the catalogue: those of the table of
 * elements.
 */
export const ENGLISH_ELEMENT_NAMES: Readonly<Record<string, string>> = {
  Bi: 'bismuth',
  C: 'graphite (natural)',
  CaF2: 'fluorspar',
  Ce: 'cerium',
  Co: 'cobalt',
  Cu: 'copper',
  Dy: 'dysprosium',
  Er: 'erbium',
  Eu: 'europium',
  Ga: 'gallium',
  Gd: 'gadolinium',
  Ge: 'germanium',
  Ho: 'holmium',
  In: 'indium',
  La: 'lanthanum',
  Li: 'lithium',
  Lu: 'lutetium',
  Mg: 'magnesium',
  Mo: 'molybdenum',
  Nb: 'niobium',
  Nd: 'neodymium',
  Ni: 'nickel',
  Pd: 'palladium',
  Pm: 'promethium',
  Pr: 'praseodymium',
  Pt: 'platinum',
  Rh: 'rhodium',
  Sb: 'antimony',
  Sc: 'scandium',
  Si: 'silicon metal',
  Sm: 'samarium',
  Ta: 'tantalum',
  Tb: 'terbium',
  Te: 'tellurium',
  Tm: 'thulium',
  V: 'vanadium',
  W: 'tungsten',
  Y: 'yttrium',
  Yb: 'ytterbium',
};
