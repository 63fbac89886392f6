/**
 * Counterfactual shares of section 6 of the scoring specification: what would be left of the score if supply were less concentrated. Both
 * may raise it, when share moves to a worse origin.
 */

import { valueAt } from '../numbers/parallel-arrays.ts';
import { type EffectiveShares, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';

/** Largest share of one origin under the EU Critical Raw Materials Act; a constant of the specification. */
const CAP = 0.65;
/** "Evenly spread" means over this many origins at least; a constant of the specification. */
const EVEN_ORIGINS = 5;
/** Below this there is no other source to take up the excess; a constant of the specification. */
const NOTHING = 1e-12;

/** Index of the largest named foreign origin, on a tie the first in byte order; -1 when there is none. */
function largestNamedOrigin({ origins, a }: EffectiveShares): number {
  let largest = -1;
  for (const [index, origin] of origins.entries()) {
    if (origin !== OTHER_ORIGINS && (largest < 0 || valueAt(a, index) > valueAt(a, largest))) largest = index;
  }
  return largest;
}

/** The largest named origin capped at 65 % of supply; the same object when none is above it. */
export function cappedShares(shares: EffectiveShares): EffectiveShares {
  const top = largestNamedOrigin(shares);
  const excess = (shares.a[top] ?? 0) - CAP;
  if (excess <= 0) return shares;
  const others = shares.a.reduce((sum, share, index) => (index === top ? sum : sum + share), 0) + shares.domestic;
  const factor = others > NOTHING ? 1 + excess / others : 1;
  const capped: EffectiveShares = {
    ...shares,
    a: shares.a.map((share, index) => (index === top ? CAP : share * factor)),
    world: shares.world.map((share, index) => (index === top ? Math.min(share, CAP) : share)),
    domestic: shares.domestic * factor,
  };
  return others > NOTHING ? capped : addToOtherOrigins(capped, excess);
}

function addToOtherOrigins(shares: EffectiveShares, excess: number): EffectiveShares {
  const rows = shares.origins.map((origin, index): [CountryCode, number, number] => [
    origin,
    valueAt(shares.a, index),
    valueAt(shares.world, index),
  ]);
  const other = rows.find(([origin]) => origin === OTHER_ORIGINS);
  if (other === undefined) rows.push([OTHER_ORIGINS, excess, 0]);
  else other[1] += excess;
  return fromRows(rows, shares);
}

/** The supply spread evenly over at least five sources; places that no known origin fills are taken by unknown origins. */
export function evenShares(shares: EffectiveShares): EffectiveShares {
  const supplying = shares.origins.filter((_, index) => valueAt(shares.a, index) > 0);
  const sources = supplying.length + (shares.domestic > 0 ? 1 : 0);
  const n = Math.max(EVEN_ORIGINS, sources);
  const unknown = Array.from({ length: n - sources }, (_, index) => `X${index + 1}`);
  const share = (1 - shares.secondary) / n;
  const rows = [...supplying, ...unknown].map((origin): [CountryCode, number, number] => [origin, share, 1 / n]);
  return fromRows(rows, { ...shares, domestic: shares.domestic > 0 ? share : 0 });
}

function fromRows(rows: [CountryCode, number, number][], { domestic, secondary }: EffectiveShares): EffectiveShares {
  rows.sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    origins: rows.map(([origin]) => origin),
    a: rows.map(([, a]) => a),
    world: rows.map(([, , world]) => world),
    domestic,
    secondary,
  };
}
