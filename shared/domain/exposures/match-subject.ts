/**
 * Plain names of many subjects, laid out so that a name is compared with a hundred thousand of them in
 * milliseconds: those that are surely too
 * far are told by counts of letters, which stand in columns, and no other name is lost.
 */

import { valueAt } from '../numbers/memoized.ts';
import {
  beginsWith,
  type ComparableName,
  companyName,
  comparableName,
  hasKana,
  isDuns,
  isLei,
  LEAST_LETTERS,
  LETTER_KINDS,
  mostSimilarBy,
  nameSimilarity,
  PREFIX_LETTERS,
  plainIdentifier,
  similarityFrom,
  soundOf,
} from './names.ts';

export interface NameIndex {
  /**
   * Positions, in order, of the names that may be as similar as `least` (0 to 1), or of which one is the
   * beginning of the other.
   */
  readonly near: (asked: ComparableName, least: number) => readonly number[];
}

/**
 * Code points at the beginning of a name and of its words in order, by position; 0 where the name is shorter.
 */
type Beginnings = Readonly<{
  written: Uint32Array;
  ordered: Uint32Array;
}>;

function commonBeginning(asked: readonly string[], column: Uint32Array, position: number) {
  let common = 0;
  while (
    common < PREFIX_LETTERS &&
    common < asked.length &&
    asked[common]?.codePointAt(0) === column[position * PREFIX_LETTERS + common]
  )
    common += 1;
  return common;
}

function setBeginning(column: Uint32Array, position: number, letters: readonly string[]) {
  for (const [place, letter] of letters.slice(0, PREFIX_LETTERS).entries())
    column[position * PREFIX_LETTERS + place] = letter.codePointAt(0) as number;
}

/** Lays out plain names, as `companyName` makes them: about three microseconds and 0.2 kB a name. */
export function nameIndex(plains: readonly string[]): NameIndex {
  const lengths = new Uint32Array(plains.length);
  const counts = new Uint16Array(plains.length * LETTER_KINDS);
  const begin: Beginnings = {
    written: new Uint32Array(plains.length * PREFIX_LETTERS),
    ordered: new Uint32Array(plains.length * PREFIX_LETTERS),
  };
  for (const [position, plain] of plains.entries()) {
    const name = comparableName(plain);
    lengths[position] = name.letters.length;
    counts.set(name.counts, position * LETTER_KINDS);
    setBeginning(begin.written, position, name.letters);
    setBeginning(begin.ordered, position, name.orderedLetters);
  }

  function commonLetters(asked: ComparableName, position: number): number {
    const from = position * LETTER_KINDS;
    let common = 0;
    for (let kind = 0; kind < LETTER_KINDS; kind += 1) {
      const [one, other] = [asked.counts[kind] as number, counts[from + kind] as number];
      common += Math.min(one, other);
    }
    return common;
  }

  return {
    near(asked, least) {
      const found: number[] = [];
      const size = asked.letters.length;
      for (let position = 0; position < plains.length; position += 1) {
        const other = lengths[position] as number;
        const same = commonBeginning(asked.letters, begin.written, position);
        const prefix = Math.max(same, commonBeginning(asked.orderedLetters, begin.ordered, position));
        const isNear =
          size === 0 ||
          other === 0 ||
          (mostSimilarBy(Math.min(size, other), size, other, prefix) >= least &&
            mostSimilarBy(commonLetters(asked, position), size, other, prefix) >= least);
        if (isNear || (same > 0 && beginsWith(asked.plain, plains[position] as string))) found.push(position);
      }
      return found;
    },
  };
}

// Finds the subject that an item of a list means. Identifiers decide; otherwise names are compared, and where
// several subjects could be
// meant all are returned as candidates. The comparison is Jaro-Winkler on normalised names: a documented
// number that a reader can compute
// again, without a model and without a library.

