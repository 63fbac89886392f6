/**
 * Names on the lists of China's Ministry of Commerce: which of them a company bears, by its own name or by
 * what the register says of it.
 */

import type { ListedName } from '../method/supplier-facts.ts';
import { SHORT_ENGLISH_NAMES } from '../vocabulary/country-names.ts';
import type { SupplierSiteRow } from '../vocabulary/reference-data.ts';
import type { Message } from '../vocabulary/score-document.ts';
import { englishWith, message, rendered } from '../words/render.ts';
import { candidateIndex, type Match, nearMatches } from './match-subject.ts';
import { beginsWith, companyName, plainName } from './names.ts';

/**
 * A listing beside a company: a hit where the name is the same, the register's word of its parent or
 * acquirer, or a name that is only near.
 */
export type Listing = Omit<ListedName, 'aliases'> &
  Readonly<{
    match: 'itself' | 'parent' | 'acquirer' | 'near';
    /** One sentence, and the same as a message for other languages. */
    summary: string;
    summary_code: Message['code'];
    summary_params: Message['params'];
  }>;

type Why = Readonly<{ match: Exclude<Listing['match'], 'near'> }> | Readonly<{ match: 'near'; how: Message }>;

const english = englishWith({
  country: (code) => SHORT_ENGLISH_NAMES[code] ?? code,
  element: (symbol) => symbol,
});

function listingOf({ aliases: _, ...listed }: ListedName, why: Why): Listing {
  const list = message(`list_${listed.list}`);
  const said = message(`listed_${why.match}`, {
    name: listed.name,
    list,
    listed: listed.listed,
    ...(why.match === 'near' ? { how: why.how } : {}),
  });
  return {
    match: why.match,
    ...listed,
    summary: rendered(said, english),
    summary_code: said.code,
    summary_params: said.params,
  };
}

/**
 * What the register says of a supplier's sites: the rows of the list with the names that they bear, each
 * once.
 */
export function listingsOfSites(
  sites: readonly Pick<SupplierSiteRow, 'listed_as' | 'listed_name'>[],
  rows: readonly ListedName[],
): readonly Listing[] {
  const listed = sites.filter(({ listed_name }) => listed_name !== null);
  if (listed.length === 0) return [];
  return rows.flatMap((row) => {
    const match = listed.find(({ listed_name }) => listed_name === row.name)?.listed_as ?? null;
    return match === null ? [] : [listingOf(row, { match })];
  });
}

const MOST_NEAR = 5;

/** Least similarity of a name that is shown as near: under it most of what is found is innocent. */
const NEAR = 0.92;

/** Screens a name for suppliers in `countries`, of which none may be known. */
export type NameScreen = (name: string, countries: readonly string[]) => readonly Listing[];

/**
 * A screen against rows of the list. A hit: the same name, an alias or the Chinese name, once case,
 * punctuation, traditional characters and
 * the legal form are left out. If these differ and the listing is of none of the countries, it is near only.
 * Near names are told where
 * nothing is hit.
 */
export function nameScreen(rows: readonly ListedName[]): NameScreen {
  const index = candidateIndex(
    rows.map(({ name, aliases, name_zh, country }, place) => ({
      type: 'listed_name',
      id: String(place),
      name,
      aliases: name_zh === null ? aliases : [...aliases, name_zh],
      countries: country === null ? [] : [country],
      lei: null,
      duns: null,
      external_ids: {},
      origin: 'shipped' as const,
    })),
  );
  return (name, countries) => {
    const found = nearMatches(name, null, [index]).flatMap((match) => {
      const why = whyOf(match, name, countries);
      return why === null ? [] : [listingOf(rows[Number(match.candidate.id)] as ListedName, why)];
    });
    const hits = found.filter(({ match }) => match === 'itself');
    return hits.length > 0 ? hits : found.slice(0, MOST_NEAR);
  };
}

function whyOf(
  { name_similarity, confidence, candidate }: Match,
  name: string,
  countries: readonly string[],
): Why | null {
  const names = [candidate.name, ...(candidate.aliases ?? [])];
  if (name_similarity === null) return near(message('near_sound'));
  if (name_similarity !== 1) {
    if (confidence >= NEAR) return near(message('near_alike', { similarity: confidence }));
    return names.some((one) => beginsWith(companyName(one), companyName(name)))
      ? near(message('near_beginning'))
      : null;
  }
  const [country] = candidate.countries;
  const isElsewhere = country !== undefined && countries.length > 0 && !countries.includes(country);
  return isElsewhere && names.every((one) => plainName(one) !== plainName(name))
    ? near(message('near_elsewhere', { country }))
    : { match: 'itself' };
}

const near = (how: Message): Why => ({ match: 'near', how });
