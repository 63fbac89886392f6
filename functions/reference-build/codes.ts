import * as z from 'zod';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { Edition } from './provenance.ts';
import type { RawTables } from './raw-tables.ts';

export const POLICY_FILE = 'supply/policy_events.csv';
export const EPISODES_FILE = 'supply/duration_severity.csv';
/** Not among the governance indicators. */
const TERRITORIES_WITHOUT_GOVERNANCE = ['NCL'];
const BUYER_GROUP_ROWS = ['HREE', 'LREE', 'REE', 'NdFeB', 'ALL'];
/** Tin: its episode shows how long a ban lasts. `ALL`: limits of a route. */
const EPISODE_WORDS = ['Sn', 'ALL'];

export function readCodes(raw: RawTables) {
  const code = (what: string, ...allowed: Iterable<string>[]) => {
    const all = new Set(allowed.flatMap((some) => [...some]));
    return z.string().refine((value) => all.has(value), what);
  };
  const symbols = raw.valuesOf('supply/scoring_elements.csv', 'symbol');
  const groups = new Map<string, string[]>();
  const groupRow = z.strictObject({ group: z.string().min(1, 'a group'), element: z.string().nullable() });
  for (const { cells } of raw.read('supply/element_groups.csv', ['group', 'element'], groupRow).rows)
    groups.set(cells.group, [
      ...(groups.get(cells.group) ?? []),
      ...(cells.element === null ? [] : [cells.element]),
    ]);
  const rareEarths = new Set(groups.get('REE'));
  const countries = [...raw.valuesOf('supply/governance.csv', 'iso3'), ...TERRITORIES_WITHOUT_GOVERNANCE];
  const sites = raw.valuesOf('supply/suppliers.csv', 'supplier_id');
  return {
    symbol: code('a symbol of scoring_elements.csv', symbols),
    rareEarth: code('the symbol of a rare earth', rareEarths),
    symbolOrGroup: code(
      'a symbol of scoring_elements.csv or a group of element_groups.csv',
      symbols,
      groups.keys(),
    ),
    buyerElement: code('a symbol, HREE, LREE, REE, NdFeB or ALL', symbols, BUYER_GROUP_ROWS),
    episodeElement: code('a symbol, a group of elements, Sn or ALL', symbols, groups.keys(), EPISODE_WORDS),
    country: code('an ISO 3166-1 alpha-3 code', countries),
    origin: code('an ISO 3166-1 alpha-3 code, EUU or OTH', countries, ['EUU', 'OTH']),
    target: code('an ISO 3166-1 alpha-3 code, EUU or ALL', countries, ['EUU', 'ALL']),
    buyer: code('an ISO 3166-1 alpha-3 code or EUU', countries, ['EUU']),
    measure: code('the event_id of a row of policy_events.csv', raw.valuesOf(POLICY_FILE, 'event_id')),
    episode: code(
      'the episode_id of a row of duration_severity.csv',
      raw.valuesOf(EPISODES_FILE, 'episode_id'),
    ),
    listedName: code(
      'the name of a row of listed_names.csv',
      raw.valuesOf('supply/listed_names.csv', 'name'),
    ),
    site: code('a supplier_id of suppliers.csv', sites),
    company: code('a company_id of companies.csv', raw.valuesOf('supply/companies.csv', 'company_id')),
    linkEnd: code(
      'a supplier_id of suppliers.csv or a party_id of external_parties.csv',
      sites,
      raw.valuesOf('supply/external_parties.csv', 'party_id'),
    ),
    expandGroups: (words: readonly string[]): string[] => [
      ...new Set(words.flatMap((word) => groups.get(word) ?? [word])),
    ],
    /** The raw tables call the separation of rare earths refining. */
    stagesOf: (stages: readonly Stage[], elements: readonly string[]): Stage[] => {
      const rare = elements.some((symbol) => rareEarths.has(symbol));
      const other = elements.some((symbol) => !rareEarths.has(symbol));
      return stages.flatMap((stage) =>
        stage === 'refining' && rare
          ? other
            ? (['separation', 'refining'] as const)
            : ['separation']
          : [stage],
      );
    },
  };
}
export type Codes = ReturnType<typeof readCodes>;

export type Sources = Readonly<{
  raw: RawTables;
  codes: Codes;
  editions: readonly Edition[];
}>;
