/** English texts of the report that a board reads: headings, columns and short sentences, by code. */
export const ENGLISH_REPORT_TEXTS = {
  report_title: 'Supply risk: {subject} for {buyer:short}',
  report_name_element: '{id:element}',
  report_name_country: '{id:country}',
  report_score: 'Score, 0 to 100, higher is riskier',
  report_band: 'Band',
  report_band_limits: '{band} ({from} to below {to})',
  report_band_highest: '{band} ({from} to {to})',
  report_interval: 'Nine in ten draws',
  report_range: '{from:chance} to {to:chance}',
  report_state: 'In force today',
  report_event: 'May begin in a year',
  report_out_90: 'Runs out in 90 days',
  report_out_365: 'Runs out in a year',
  report_days: 'Days without supply',
  report_days_in_year: '{days} in a year',
  report_rank: 'Rank',
  report_rank_of: '{position} of {of}',
  report_rank_range: '{position} of {of} ({from} to {to})',
  report_coverage: 'Inputs known',
  report_unknown: 'unknown',
  report_under: 'under {n}',
  report_why: 'What the score is made of',
  report_why_none: 'Nothing gives points.',
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
  report_stock: 'Stock lasts',
  report_home: 'Made at home',
  report_origins: 'Origins of the supply',
  report_origin: '{country:short} {share:percent}',
  report_origins_rest: 'others {share:percent}',
  report_sites: 'Its sites and who feeds them',
  report_site: 'Site',
  report_country: 'Country',
  report_part_of_score: 'Points',
  report_feeds: 'Fed by',
  report_elements: 'Elements from there',
  report_element: 'Element',
  report_risk: 'Risk of a stop',
  report_steps: 'Dates ahead',
  report_steps_none: 'No date ahead is known that moves the score.',
  report_steps_of_elements: 'Dates ahead are worked out for elements and suppliers, not for countries.',
  report_date: 'Date',
  report_day: '{day:day}',
  report_step: 'What happens',
  report_before: 'Day before',
  report_after: 'That day',
  report_settled: '{score:chance}; {settled:chance} by {day:day} if nothing is decided',
  report_levers: 'What would move it',
  report_levers_none: 'No what-ifs are worked out for this subject.',
  report_levers_still: 'Nothing that was tried moves the score.',
  report_lever: 'If',
  report_difference: 'Change',
  report_suppliers: 'Makers that would be missed most',
  report_supplier: 'Maker',
  report_without: 'Score without it',
  report_beside: 'Published beside it',
  report_hhi: 'concentration of world supply at this stage (HHI, 0 to 1) {value:fixed2}',
  report_eu_2023: 'supply risk in the EU study of 2023 {value}',
  report_eu_2017: 'supply risk in the EU study of 2017 {value}',
  report_alternative: 'methodology {version}: {score:chance}',
  report_alternative_none: 'methodology {version}: no score',
  report_without_signals: 'with the security signals at rest {score:chance}',
  report_stale: 'too old to be taken at face value: {sources}',
  report_evidence: 'Evidence',
  report_evidence_more: 'and {n} more rows: {address}',
  report_undated: 'undated',
  report_source: '{source} ({day:day})',
  report_source_graded: '{source} ({day:day}, quality {grade})',
  quality_A: 'A',
  quality_B: 'B',
  quality_C: 'C',
  quality_high: 'high',
  quality_medium: 'medium',
  quality_low: 'low',
  quality_official: 'official',
  report_limits: 'Limits',
  report_limits_more: 'and {n} more limits: {address}',
  report_limits_elsewhere: 'The limits of this methodology are told at {address}.',
  report_foot_run: 'Run {run} of {day:day}, methodology {version} ({sha}).',
  report_foot_on_request: 'Your own supplier, scored with the facts of run {run} of {day:day}, methodology {version} ({sha}).',
  report_foot_recomputed:
    'Worked out again for {day:day} with what was known on {known:day}, methodology {version} ({sha}); no run published it so.',
  report_foot_address: 'This very report: {address}',
  report_foot_meaning:
    'A score is the chance in 100 that a shortage which outlasts the stocks of {buyer:country} is in force or begins within 365 days. It is no forecast of prices or damage.',
  report_separator: '; ',
  report_list: ', ',
  step_and_more: '{step} and {n} more',
  limit_not_validated:
    'Not validated: rates, severities and binding chances are expert values that rest on a handful of events. A score is an argument with numbers, not a forecast with a track record.',
  limit_one_vintage:
    "Shares, reliance, cover and governance are one vintage. A replay of an earlier date uses the measures and signals of that date with today's structure of supply.",
  limit_full_cover: 'Cover is full again on every date: stocks that a long control has already drawn down are not tracked.',
  limit_lengths_13:
    'Lengths of shortages are fitted to 13 licences and bans, five of which had not ended; all other lengths are judgement.',
  limit_mine_shares:
    'Mine shares of single rare earths are partly derived from the composition of ores, metal shares are interpolated, and several refining shares are averages of 2016 to 2020.',
  limit_import_rows: 'Import rows of 2025 already hold the reaction of buyers to the controls of that year.',
  limit_old_reliance:
    'An import reliance older than eight years is dropped. Antimony for the European Union therefore counts oxide plants as domestic supply and scores about 6 where an old reliance of 1, used as a cap on domestic supply, would give about 33.',
  limit_group_rows:
    'Heavy rare earths take the group rows of all rare earths where they have no row of their own, although those are weighted by tonnes of light ones; at the mine a group reliance of 0 then reads as recycling for the United States.',
  limit_korean_stock:
    'A Korean stockpile of neodymium counts for magnets of neodymium but not of praseodymium, though it is one product: 17 against 29 points.',
  limit_register_incomplete:
    'The register of measures is incomplete: item 1 of Announcement 46 of 2024 (military users, all dual-use goods) is there only as what remains of it for Ga, Ge and Sb; lists 1, 13 and 22 of 2025 have no row; Announcement 61 of 2025 counts whole from October though parts were due in December.',
  limit_legal_ends:
    'Legal end dates are inclusive, the ends of the tables are read as exclusive, so some steps come a day early. Expected days can be longer than the horizon.',
  limit_worst_stage_mines:
    'The score is that of the worst stage. A closure of mines abroad, as in Kachin in October 2024, moves only the mine stage, although its ore feeds separation elsewhere.',
  limit_suspension_jump:
    'A suspension that runs out without a decision is a jump on its date, for example for germanium and the United States on 2026-11-27.',
  limit_two_origins_inferred:
    'Controls by two origins at once, price effects, and by-product links between elements are not modelled; plants are inferred from shares, so outages of plants hardly count.',
  limit_signals:
    'The three security signals showed no skill in predicting controls in a test on twelve announcements. Their weights are expert judgement and capped; every score also stands without them.',
  limit_one_spread:
    'All durations of controls share one spread, and a tie between buyers for the same tonnes is only modelled through spare capacity.',
  limit_worst_stage_unrest:
    'The score is that of the worst stage. A stop of ore reaches separation through feed shares of one year; nothing is known of the feed of single plants, and unrest in the land of the ore counts at the mine only.',
  limit_lists:
    'The days of lists 1, 13 and 22 of 2025 are bounds from the numbers of other notices, and nothing is known of lists before 2025.',
  limit_pairs:
    'Controls by two origins are joined in pairs and for flow measures only; price effects and by-product links between elements are not modelled. Plants are known for few countries, so outages of plants hardly count.',
  limit_some_vintage:
    'Cover, imports and demand are one vintage, and so are shares of stages without earlier editions. A replay of an earlier date uses measures, signals, shares, governance and reliance as they were known then.',
  limit_class_mean:
    'The state is high where nothing is known of what trade did under a control (Y, Lu, Gd, Sc, W, Te): it is the mean of the class, and outcomes by element would move it up or down.',
  limit_lengths_6_to_16:
    'Lengths of controls rest on 6 to 16 episodes, half of which had not ended. The factor of evidence, the chance that a class binds, the depths by end use and the half-life in which cover refills are judgement.',
  limit_wide_intervals: 'Intervals are 50 to 75 points wide at scores of 40 to 80: that is how little is known.',
  limit_quota:
    'A control with a quota can be in force and still not empty the stock within the year: a high state then stands beside a chance of a stock-out near 0, as for cobalt.',
  limit_order_of_makers:
    'The order of Chinese makers for buyers in the United States and the European Union depends on one observation (magnets recovered, dysprosium did not) that ends in December 2025.',
  limit_one_rate:
    'New controls come at one rate for each origin and buyer: an element that was never named is as likely to be next as its share says.',
  limit_no_feed:
    'Elements of a buyer whose separation plants are missing in the table of ores have no assumed feed: low scores with low coverage.',
  limit_worst_stage: 'The score is that of the worst stage. A stop of ore reaches separation through feed shares of one year.',
  limit_two_origins:
    'Controls of two origins at once are not joined; price effects and by-product links between elements are not modelled. Plants are known for few countries.',
} as const;
