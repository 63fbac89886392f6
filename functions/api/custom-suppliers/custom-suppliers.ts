import type { CustomSupplier, StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { countsAtOnce } from '#contracts/ingestion/observations.ts';
import type { NameScreen } from '#domain/exposures/listed-names.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import {
  didYouMean,
  ExpectedError,
  invalidRequest,
  nothingPublished,
} from '#functions/http/expected-errors.ts';
import { type CustomSuppliers, storedSuppliers } from '#functions/store/clients/custom-suppliers.ts';
import { catalogue, type PublishedScores } from '#functions/store/scores/published-scores.ts';
import { endItem, type ItemChange, onCondition } from '../alerts/stored-items.ts';
import { inTime, type TimeQuery } from '../published-run/point-in-time.ts';
import { nameScreenOf, requirePublished } from '../published-run/run-documents.ts';
import { subjectLinks, withScoreLinks } from '../published-run/score-links.ts';
import { type CustomSupplierPorts, customSupplierOnDay } from './custom-supplier-in-time.ts';
import type { ScoresOfClient } from './scores-of-client.ts';

export type KnownFacts = Readonly<{
  elements: ReadonlySet<string>;
  suppliers: ReadonlyMap<string, readonly string[]>;
  sites: ReadonlySet<string>;
}>;

export async function knownFacts(scores: PublishedScores): Promise<KnownFacts> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  const [elements, entries] = await Promise.all([
    catalogue(scores, run.run_id, 'element'),
    catalogue(scores, run.run_id, 'supplier'),
  ]);
  const suppliers = new Map(
    entries.map(({ id, sites }) => [
      id,
      (sites as readonly Readonly<{ id: string }>[]).map((site) => site.id),
    ]),
  );
  return {
    elements: new Set(elements.map(({ id }) => id)),
    suppliers,
    sites: new Set([...suppliers.values()].flat()),
  };
}

/** An empty name could not be read. */
export type NamingParts = Readonly<{
  sites: readonly Readonly<{ id: string; elements: readonly string[] }>[];
  feeds: readonly Readonly<{
    supplier: string | null;
    from: string | null;
    elements: readonly string[] | null;
  }>[];
}>;

const unknownReference = (pointer: string, detail: string): FieldError => ({
  pointer,
  code: 'unknown_reference',
  detail,
});

/** Also of a supplier that is not valid otherwise. Pointers begin at the supplier. */
export function errorsOfNames(id: string, supplier: NamingParts, known: KnownFacts): readonly FieldError[] {
  const validationErrors: FieldError[] = [];
  const add = (pointer: string, detail: string): void => {
    validationErrors.push(unknownReference(pointer, detail));
  };
  if (known.suppliers.has(id))
    add(
      '/id',
      `\`${id}\` is a supplier that ships with this service: choose another id, for example custom-${id}.`,
    );
  const custom = new Set(supplier.sites.map((site) => site.id));
  const checkElements = (elements: readonly string[], pointer: string): void => {
    for (const [index, element] of elements.entries()) {
      if (element === '' || known.elements.has(element)) continue;
      add(
        `${pointer}/${index}`,
        `There is no element \`${element}\`.${didYouMean(element, known.elements)} /v1/elements lists all.`,
      );
    }
  };
  for (const [index, site] of supplier.sites.entries())
    checkElements(site.elements, `/sites/${index}/elements`);
  for (const [index, feed] of supplier.feeds.entries()) {
    checkElements(feed.elements ?? [], `/feeds/${index}/elements`);
    const { from, supplier: of } = feed;
    if (of === id && of !== '')
      add(
        `/feeds/${index}/supplier`,
        `\`${id}\` is the supplier itself: leave \`supplier\` out, and name the site.`,
      );
    const error = of === null ? null : errorOfFeed(`/feeds/${index}`, of, from, known.suppliers.get(of));
    if (error !== null && known.suppliers.has(of ?? '')) validationErrors.push(error);
    if (of !== null || from === null || from === '' || custom.has(from) || known.sites.has(from)) continue;
    const guess = didYouMean(from, [...custom, ...known.sites]);
    add(
      `/feeds/${index}/from`,
      `\`${from}\` is neither a site of this supplier nor one of a supplier in /v1/suppliers.${guess}`,
    );
  }
  return validationErrors;
}

export type FeedFromCustom = Readonly<{
  pointer: string;
  supplier: string;
  from: string | null;
}>;

export const feedsFromCustom = (
  id: string,
  { feeds }: NamingParts,
  known: KnownFacts,
): readonly FeedFromCustom[] =>
  feeds.flatMap(({ supplier, from }, index) =>
    supplier === null || supplier === '' || supplier === id || known.suppliers.has(supplier)
      ? []
      : [{ pointer: `/feeds/${index}`, supplier, from }],
  );

export type CustomSites = ReadonlyMap<string, readonly string[]>;

export const storedSites = async (
  client: string,
  ids: readonly string[],
  suppliers: Pick<CustomSuppliers, 'get'>,
): Promise<CustomSites> =>
  new Map(
    (await storedSuppliers(client, ids, suppliers)).map(({ id, supplier }) => [
      id,
      supplier.sites.map((site) => site.id),
    ]),
  );

/** `sites`: of the supplier that feeds; `undefined`: there is none. */
export function errorOfFeed(
  pointer: string,
  supplier: string,
  from: string | null,
  sites: readonly string[] | undefined,
): FieldError | null {
  if (sites === undefined)
    return unknownReference(
      `${pointer}/supplier`,
      `There is no supplier \`${supplier}\` among yours, in this request or in /v1/suppliers. Send it first, or in the same file.`,
    );
  if (from === null || from === '' || sites.includes(from)) return null;
  const some = sites.slice(0, 5).join(', ');
  return unknownReference(
    `${pointer}/from`,
    `\`${from}\` is no site of supplier \`${supplier}\`, which has ${some}.${didYouMean(from, sites)}`,
  );
}

