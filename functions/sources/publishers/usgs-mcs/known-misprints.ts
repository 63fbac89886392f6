/** World totals that disagree with their own rows beyond rounding, in editions that somebody has looked at. */

/** One total of one edition, as it was printed. */
export interface KnownMisprint {
  readonly edition: string;
  readonly commodity: string;
  readonly year: number;
  /** The printed total, in the unit of the table. */
  readonly printed: number;
  /** The sum of the rows beside it, in the unit of the table. */
  readonly rows: number;
  /** Why they differ, as a sentence. */
  readonly reason: string;
}

const SODA_ASH = 'The total takes in the natural soda ash of the United States, whose row carries another kind.';
const TALC = 'The total takes in the United States, whose row carries another commodity.';
const UNEXPLAINED = 'The table does not explain it; its figures are those that the publisher printed.';

/**
 * Found by adding up all 437 world totals of the editions of 2022 to 2025. A total is known by both of its figures: when the publisher corrects one of
 * them, or another total disagrees, the table waits for a person.
 */
export const KNOWN_MISPRINTS: readonly KnownMisprint[] = [
  {
    edition: 'MCS2023',
    commodity: 'Silicon',
    year: 2021,
    printed: 9150,
    rows: 8818,
    reason: 'The total takes in five rows of ferrosilicon that carry another kind; with their 327 it is 9,145.',
  },
  { edition: 'MCS2024', commodity: 'Manganese', year: 2022, printed: 19_800, rows: 20_109, reason: UNEXPLAINED },
  { edition: 'MCS2024', commodity: 'Tantalum', year: 2022, printed: 1990, rows: 2051, reason: UNEXPLAINED },
  {
    edition: 'MCS2025',
    commodity: 'Clays',
    year: 2024,
    printed: 4400,
    rows: 44_240,
    reason: 'A digit is missing in the printed total of kaolin, 44,000.',
  },
  { edition: 'MCS2025', commodity: 'Soda ash', year: 2023, printed: 23_000, rows: 12_080, reason: SODA_ASH },
  { edition: 'MCS2025', commodity: 'Soda ash', year: 2024, printed: 24_000, rows: 11_590, reason: SODA_ASH },
  { edition: 'MCS2025', commodity: 'Talc, crude', year: 2023, printed: 6710, rows: 6202, reason: TALC },
  { edition: 'MCS2025', commodity: 'Talc, crude', year: 2024, printed: 6900, rows: 6320, reason: TALC },
];

/** Why a total is known to disagree with its rows; `null` for one that nobody has looked at. */
export function reasonOfMisprint(total: Omit<KnownMisprint, 'reason'>): string | null {
  const found = KNOWN_MISPRINTS.find(
    ({ edition, commodity, year, printed, rows }) =>
      edition === total.edition && commodity === total.commodity && year === total.year && printed === total.printed && rows === total.rows,
  );
  return found?.reason ?? null;
}
