/** Names for readers, from the reference data. */
import { countryName } from '../vocabulary/country-names.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import type { Names } from './document-context.ts';
import { measureMessage } from './labels/measure-words.ts';

/** Names of a set of facts; a code without a row is shown as it is. */
export function referenceNames(data: ReferenceData): Names {
  const countries = new Map(data.governance.map((row) => [row.country, row.name]));
  const elements = new Map(data.elements.map((row) => [row.symbol, row.name]));
  const measures = new Map(data.policy.map((row) => [row.id, row]));
  const sites = new Map([
    ...data.external_parties.map((party) => [party.id, party.name] as const),
    ...data.supplier_sites.map((site) => [site.id, `${site.supplier_name} (${site.site})`] as const),
  ]);
  return {
    country: (code) => countryName(code, countries.get(code)),
    element: (symbol) => elements.get(symbol) ?? symbol,
    measure(id) {
      const row = measures.get(id);
      if (row === undefined) return { title: id, from: '' };
      return { title: row.title, from: row.effective_from ?? row.announced, label: measureMessage(row) };
    },
    site: (id) => sites.get(id) ?? id,
  };
}