export type Candidate = Readonly<{
  type: string;
  id: string;
  name: string;
  /** Other names that it is known by: former and short ones, those in another script, tickers. */
  aliases?: readonly string[];
  /** Names that no source bears out: never enough for a match. */
  unconfirmed_names?: readonly string[];
  countries: readonly string[];
  lei: string | null;
  duns: string | null;
  /** System -> id there. */
  external_ids: Readonly<Record<string, string>>;
  /** Whether it comes with the service or was stored by the client. */
  origin: 'shipped' | 'custom';
}>;

export type LookupItem = Readonly<{
  id: string | null;
  lei: string | null;
  duns: string | null;
  name: string | null;
  country: string | null;
  external_ids: Readonly<Record<string, string>>;
}>;

export type LookupMethod = 'id' | 'lei' | 'duns' | 'external_id' | 'name' | 'name_country' | 'similar_name';

export type Match = Readonly<{
  candidate: Candidate;
  method: LookupMethod;
  /** 0 to 1: 1 for an identifier, else how alike the names are. */
  confidence: number;
  /** Null where no name was compared. */
  name_similarity: number | null;
  /** Null where no country was given, or none is known. */
  country_fits: boolean | null;
  explanation: string;
}>;

export type LookupResult =
  | Readonly<{
      outcome: 'matched';
      match: Match;
      candidates: readonly [];
      detail: null;
    }>
  | Readonly<{
      outcome: 'ambiguous' | 'not_found' | 'invalid';
      match: null;
      candidates: readonly Match[];
      detail: string;
    }>;

/** Names that are this alike are the same with a typing error. */
const SAME = 0.93;
const MARGIN = 0.04;
const NEAR = 0.82;
const MOST_CANDIDATES = 5;
const NAME_ALONE = 0.98;
/** Confidence when one name is the beginning of the other, and the country fits. */
const BEGINNING = 0.9;
/** One name is the beginning of the other, which may be another company. */
const OFFERED = 0.89;
/** Letters of a name that another company hardly begins with. */
const LONG_NAME = 10;
/** Most confidence in a name that no source bears out: it is shown. */
const UNCONFIRMED = 0.85;

const none = (outcome: 'not_found' | 'invalid', detail: string): LookupResult => ({
  outcome,
  match: null,
  candidates: [],
  detail,
});

/** Candidates by their identifiers and names; made once for all items that are looked up among them. */
export type CandidateIndex = Readonly<{
  identified: (item: LookupItem) => readonly Candidate[];
  /** Candidates with a name that may be near, in order, each with those of its names that may. */
  named: (asked: ComparableName) => readonly NamedCandidate[];
  /** Those of which a name sounds the same, where one of the two is in katakana. */
  sounding: (plain: string) => readonly Candidate[];
}>;

type NamedCandidate = Readonly<{
  candidate: Candidate;
  /** Names by which it is known: its own, then its aliases. */
  names: readonly Readonly<{
    written: string;
    words: ComparableName;
    isConfirmed: boolean;
  }>[];
}>;

