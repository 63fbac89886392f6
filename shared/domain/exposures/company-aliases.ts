/** Other names of a company, as its sites in the register have them: former and short names, names of its plants' companies, tickers. */

interface NamedSite {
  readonly supplier_name: string;
  /** The company as the source words it for this site: `Proterial (ex Hitachi Metals)`. */
  readonly company: string;
  /** For example `JL MAG (SZ:300748)`. */
  readonly owner: string | null;
}

const ACRONYM = /^[A-Z]{2,6}$/;
const FORMER = /^ex ([^/]+)$/;
const TICKER = /\b[A-Z]{2,4}:[A-Z0-9]{2,6}\b/;

/** `VACUUMSCHMELZE (VAC)` is VACUUMSCHMELZE and VAC; what else stands in brackets is a partner, an owner or a place. */
function namesIn(words: string): readonly string[] {
  const [, base = words, inside = ''] = /^([^(]+) \((.+)\)/.exec(words) ?? [];
  const parts = inside.split(', ').flatMap((part) => (ACRONYM.test(part) ? [part] : (FORMER.exec(part)?.[1] ?? [])));
  return /[/,]/.test(base) ? parts : [base, ...parts];
}

/** A ticker that stands alone, or behind the name of the company itself; others are those of owners. */
function tickersIn(owner: string, name: string): readonly string[] {
  const [ticker] = TICKER.exec(owner) ?? [];
  if (ticker === undefined) return [];
  const whose = owner
    .replace(TICKER, '')
    .replaceAll(/[() ]+/g, ' ')
    .trim();
  return name.includes(whose) ? [ticker, ticker.slice(ticker.indexOf(':') + 1)] : [];
}

/** In byte order, without the name that the company has as a subject. */
export function companyAliases(sites: readonly NamedSite[]): readonly string[] {
  const names = sites.flatMap(({ supplier_name, company, owner }) => [
    ...namesIn(supplier_name),
    ...namesIn(company),
    ...tickersIn(owner ?? '', supplier_name),
  ]);
  return [...new Set(names)].filter((name) => sites.every(({ supplier_name }) => supplier_name !== name)).sort();
}
