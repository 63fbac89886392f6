/** Cases in which "what was known then" is only approximated; listed with every score that is computed for an earlier day. */
export const KNOWN_EXCEPTIONS: readonly string[] = [
  'World shares, import reliance and governance are those of the newest edition published by the day, and before the first those of the oldest. Imports, cover, recycling, demand, routes and sites of suppliers have one vintage: the tables of today are used for every day, and a site runs from the start date that they give. Measures, reliefs, signals and links between sites are cut at the day and at what was public. Titles and notes of rows are in the words of today, which may tell of a later day.',
  'An end date that was written into the row of a measure later is used as if it had been known from the start; ends that are acts of their own (reliefs) are not.',
  'Daily counts around Taiwan and the Senkaku/Diaoyu islands count as public on the day after they were made at the latest; later corrections by the publishers replace the first figures.',
  'Observations that were sent in through this API are not part of a score that is computed of an earlier day. Custom suppliers are part of no score but their own.',
];
