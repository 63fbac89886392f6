import type { LookupsBody } from '#contracts/api/analysis-requests.ts';
import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { CatalogueEntry } from '#contracts/run/catalogue-documents.ts';
import { ELEMENT_NAMES } from '#domain/companies/materials.ts';
import { shippedSupplier } from '#domain/exposures/company-aliases.ts';
import type { Listing, NameScreen } from '#domain/exposures/listed-names.ts';
import {
  type Candidate,
  type CandidateIndex,
  candidateIndex,
  type LookupItem,
  type LookupResult,
  type Match,
  matcherAmong,
} from '#domain/exposures/match-subject.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { countryNames, SHORT_ENGLISH_NAMES } from '#domain/vocabulary/country-names.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { keptForNewestKey } from '#functions/http/cold-start.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import {
  type PublishedScores,
  storedCatalogue,
  wholeRanking,
} from '#functions/store/scores/published-scores.ts';
import type { CustomSupplierPorts } from '../custom-suppliers/custom-supplier-in-time.ts';
import { summaryOf } from '../custom-suppliers/custom-suppliers.ts';
import type { ScoresOfClient } from '../custom-suppliers/scores-of-client.ts';
import { nameScreenOf, supplierNamesOf } from '../published-run/run-documents.ts';
import { subjectLinks } from '../published-run/score-links.ts';

type Item = LookupsBody['items'][number];

const MOST_CUSTOM = 5000;
const CUSTOM_PER_READ = 1000;
/** About 4 microseconds each. */
const MOST_COMPARISONS = 500_000;
/** About 2 ms each. */
const MOST_SCORED = 500;

const STATUS: Readonly<Record<LookupResult['outcome'], number>> = {
  matched: 200,
  ambiguous: 300,
  not_found: 404,
  invalid: 422,
};

/**
 * Reads a catalogue and a ranking for each type, and custom suppliers, however many items there are. Throws
 * `invalid_request` for more names than can be compared.
 */
