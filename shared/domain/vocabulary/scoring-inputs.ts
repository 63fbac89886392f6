/** Absent and `null` both mean unknown, never zero. */
/** `YYYY-MM-DD`. Fields of measures may also hold a month `YYYY-MM` or a year `YYYY`. */
export type IsoDate = string;

/** In processing order; ties between stages go to the earlier one. */
export const STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet'] as const;
export type Stage = (typeof STAGES)[number];

/** How a measure acts; `none`: on no score. */
export const CONTROL_CLASSES = [
  'embargo',
  'ban',
  'origin_ban',
  'licence',
  'extraterritorial_licence',
  'export_quota',
  'supply_disruption',
  'end_use_broad',
  'end_use_defence',
  'end_use_semiconductor',
  'entity_list',
  'watch_list',
  'technology_ban',
  'production_quota',
  'none',
] as const;
export type ControlClass = (typeof CONTROL_CLASSES)[number];

/** What a measure is by its instrument. */
export const MEASURE_TYPES = [
  'licence',
  'ban',
  'end_use_ban',
  'quota',
  'entity_list',
  'technology_ban',
  'suspension',
  'supply_disruption',
  'stockpile',
  'investment',
  'offtake',
  'other',
] as const;
export type MeasureType = (typeof MEASURE_TYPES)[number];

/**
 * ISO 3166-1 alpha-3, or `EUU` (European Union), `OTH` (unnamed remainder), `ALL` (every country, targets
 * only).
 */
export type CountryCode = string;

/** Id of the register of measures among the sources. */
export const REGISTER_OF_MEASURES = 'policy-register';
