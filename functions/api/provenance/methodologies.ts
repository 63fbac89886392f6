import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';

/** Version -> document and its hash, the base version first. */
export type PublishedMethodologies = ReadonlyMap<string, { readonly document: MethodologyDocument; readonly sha256: string }>;

const linksOf = (version: string) => ({ self: `/v1/methodologies/${encodeURIComponent(version)}` });

export function listMethodologies(published: PublishedMethodologies) {
  return [...published.values()].map(({ document: { version, title, date, note }, sha256 }) => ({
    version,
    sha256,
    title,
    date,
    note,
    links: linksOf(version),
  }));
}

/** The document that the scorer reads. Throws `not_found` with the versions there are. */
export function getMethodology(published: PublishedMethodologies, version: string) {
  const found = published.get(version);
  if (found !== undefined) return { ...found.document, sha256: found.sha256, links: linksOf(version) };
  const detail = `There is no methodology ${JSON.stringify(version)}; there are: ${[...published.keys()].join(', ')}.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'version', code: 'unknown_id', detail }]);
}
