/** Words that facts and inputs of a score share. Absent and `null` both mean unknown, never zero. */
/** ISO calendar date `YYYY-MM-DD`. Fields of measures may also hold a month `YYYY-MM` or a year `YYYY`. */
export type IsoDate = string;

/** Stages of the chain in processing order; ties between stages go to the earlier one. */
export const STAGES = ['mine', 'separation', 'refining', 'metal', 'magnet'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * ISO 3166-1 alpha-3, or `EUU` (European Union), `OTH` (unnamed remainder), `ALL` (every country, targets
 * only).
 */
export type CountryCode = string;