/** Indexes candidates: about five microseconds for each of their names. */
export function candidateIndex(candidates: readonly Candidate[]): CandidateIndex {
  const byIdentifier = new Map<string, number[]>();
  const written: string[] = [];
  const plains: string[] = [];
  const owners: number[] = [];
  for (const [position, candidate] of candidates.entries()) {
    for (const key of new Set(identifiersOf(candidate))) {
      byIdentifier.set(key, [...(byIdentifier.get(key) ?? []), position]);
    }
    const { name: own, aliases = [], unconfirmed_names: unconfirmed = [] } = candidate;
    for (const name of [own, ...aliases, ...unconfirmed]) {
      written.push(name);
      plains.push(companyName(name));
      owners.push(position);
    }
  }
  const names: NameIndex = nameIndex(plains);
  let sounds: Map<string, number[]> | null = null;
  return {
    identified(item) {
      const positions = identifiersOf(askedIdentifiers(item)).flatMap((key) => byIdentifier.get(key) ?? []);
      return [...new Set(positions)]
        .sort((left, right) => left - right)
        .map((position) => valueAt(candidates, position));
    },
    sounding(plain) {
      const sound = soundOf(plain);
      if (sound === '') return [];
      sounds ??= Map.groupBy(plains.keys(), (position) => soundOf(valueAt(plains, position)));
      const same = (sounds.get(sound) ?? []).filter(
        (position) => hasKana(plain) !== hasKana(valueAt(plains, position)),
      );
      return [...new Set(same.map((position) => valueAt(owners, position)))].map((owner) =>
        valueAt(candidates, owner),
      );
    },
    named(asked) {
      const byOwner = Map.groupBy(names.near(asked, ROUNDS_TO_NEAR), (position) => valueAt(owners, position));
      return [...byOwner].map(([owner, positions]) => ({
        candidate: valueAt(candidates, owner),
        names: positions.map((position) => ({
          written: valueAt(written, position),
          words: comparableName(valueAt(plains, position)),
          isConfirmed:
            valueAt(candidates, owner).unconfirmed_names?.includes(valueAt(written, position)) !== true,
        })),
      }));
    },
  };
}

type Identifiers = Pick<LookupItem, 'id' | 'lei' | 'duns' | 'external_ids'>;

const identifiersOf = ({ id, lei, duns, external_ids }: Identifiers): readonly string[] => [
  ...(id === null ? [] : [`id ${id}`]),
  ...(lei === null ? [] : [`lei ${lei}`]),
  ...(duns === null ? [] : [`duns ${duns}`]),
  ...Object.entries(external_ids).map(([system, value]) => JSON.stringify([system, value])),
];

const askedIdentifiers = ({ id, lei, duns, external_ids }: LookupItem): Identifiers => ({
  id,
  lei: lei === null ? null : plainIdentifier(lei),
  duns: duns === null ? null : plainIdentifier(duns),
  external_ids,
});

export const subjectMatcher = (candidates: readonly Candidate[]): ((item: LookupItem) => LookupResult) =>
  matcherAmong([candidateIndex(candidates)]);

export function matcherAmong(indexes: readonly CandidateIndex[]): (item: LookupItem) => LookupResult {
  return (item) => matchSubject(item, indexes);
}

function matchSubject(item: LookupItem, indexes: readonly CandidateIndex[]): LookupResult {
  const mistake = errorOf(item);
  if (mistake !== null) return none('invalid', mistake);
  const identified = byIdentifiers(
    item,
    indexes.flatMap((index) => index.identified(item)),
  );
  const different = [...new Map(identified.map((match) => [keyOf(match.candidate), match])).values()];
  if (different.length > 1) {
    const names = different.map(({ method, candidate }) => `${method} ${candidate.id}`).join(', ');
    return {
      outcome: 'ambiguous',
      match: null,
      candidates: different,
      detail: `The identifiers mean different subjects: ${names}.`,
    };
  }
  const [only] = different;
  if (only !== undefined)
    return { outcome: 'matched', match: withNameChecked(only, item), candidates: [], detail: null };
  if (item.name === null) return none('not_found', notFoundBy(item));
  return byName(item.name, item.country, indexes);
}

const keyOf = ({ origin, type, id }: Candidate) => `${origin}|${type}|${id}`;

function errorOf({ id, lei, duns, name, external_ids }: LookupItem): string | null {
  if (lei !== null && !isLei(plainIdentifier(lei)))
    return 'That is no LEI: 20 letters and digits, the last two of which check the rest.';
  if (duns !== null && !isDuns(plainIdentifier(duns))) return 'That is no DUNS number: nine digits.';
  if (id === null && lei === null && duns === null && name === null && Object.keys(external_ids).length === 0)
    return 'Send an id, a LEI, a DUNS number, external_ids, or a name.';
  return null;
}

