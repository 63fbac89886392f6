import { REGISTER_STALE_AFTER_DAYS } from '../method/register.ts';
import { REGISTER_OF_MEASURES } from '../vocabulary/scoring-inputs.ts';
import { SIGNALS, type Signal } from './registry.ts';

/** Days after which a reading is too old, of sources that are no signal and no yearly table. */
const READING_LIMITS = {
  [REGISTER_OF_MEASURES]: REGISTER_STALE_AFTER_DAYS,
  'supplier-register': 90,
  'china-lists': 90,
  'buyer-statistics-and-press': 90,
  'control-outcomes': 90,
  'trade-by-month': 90,
  'security-events': 60,
  'control-events': 60,
  'pla-exercises': 60,
} as const;
const YEARLY_LIMIT = 400;
const YEARLY: readonly string[] = [
  'usgs-mineral-commodity-summaries',
  'eu-critical-raw-materials',
  'iea-critical-minerals',
  'world-bank-wgi',
  'trade-routes',
  'imf-portwatch',
  'disruption-episodes',
  'shortages',
  'licence-decisions',
  'customs-codes',
  'natural-earth',
  'product-contents',
  'method-estimates',
];

type ReadSource = Readonly<{
  id: string;
  tables: readonly string[];
}>;

export const signalOf = ({ tables }: ReadSource): Signal | undefined =>
  SIGNALS.find(({ table }) => tables.includes(table));
export const hasOwnLimit = (id: string): id is keyof typeof READING_LIMITS =>
  Object.hasOwn(READING_LIMITS, id);

/** Days. RangeError for a source without a limit: the build of the facts asks for all. */
export function readingLimit(source: ReadSource): number {
  const signal = signalOf(source);
  if (signal !== undefined) return signal.read_within_days;
  if (hasOwnLimit(source.id)) return READING_LIMITS[source.id];
  if (YEARLY.includes(source.id)) return YEARLY_LIMIT;
  throw new RangeError(`the source ${source.id} has no limit in reading-limits.ts`);
}
