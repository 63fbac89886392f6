import type { CountryCode } from './scoring-inputs.ts';

/** Daily counts that pressure is made of. */
export type SeriesName = 'aircraft' | 'carriers' | 'ships' | 'territorial_sea';

type TheatreRecord = Readonly<{
  en: string;
  ja: string;
  /** The first decides the day that the pressure speaks of. */
  series: readonly [SeriesName, ...SeriesName[]];
  /** State whose acts are counted, and whose own imports a crisis never stops. */
  by: CountryCode;
  /** Origins from which a crisis stops imports. */
  stops: readonly CountryCode[];
  /** Buyers whose imports it stops from everywhere. */
  encloses: readonly CountryCode[];
  /** Buyers with a chance of their own that it reaches them. */
  reaches: readonly CountryCode[];
}>;

/**
 * All that code says of a theatre. Nothing compiles or starts without its numbers of the method and its
 * sentences in `domain/words`.
 */
export const THEATRE = {
  senkaku: {
    en: 'Senkaku/Diaoyu islands',
    ja: '尖閣諸島周辺',
    series: ['territorial_sea', 'carriers'],
    by: 'CHN',
    stops: ['CHN'],
    encloses: [],
    reaches: ['JPN'],
  },
  taiwan: {
    en: 'Taiwan Strait',
    ja: '台湾海峡',
    series: ['aircraft', 'ships', 'carriers'],
    by: 'CHN',
    stops: ['CHN', 'TWN'],
    encloses: ['TWN'],
    reaches: ['TWN', 'USA', 'JPN'],
  },
} as const satisfies Readonly<Record<string, TheatreRecord>>;

export type Theatre = keyof typeof THEATRE;
export const THEATRES = Object.keys(THEATRE) as readonly Theatre[];

export const isTheatre = (id: string): id is Theatre => Object.hasOwn(THEATRE, id);

export function theatreOf(id: string): Theatre {
  if (!isTheatre(id)) throw new RangeError(`${id} is no theatre`);
  return id;
}

type Enclosing = {
  [T in Theatre]: (typeof THEATRE)[T]['encloses'] extends readonly [] ? never : T;
}[Theatre];
export const encloses = (theatre: Theatre, buyer: CountryCode): theatre is Enclosing =>
  theatreRecord(theatre).encloses.includes(buyer);

export const theatreRecord = (theatre: Theatre): TheatreRecord => THEATRE[theatre];

export const byTheatre = <Value>(make: (theatre: Theatre) => Value): Readonly<Record<Theatre, Value>> =>
  Object.fromEntries(THEATRES.map((theatre) => [theatre, make(theatre)])) as Record<Theatre, Value>;