function byIdentifiers(item: LookupItem, candidates: readonly Candidate[]): readonly Match[] {
  const { id, external_ids } = item;
  const lei = item.lei === null ? null : plainIdentifier(item.lei);
  const duns = item.duns === null ? null : plainIdentifier(item.duns);
  const externals = Object.entries(external_ids);
  return candidates.flatMap((candidate): readonly Match[] => {
    const external = externals.find(([system, value]) => candidate.external_ids[system] === value);
    return [
      ...(id !== null && candidate.id === id ? [identified(candidate, 'id', `id ${id}`)] : []),
      ...(lei !== null && candidate.lei === lei ? [identified(candidate, 'lei', `LEI ${lei}`)] : []),
      ...(duns !== null && candidate.duns === duns
        ? [identified(candidate, 'duns', `DUNS number ${duns}`)]
        : []),
      ...(external === undefined
        ? []
        : [identified(candidate, 'external_id', `${external[0]} ${external[1]}`)]),
    ];
  });
}

const identified = (candidate: Candidate, method: LookupMethod, what: string): Match => ({
  candidate,
  method,
  confidence: 1,
  name_similarity: null,
  country_fits: null,
  explanation: `The ${what} is that of ${candidate.name}.`,
});

/**
 * A match by identifier, which decides; a name or country that does not fit is mentioned in its explanation.
 */
function withNameChecked(match: Match, { name, country }: LookupItem): Match {
  const { candidate } = match;
  const similarity = name === null ? null : similarityOf(name, candidate.name);
  const fits = countryFits(country, candidate);
  const doubts = [
    ...(similarity !== null && similarity < NEAR
      ? [`The name ${JSON.stringify(name)} is not like it: check the identifier.`]
      : []),
    ...(fits === false ? [`No site of it is in ${country}.`] : []),
  ];
  return {
    ...match,
    name_similarity: similarity,
    country_fits: fits,
    explanation: [match.explanation, ...doubts].join(' '),
  };
}

function notFoundBy({ lei, duns }: LookupItem): string {
  const codes = lei !== null || duns !== null;
  return codes
    ? 'Nothing has that identifier. Suppliers that come with the service have no LEI and no DUNS number on record: send a name and country, or store your custom supplier with its numbers.'
    : 'Nothing of this `type` has that identifier; case matters. Send a name for a search.';
}

const round = (value: number) => Number(value.toFixed(3));
const similarityOf = (left: string, right: string) =>
  round(nameSimilarity(companyName(left), companyName(right)));

const countryFits = (country: string | null, { countries }: Candidate): boolean | null =>
  country === null || countries.length === 0 ? null : countries.includes(country);

/** Everything with a name near it, nearest first. */
export function nearMatches(
  name: string,
  country: string | null,
  indexes: readonly CandidateIndex[],
): readonly Match[] {
  const words = comparableName(companyName(name));
  const near = indexes
    .flatMap((index) => index.named(words))
    .flatMap((candidate) => named({ name, words, country }, candidate))
    .filter(({ confidence }) => confidence >= NEAR);
  const known = new Set(near.map(({ candidate }) => keyOf(candidate)));
  const sounding = indexes
    .flatMap((index) => index.sounding(words.plain))
    .filter((candidate) => !known.has(keyOf(candidate)))
    .map((candidate) => sounds(candidate, soundOf(words.plain), country));
  return [...near, ...sounding].sort(
    (left, right) =>
      right.confidence - left.confidence || (keyOf(left.candidate) < keyOf(right.candidate) ? -1 : 1),
  );
}

