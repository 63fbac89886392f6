/** One sentence for each what-if, for a reader who knows the business and not the method. */

import { capitalised } from '../vocabulary/country-names.ts';
import type { Band } from '../vocabulary/scoring-result.ts';
import type { Names } from './document-context.ts';
import type { WhatIf } from './what-if.ts';
import { closestBandChange } from './what-if.ts';

/** A what-if as it is published. */
export interface PublishedWhatIf extends WhatIf {
  readonly description: string;
  /** Whether this is the what-if that moves the score least among those that lead into another band. */
  readonly closest_to_another_band: boolean;
}

function condition({ kind, measure, extra_stock_days }: WhatIf, names: Names, buyer: string): string {
  const { title, from } = names.measure(measure ?? '');
  const dated = from === '' ? title : `${title} (${from})`;
  switch (kind) {
    case 'cap65':
      return 'No foreign country supplies more than 65 % at any stage (benchmark of the EU Critical Raw Materials Act)';
    case 'even':
      return 'Foreign and domestic supply is spread evenly over at least five origins';
    case 'stock_doubled':
      return `${buyer} holds twice the stock`;
    case 'signals_at_rest':
      return 'The three military signals are at rest';
    case 'measure_lifted':
      return `${dated} is lifted today`;
    case 'all_measures_lifted':
      return 'All export controls that are known today are lifted today';
    case 'suspension_lapses':
      return `The suspension of ${dated} runs out today`;
    case 'stock_for_lower_band':
      return `${buyer} holds ${extra_stock_days} more days of stock, the least that brings a lower band`;
  }
}

function effect({ score, difference, band }: WhatIf, now: Band): string {
  const moved = difference === 0 ? 'no change' : `${Math.abs(difference).toFixed(2)} ${difference < 0 ? 'lower' : 'higher'}`;
  return `${score.toFixed(2)}, ${moved}${band === now ? '' : `, in band ${band} instead of ${now}`}`;
}

/** The entries with their sentences. `buyer` is a name for readers, `band` that of the present score. */
export function describedWhatIfs(entries: readonly WhatIf[], band: Band, buyer: string, names: Names): readonly PublishedWhatIf[] {
  const closest = closestBandChange(entries, band);
  return entries.map((entry) => ({
    ...entry,
    description: `${capitalised(condition(entry, names, buyer))}: the score would be ${effect(entry, band)}.`,
    closest_to_another_band: entry === closest,
  }));
}
