import * as z from 'zod';
import terms from './terms.json' with { type: 'json' };

const dataSet = z.strictObject({ words: z.array(z.string()), title: z.string(), path: z.url().optional() });
const text = z.string().min(1);
const shared = dataSet.extend({ licence: text, credit: text });
const withheld = dataSet.extend({
  licence: z.null(),
  reason: text,
  recipe: z.strictObject({ endpoint: text, parameters: text, cost: text, pitfall: text }),
});
export type DataSet = z.infer<typeof shared | typeof withheld>;
const TERMS = z
  .strictObject({
    /** Of collections of others: a row needs a data set that names its terms. */
    hosts: text,
    data_sets: z.array(z.union([shared, withheld])),
    /** Nobody could look at its terms. */
    unaddressed: withheld,
  })
  .parse(terms);

type Sourced = Readonly<{
  source: string;
  source_url: string | null;
}>;

const HOSTS = new RegExp(TERMS.hosts);
const hostOf = (address: string) => URL.parse(address)?.host ?? '';

/**
 * None is a fact of a published text, in words of the project. Throws for a row from a collection whose terms
 * nobody has entered.
 */
export function dataSetsOf({ source, source_url: address }: Sourced): readonly DataSet[] {
  const named = TERMS.data_sets.filter(({ words }) =>
    words.some((word) => `${source} ${address}`.includes(word)),
  );
  if (named.length > 0) return named;
  if (address === null || address === '') return [TERMS.unaddressed];
  if (HOSTS.test(hostOf(address)))
    throw new Error(
      `"${source}" (${address}) has no known terms: enter the data set in functions/commands/release/terms.json, with a licence or with the recipe to get it`,
    );
  return [];
}

/** As CC BY 4.0, whom to credit, and what was left out. */
export function passedOn<R extends Sourced>(rows: readonly R[]) {
  const counted = new Map<DataSet, number>();
  const kept = rows.filter((row) => {
    const sets = dataSetsOf(row);
    const refused = sets.filter(({ licence }) => licence === null);
    for (const set of refused.length > 0 ? refused : sets) counted.set(set, (counted.get(set) ?? 0) + 1);
    return refused.length === 0;
  });
  return { kept, counted };
}