function byName(name: string, country: string | null, indexes: readonly CandidateIndex[]): LookupResult {
  const near = nearMatches(name, country, indexes);
  const [best, next] = near;
  if (best === undefined) return none('not_found', 'No name of ours is near it.');
  // The beginning of a name is enough where no other name is near.
  const clear =
    best.confidence >= SAME ||
    (best.confidence > (best.name_similarity ?? 0) &&
      best.confidence >= BEGINNING &&
      (best.country_fits === true || next === undefined));
  // Erbium is near to terbium, but who writes terbium means terbium.
  const isTheOnlySame = best.name_similarity === 1 && next?.name_similarity !== 1;
  if (
    clear &&
    best.country_fits !== false &&
    (isTheOnlySame || best.confidence - (next?.confidence ?? 0) >= MARGIN)
  )
    return { outcome: 'matched', match: best, candidates: [], detail: null };
  const detail =
    best.country_fits === false
      ? `The nearest name has no site in ${country}.`
      : near.length > 1
        ? 'Several names are near it: choose one and send its id.'
        : 'One name is near it, not near enough to take it for the same: if it is meant, send its id.';
  return { outcome: 'ambiguous', match: null, candidates: near.slice(0, MOST_CANDIDATES), detail };
}

type AskedName = Readonly<{
  name: string;
  words: ComparableName;
  country: string | null;
}>;

/** Fewer consonants sound alike by chance. */
const LEAST_SOUND = 5;

/** Under it a similarity does not round to one that is near. */
const ROUNDS_TO_NEAR = NEAR - 0.001;

/** A name that sounds as one of a candidate, in another script. */
function sounds(candidate: Candidate, sound: string, country: string | null): Match {
  const confidence = sound.length < LEAST_SOUND ? UNCONFIRMED : BEGINNING;
  return {
    ...{ candidate, method: 'similar_name', confidence, name_similarity: null },
    country_fits: countryFits(country, candidate),
    explanation: `It sounds as a name of ${candidate.name} in another script.`,
  };
}

function named(asked: AskedName, { candidate, names }: NamedCandidate): readonly Match[] {
  const matches = names.flatMap((name) => namedBy(asked, candidate, name));
  return matches.toSorted((left, right) => right.confidence - left.confidence).slice(0, 1);
}

function namedBy(
  { name, words, country }: AskedName,
  candidate: Candidate,
  { written, words: its, isConfirmed }: NamedCandidate['names'][number],
): readonly Match[] {
  const begins = beginsWith(words.plain, its.plain);
  const similarity = round(similarityFrom(0, words, its) as number); // the index has left out what is too far
  const fits = countryFits(country, candidate);
  const where =
    fits === true
      ? `, and it has a site in ${country}`
      : fits === false
        ? `, but no site of it is in ${country}`
        : '';
  const common = { candidate, name_similarity: similarity, country_fits: fits };
  if (!isConfirmed)
    return [
      {
        ...common,
        method: 'similar_name',
        confidence: Math.min(similarity, UNCONFIRMED),
        explanation: `${written} is said to be a name of ${candidate.name}, which no source bears out${where}.`,
      },
    ];
  if (similarity === 1) {
    const [method, confidence] =
      fits === true ? (['name_country', 1] as const) : (['name', NAME_ALONE] as const);
    const how = written === name ? '' : ', once case, accents, punctuation and the legal form are left out';
    return [{ ...common, method, confidence, explanation: `${sameAs(candidate, written)}${how}${where}.` }];
  }
  // Who writes `Lynas` means Lynas Rare Earths; `Daido Life` is another than Daido Steel.
  const isMeant =
    words.letters.length < its.letters.length || its.letters.length >= LONG_NAME || fits === true;
  const most = Math.min(words.letters.length, its.letters.length) < LEAST_LETTERS ? UNCONFIRMED : 1;
  const least = begins ? (isMeant ? Math.max(similarity + 0.001, BEGINNING) : OFFERED) : 0;
  const confidence = Math.min(most, Math.max(similarity, least));
  const how = begins ? 'One name is the beginning of the other' : `The names are alike (${similarity})`;
  return [{ ...common, method: 'similar_name', confidence, explanation: `${how}${where}.` }];
}

const sameAs = ({ name }: Candidate, written: string) =>
  written === name ? 'The name is the same' : `The name is the same as ${written}, another name of ${name}`;