export async function lookUpSubjects(
  { buyer, items }: LookupsBody,
  client: string,
  run: RunPointer,
  { scores, suppliers, scorerOf }: Pick<CustomSupplierPorts, 'scores' | 'suppliers' | 'scorerOf'>,
) {
  const types = [...new Set(items.flatMap(typesOf))];
  const known = new Map(
    await Promise.all(
      types.map(async (type) => [type, await knownOf(type, run.run_id, buyer, scores)] as const),
    ),
  );
  const screen = types.includes('supplier') ? await nameScreenOf(scores, run.run_id) : null;
  const custom = types.includes('supplier')
    ? await customOf(client, items, suppliers)
    : { stored: [], all: true };
  refuseTooManyNames(items, custom.stored.length);
  const customIndex = candidateIndex(custom.stored.map(customCandidate));
  const matcherOf = new Map(
    [...known].map(([type, { index }]) => [
      type,
      matcherAmong(type === 'supplier' ? [index, customIndex] : [index]),
    ]),
  );
  const results = items.map((item) => matchedAs(item, (type) => matcherOf.get(type) ?? matcherAmong([])));
  const scoreOf = await scoresOfCustom(
    results.map(({ result }) => result),
    custom.stored,
    () => scorerOf(run, client),
    buyer,
  );
  const shippedScores = await scoresOfMatches(results, known, scores, run.run_id, buyer);
  const found = results.map(({ item, type, result }) => ({
    ...answerTo(item, type, result, riskOf(shippedScores.get(type), scoreOf), buyer),
    listings: type === 'supplier' && screen !== null ? listingsOf(item, result, screen, known.get(type)) : [],
    detail: custom.all || type !== 'supplier' ? result.detail : withNamesNotCompared(result.detail),
  }));
  const count = (outcome: LookupResult['outcome']): number =>
    found.filter((one) => one.outcome === outcome).length;
  return {
    buyer,
    summary: {
      items: items.length,
      matched: count('matched'),
      ambiguous: count('ambiguous'),
      not_found: count('not_found'),
      invalid: count('invalid'),
    },
    data: found,
    custom_suppliers: { compared: custom.stored.length, all: custom.all },
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

function refuseTooManyNames(items: readonly Item[], suppliers: number) {
  const names = items.filter((item) => item.name !== undefined && typesOf(item).includes('supplier')).length;
  if (names * suppliers <= MOST_COMPARISONS) return;
  const most = Math.floor(MOST_COMPARISONS / suppliers);
  const detail = `Each name is compared with ${suppliers} custom suppliers, so that ${most} names fit into one request and ${names} do not. Send the items in several requests.`;
  throw invalidRequest([{ pointer: '/items', code: 'too_many_items', detail }]);
}

const typesOf = ({ type }: Item): readonly SubjectType[] =>
  type === undefined ? ['supplier', 'element', 'country'] : [type];

/** An identifier or the same name. */
const SURE = 0.98;

/** The first under which the item matches, surely where it names none. */
function matchedAs(item: Item, matcherOf: (type: SubjectType) => (item: LookupItem) => LookupResult) {
  const tried = typesOf(item).map((type) => ({ item, type, result: matcherOf(type)(itemOf(item)) }));
  const fits = ({ type, result: { match } }: (typeof tried)[number]) =>
    match !== null && (type === tried[0]?.type || match.confidence >= SURE);
  return tried.find(fits) ?? (tried[0] as (typeof tried)[number]);
}

/** Null of a large register: read for those that are found. */
interface Known extends LaidOut {
  readonly ranking: ReadonlyMap<string, ScoreDocument> | null;
}

type LaidOut = Readonly<{
  index: CandidateIndex;
  listings: ReadonlyMap<string, readonly Listing[]>;
}>;

async function knownOf(
  type: SubjectType,
  runId: string,
  buyer: string,
  scores: PublishedScores,
): Promise<Known> {
  const found = await storedCatalogue(scores, runId, type);
  if ('parts' in found) {
    const laidOut = entryOf(registers, scores, () => keptForNewestKey<LaidOut>());
    return {
      ...(await laidOut(runId, async () =>
        laidOutOf(type, await supplierNamesOf(scores, runId, found.parts)),
      )),
      ranking: null,
    };
  }
  const ranking = await wholeRanking(scores, runId, type, buyer);
  return { ...laidOutOf(type, found.entries), ranking: new Map(ranking.map((row) => [row.subject.id, row])) };
}

const laidOutOf = (type: SubjectType, entries: readonly CatalogueEntry[]): LaidOut => ({
  index: candidateIndex(entries.map((entry) => shippedCandidate(type, entry))),
  listings: new Map(entries.map(({ id, listings }) => [id, (listings ?? []) as readonly Listing[]])),
});

function listingsOf(
  { name, country }: Item,
  { match }: LookupResult,
  screen: NameScreen,
  known: LaidOut | undefined,
): readonly Listing[] {
  const registered =
    match?.candidate.origin === 'shipped' ? (known?.listings.get(match.candidate.id) ?? []) : [];
  const names = [name, match?.candidate.name].filter((one) => one !== undefined);
  const screened = names.flatMap((one) => screen(one, country === undefined ? [] : [country]));
  const all = new Map([...screened, ...registered].map((one) => [`${one.list} ${one.name}`, one] as const));
  const sure = [...all.values()].filter((one) => one.match !== 'near');
  return sure.length > 0 ? sure : [...all.values()];
}

/** Once a run and process. */
const registers = new WeakMap<PublishedScores, ReturnType<typeof keptForNewestKey<LaidOut>>>();

async function scoresOfMatches(
  results: readonly Readonly<{ type: SubjectType; result: LookupResult }>[],
  known: ReadonlyMap<SubjectType, Known>,
  scores: PublishedScores,
  runId: string,
  buyer: string,
): Promise<ReadonlyMap<SubjectType, ReadonlyMap<string, ScoreDocument>>> {
  const named = (type: SubjectType): readonly string[] => {
    const matches = results.flatMap((one) =>
      one.type === type ? [one.result.match ?? [], one.result.candidates].flat() : [],
    );
    return [
      ...new Set(matches.flatMap(({ candidate }) => (candidate.origin === 'shipped' ? [candidate.id] : []))),
    ];
  };
  const read = async (type: SubjectType): Promise<ReadonlyMap<string, ScoreDocument>> => {
    const found = await Promise.all(named(type).map((id) => scores.score(runId, { type, id, buyer })));
    return new Map(found.flatMap((document) => (document === null ? [] : [[document.subject.id, document]])));
  };
  return new Map(
    await Promise.all(
      [...known].map(async ([type, { ranking }]) => [type, ranking ?? (await read(type))] as const),
    ),
  );
}

function aliasesOf(type: SubjectType, { id }: CatalogueEntry): readonly string[] {
  if (type === 'element')
    return [id, ...ELEMENT_NAMES.flatMap(([name, symbol]) => (symbol === id ? [name] : []))];
  return [id, ...namesFor(id, SHORT_ENGLISH_NAMES), ...namesFor(id, countryNames('ja'))];
}

const namesFor = (id: string, names: Readonly<Record<string, string>>): readonly string[] => {
  const name = names[id];
  return name === undefined ? [] : [name];
};

export const shippedCandidate = (type: SubjectType, entry: CatalogueEntry): Candidate =>
  type === 'supplier'
    ? shippedSupplier(entry)
    : {
        ...shippedSupplier({ id: entry.id, name: entry.name }),
        type,
        aliases: aliasesOf(type, entry),
        countries: type === 'country' ? [entry.id] : [],
      };

/** As many as are compared, and those that items name by id. */
async function customOf(
  client: string,
  items: readonly Item[],
  suppliers: CustomSuppliers,
): Promise<Readonly<{ stored: readonly StoredSupplier[]; all: boolean }>> {
  const stored: StoredSupplier[] = [];
  let after: string | null = null;
  while (stored.length < MOST_CUSTOM) {
    const page: readonly StoredSupplier[] = await suppliers.list(client, CUSTOM_PER_READ, after);
    stored.push(...page);
    if (page.length < CUSTOM_PER_READ) return { stored, all: true };
    after = page.at(-1)?.id ?? null;
  }
  const last = after ?? '';
  const beyond = [
    ...new Set(
      items.flatMap(({ type = 'supplier', id }) =>
        type === 'supplier' && id !== undefined && id > last ? [id] : [],
      ),
    ),
  ];
  return { stored: [...stored, ...(await storedSuppliers(client, beyond, suppliers))], all: false };
}

/** Beyond `MOST_SCORED` without a score. */
async function scoresOfCustom(
  results: readonly LookupResult[],
  stored: readonly StoredSupplier[],
  scorerOf: () => Promise<ScoresOfClient>,
  buyer: string,
): Promise<ReadonlyMap<string, ScoreDocument>> {
  const matches = results.flatMap(({ match, candidates }) => [
    ...(match === null ? [] : [match]),
    ...candidates,
  ]);
  const named = new Set(
    matches.flatMap(({ candidate }) => (candidate.origin === 'custom' ? [candidate.id] : [])),
  );
  const some = stored.filter(({ id }) => named.has(id)).slice(0, MOST_SCORED);
  if (some.length === 0) return new Map();
  const scorer = await scorerOf();
  await scorer.prepare(some);
  return new Map(
    await Promise.all(some.map(async (one) => [one.id, (await scorer.score(one, buyer)).document] as const)),
  );
}

type RiskOf = (candidate: Candidate) => ScoreDocument | undefined;

const riskOf =
  (
    ranking: ReadonlyMap<string, ScoreDocument> | undefined,
    custom: ReadonlyMap<string, ScoreDocument>,
  ): RiskOf =>
  ({ id, origin }) =>
    origin === 'custom' ? custom.get(id) : ranking?.get(id);

export function customCandidate(stored: StoredSupplier): Candidate {
  const { name, lei, duns, external_ids } = stored.supplier;
  const ids = external_ids as Readonly<Record<string, string>> | null;
  return {
    type: 'supplier',
    id: stored.id,
    name,
    lei: lei ?? null,
    duns: duns ?? null,
    external_ids: ids ?? {},
    origin: 'custom',
    countries: summaryOf(stored).countries,
  };
}

const itemOf = ({ id, lei, duns, name, country, external_ids }: Item): LookupItem => ({
  id: id ?? null,
  lei: lei ?? null,
  duns: duns ?? null,
  name: name ?? null,
  country: country ?? null,
  external_ids,
});

const withNamesNotCompared = (detail: string | null): string | null =>
  detail === null
    ? null
    : `${detail} Only the first ${MOST_CUSTOM} of your suppliers were compared; any other is found by its \`id\`.`;

function answerTo(item: Item, type: SubjectType, result: LookupResult, risk: RiskOf, buyer: string) {
  const { type: _asked, external_ids, ...asked } = item;
  return {
    input: { type, ...asked, ...(Object.keys(external_ids).length > 0 ? { external_ids } : {}) },
    status: STATUS[result.outcome],
    outcome: result.outcome,
    match: result.match && publishedMatch(result.match, risk, buyer),
    candidates: result.candidates.map((match) => publishedMatch(match, risk, buyer)),
  };
}

function publishedMatch({ candidate, ...match }: Match, risk: RiskOf, buyer: string) {
  const { type, id, name, origin, countries } = candidate;
  const row = risk(candidate);
  const { self, score } = subjectLinks(type as SubjectType, id, buyer);
  return {
    subject: { type, id, name },
    origin,
    ...match,
    countries,
    score: row?.score ?? null,
    scarce: row?.scarce ?? null,
    band: row?.band ?? 'unknown',
    links: { self, score },
  };
}
