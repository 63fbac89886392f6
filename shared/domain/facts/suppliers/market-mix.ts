/** Feed that no link names is taken from the world market of separated goods, or is the ore that a country's plants separate. */
import type { ShareRow } from '../../vocabulary/reference-data.ts';
import type { CountryCode, Stage } from '../../vocabulary/scoring-inputs.ts';
import { feedShares } from '../feed-shares.ts';
import type { ReferenceIndex } from '../reference-index.ts';
import { CONTENT_ORIGIN } from './supplier-feeds.ts';

/** A country of the market of a stage and its part of it; the parts sum to 1. */
export interface MarketPart {
  readonly stage: Stage;
  readonly country: CountryCode;
  readonly part: number;
  /** Row of the world share. */
  readonly row: string;
}

/** The plant that buys. */
export interface MarketBuyer {
  readonly country: CountryCode;
  readonly stage: Stage;
  /** No content of Chinese origin, by the word of the register. */
  readonly isFreeOfChina: boolean;
}

/** The stage that feeds a plant: metal and magnet plants buy separated goods, all others ore. */
export const stageBefore = (stage: Stage): Stage => (stage === 'metal' || stage === 'magnet' ? 'separation' : 'mine');

/**
 * Countries in byte order. Metal and magnet plants buy of the world market, but at home where their country leads it; separation plants have
 * the ore that is sent to their country. Of other stages nothing is assumed.
 */
export function marketMix(element: string, buyer: MarketBuyer, index: ReferenceIndex): readonly MarketPart[] {
  if (buyer.stage === 'separation') return oreOf(element, buyer.country, index);
  if (stageBefore(buyer.stage) !== 'separation') return [];
  const rows = index.shares(element, 'separation');
  const leader = rows.toSorted((left, right) => right.share - left.share)[0];
  if (leader?.country === buyer.country) return partsOf([leader]);
  return partsOf(rows.filter(({ country }) => !(country === CONTENT_ORIGIN && buyer.isFreeOfChina)));
}

function oreOf(element: string, country: CountryCode, index: ReferenceIndex): readonly MarketPart[] {
  const fed = feedShares(index, element, 'separation').feeds?.[country] ?? {};
  return partsOf(index.shares(element, 'mine').filter((row) => fed[row.country] !== undefined));
}

function partsOf(rows: readonly ShareRow[]): readonly MarketPart[] {
  const total = rows.reduce((sum, { share }) => sum + share, 0);
  return rows
    .map(({ stage, country, share, row }) => ({ stage, country, part: share / total, row }))
    .sort((left, right) => (left.country < right.country ? -1 : 1));
}
