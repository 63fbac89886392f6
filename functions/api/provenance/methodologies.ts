import type { PinnedMethodology } from '#domain/method/parameters.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';

const linksOf = (version: string) => ({ self: `/v1/methodologies/${encodeURIComponent(version)}` });

/** Methodologies by which this service scores: the one that ships with it. */
export function listMethodologies({ document: { version, title }, sha256 }: PinnedMethodology) {
  return [{ version, sha256, title, links: linksOf(version) }];
}

/** The document that the scorer reads. Throws `not_found` with the version that there is. */
export function getMethodology({ document, sha256 }: PinnedMethodology, version: string) {
  if (version === document.version) return { ...document, sha256, links: linksOf(version) };
  const detail = `There is no methodology ${JSON.stringify(version)}; this service scores by ${document.version}. Scores of an earlier one can be read in the history, with its version.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'version', code: 'unknown_id', detail }]);
}
