import type { CustomSupplier, StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { collectionOf } from '#contracts/api/request-parts.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { type Expected, SupplierConflict } from '#functions/ports/custom-suppliers.ts';
import type { ScoreStored } from '#functions/ports/rescorer.ts';
import { inTime, type TimeQuery } from '../published-run/point-in-time.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { subjectLinks, withScoreLinks } from '../published-run/score-links.ts';
import { type CustomSupplierPorts, customSupplierOnDay } from './custom-supplier-in-time.ts';
import { errorsOfReference, knownFacts } from './known-facts.ts';

/** What belongs to one client is kept by nobody in between, and asked for again before it is used again. */
export const PRIVATE = { 'cache-control': 'private, no-cache' } as const;

const versionTag = ({ version }: StoredSupplier): string => `"${version}"`;

/** Does the caller say that it means something new only: what is there already is then a failed precondition (RFC 9110, 13.2.2). */
export const meansNewOnly = (headers: Readonly<Record<string, string | undefined>>): boolean => headers['if-none-match']?.trim() === '*';

/** What the caller says it changes: `If-Match` a version, `If-None-Match: *` or nothing at all something new. Throws `invalid_request`. */
export function expectedOf(headers: Readonly<Record<string, string | undefined>>): Expected {
  const match = headers['if-match']?.trim();
  if (match === undefined || match === '') return 'nothing';
  if (match === '*') return 'anything';
  const version = /^(?:W\/)?"?(\d{1,9})(?:-gzip)?"?$/.exec(match)?.[1];
  if (version !== undefined) return { version: Number(version) };
  const detail = `\`If-Match\` is ${JSON.stringify(match.slice(0, 64))}; send the \`ETag\` of the supplier as you read it, for example "3".`;
  throw invalidRequest([{ parameter: 'If-Match', code: 'invalid_value', detail }]);
}

/** Stores a supplier, and scores it at once. Throws `precondition_required`, `version_conflict`, `invalid_request`. */
export async function putCustomSupplier(
  {
    client,
    id,
    supplier,
    buyer,
    newOnly,
  }: {
    readonly client: string;
    readonly id: string;
    readonly supplier: CustomSupplier;
    readonly buyer: string;
    readonly newOnly: boolean;
  },
  expected: Expected,
  now: string,
  ports: CustomSupplierPorts,
): Promise<ApiResponse> {
  const validationErrors = errorsOfReference(id, supplier, await knownFacts(ports.scores));
  if (validationErrors.length > 0) throw invalidRequest(validationErrors);
  const put = (): Promise<StoredSupplier> => ports.suppliers.put(client, id, supplier, expected, now);
  const stored = await changed(id, newOnly ? 'new' : expected, put);
  const answer = await customSupplierResponse(stored, buyer, ports);
  return { ...answer, status: stored.version === 1 ? 201 : 200 };
}

/** Ends a supplier with a tombstone. Throws `not_found`, `precondition_required`, `version_conflict`. */
export async function deleteCustomSupplier(
  client: string,
  id: string,
  expected: Expected,
  now: string,
  { suppliers }: Pick<CustomSupplierPorts, 'suppliers'>,
): Promise<ApiResponse> {
  const present = await suppliers.get(client, id);
  if (present === null || present.deleted) throw noSuchSupplier(id);
  if (expected === 'nothing') throw sayWhichVersion(present);
  const { version, updated_at, deleted } = await changed(id, expected, () => suppliers.put(client, id, null, expected, now));
  return { body: { id, version, updated_at, deleted } };
}

async function changed(id: string, expected: Expected | 'new', change: () => Promise<StoredSupplier>): Promise<StoredSupplier> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof SupplierConflict)) throw error;
    const { present } = error;
    if (expected === 'new' && present !== null)
      throw new ExpectedError(
        'version_conflict',
        `Supplier ${id} exists, with version ${present.version}, and \`If-None-Match: *\` asks for a new one only. Choose another id, or change this one with \`If-Match: "${present.version}"\`.`,
      );
    if (expected === 'nothing' && present !== null) throw sayWhichVersion(present);
    const there = present === null || present.deleted ? 'there is no such supplier now' : `now it has version ${present.version}`;
    throw new ExpectedError(
      'version_conflict',
      `Supplier ${id} was changed since you read it: ${there}. Read it again, apply your change, and send that with its \`ETag\`.`,
    );
  }
}

const sayWhichVersion = ({ id, version }: StoredSupplier): ExpectedError =>
  new ExpectedError(
    'precondition_required',
    `Supplier ${id} exists, with version ${version}. To change it send \`If-Match: "${version}"\`, so that nobody's change is lost.`,
  );

const noSuchSupplier = (id: string): ExpectedError =>
  new ExpectedError(
    'not_found',
    `You have stored no supplier with the id ${JSON.stringify(id)}. GET /v1/suppliers:own lists yours; case matters.`,
  );

/** The stored supplier in the shape of a shipped one, with what is only known of one's own. */
export async function customSupplierResponse(
  stored: StoredSupplier,
  buyer: string,
  { scores, scorerOf }: Pick<CustomSupplierPorts, 'scores' | 'scorerOf'>,
): Promise<ApiResponse> {
  const run = await requirePublished(scores);
  const body = { ...customEntry(stored, buyer, await scorerOf(run)), buyer, run_id: run.run_id, as_of: run.as_of };
  return { body, headers: { etag: versionTag(stored), ...PRIVATE } };
}

/** Its entry in a list, with its score in the run. */
export function customEntry(stored: StoredSupplier, buyer: string, scorer: ScoreStored) {
  const { document, notes } = scorer.score(stored, buyer);
  const { id, version, updated_at, supplier } = stored;
  return {
    id,
    name: supplier.name,
    origin: 'own',
    version,
    updated_at,
    ...summaryOf(stored),
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
    score: withScoreLinks(document, 'on_request'),
    notes,
    links: subjectLinks('supplier', id, buyer),
  };
}

/** The score alone, in the shape of that of a shipped supplier. Throws `invalid_request` and `not_found`. */
export async function customSupplierScore(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  time: TimeQuery,
  ports: CustomSupplierPorts,
): Promise<ApiResponse> {
  const { scorer, version, basis, notes } = await customSupplierOnDay(client, stored, time, ports);
  return { body: inTime(withScoreLinks(scorer.score(version, buyer).document, basis), notes), headers: PRIVATE };
}

/** Why it is what it is, made by the scorer that gave it. Throws `invalid_request` and `not_found`. */
export async function customSupplierExplanation(
  client: string,
  stored: StoredSupplier,
  buyer: string,
  time: TimeQuery,
  ports: CustomSupplierPorts,
): Promise<ApiResponse> {
  const { scorer, version, basis, notes } = await customSupplierOnDay(client, stored, time, ports);
  return { body: inTime(withScoreLinks(scorer.explain(version, buyer), basis), notes), headers: PRIVATE };
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

const evidenceOf = ({ id, updated_at }: StoredSupplier, site: string) => ({
  row: `own_site:${id}:${site}`,
  source: 'own_statement',
  source_url: null,
  date: updated_at.slice(0, 10),
  quality: 'own',
  known_from: updated_at.slice(0, 10),
});

export const customSupplierPath = (id: string): string => `/v1/${collectionOf.supplier}/${encodeURIComponent(id)}`;