/** `key`: `null` where access is open. */
type SupplierChange = ItemChange<CustomSupplier> & Readonly<{ key: string | null }>;

/** Throws `precondition_required`, `version_conflict`, `invalid_request`. */
export async function putCustomSupplier(
  { client, id, content: supplier, key, expected, now }: SupplierChange,
  buyer: string,
  ports: Pick<CustomSupplierPorts, 'scores' | 'suppliers'>,
) {
  const { run_id, as_of } = await requirePublished(ports.scores);
  const known = await knownFacts(ports.scores);
  const feeds = feedsFromCustom(id, supplier, known);
  const others = await storedSites(client, [...new Set(feeds.map((feed) => feed.supplier))], ports.suppliers);
  const validationErrors = [
    ...errorsOfNames(id, supplier, known),
    ...feeds.flatMap(
      (feed) => errorOfFeed(feed.pointer, feed.supplier, feed.from, others.get(feed.supplier)) ?? [],
    ),
  ];
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
  const stored = await onCondition(SUPPLIER.one, id, expected, () =>
    ports.suppliers.put(client, id, supplier, expected, now, key),
  );
  const screen = await nameScreenOf(ports.scores, run_id);
  return {
    ...storedEntry(stored, buyer, screen),
    score: null,
    buyer,
    run_id,
    as_of,
    ...countsAtOnce(stored.updated_at),
  };
}

const SUPPLIER = { one: 'supplier', list: '/v1/suppliers?custom=only' };

/** Throws `not_found`, `precondition_required`, `version_conflict`. */
export async function deleteCustomSupplier(
  { key, ...change }: Omit<SupplierChange, 'content'>,
  { suppliers }: CustomSupplierPorts,
) {
  const items: Parameters<typeof endItem<StoredSupplier>>[0] = {
    get: suppliers.get,
    put: (...written) => suppliers.put(...written, key),
  };
  const ended = await endItem(items, SUPPLIER, change);
  return { ...ended, ...countsAtOnce(ended.updated_at) };
}

/** In the shape of a shipped one. */
export async function customSupplierInRun(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  { scores, scorerOf }: CustomSupplierPorts,
) {
  const run = await requirePublished(scores);
  const [scorer, screen] = await Promise.all([scorerOf(run, client), nameScreenOf(scores, run.run_id)]);
  return {
    ...(await customEntry(stored, buyer, scorer, screen)),
    buyer,
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

export async function customEntry(
  stored: StoredSupplier,
  buyer: string,
  scorer: ScoresOfClient,
  screen: NameScreen,
) {
  const { document, basis } = await scorer.score(stored, buyer);
  return { ...storedEntry(stored, buyer, screen), score: withScoreLinks(document, basis) };
}

function storedEntry(stored: StoredSupplier, buyer: string, screen: NameScreen) {
  const { id, version, updated_at, supplier } = stored;
  return {
    id,
    name: supplier.name,
    origin: 'custom',
    version,
    updated_at,
    ...summaryOf(stored),
    listings: screen(supplier.name, summaryOf(stored).countries),
    sites: supplier.sites.map((site) => ({
      ...site,
      product: null,
      status: 'by your word',
      capacity_type: null,
      evidence: evidenceOf(stored, site.id),
    })),
    feeds: supplier.feeds,
    external_ids: supplier.external_ids,
    lei: supplier.lei,
    duns: supplier.duns,
    links: subjectLinks('supplier', id, buyer),
  };
}

export async function customSupplierScore(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  time: TimeQuery,
  ports: CustomSupplierPorts,
) {
  const { scorer, version, basis, notes } = await customSupplierOnDay(client, stored, time, ports);
  return inTime(
    withScoreLinks(await scorer.score(version, buyer), basis, { cover_days: time.cover_days }),
    notes,
  );
}

export async function customSupplierExplanation(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  time: TimeQuery,
  ports: CustomSupplierPorts,
) {
  const { scorer, version, basis, notes } = await customSupplierOnDay(client, stored, time, ports, true);
  return inTime(
    withScoreLinks(await scorer.explain(version, buyer), basis, { cover_days: time.cover_days }),
    notes,
  );
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

export function summaryOf({ supplier: { sites } }: StoredSupplier) {
  const stages = new Set<string>(sites.map((site) => site.stage));
  return {
    countries: distinct(sites.map((site) => site.country)),
    elements: distinct(sites.flatMap((site) => site.elements)),
    stages: STAGES.filter((stage) => stages.has(stage)),
  };
}

const evidenceOf = ({ id, updated_at, stored_by }: StoredSupplier, site: string) => ({
  row: `custom_site:${id}:${site}`,
  source: 'custom_statement',
  source_url: null,
  date: updated_at.slice(0, 10),
  quality: 'custom',
  known_from: updated_at.slice(0, 10),
  ...(stored_by === undefined ? {} : { sent_by: stored_by }),
});

/** One that ships, else one of the caller. */
export async function customOrShipped<T>(
  shipped: () => Promise<T>,
  custom: (stored: StoredSupplier) => Promise<T>,
  { client, id }: Readonly<{ client: string; id: string }>,
  suppliers: () => CustomSuppliers,
): Promise<T> {
  try {
    return await shipped();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'not_found') throw error;
    const stored = await suppliers().get(client, id);
    if (stored === null || stored.deleted) throw error;
    return custom(stored);
  }
}
