import { createHash } from 'node:crypto';
import type { MethodologyDocument, PinnedMethodology } from '#domain/method/parameters.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import document from '#reference/methodology.json' with { type: 'json' };

/**
 * The method of this code, and the hash by which scores name it (sha256 of its canonical JSON, hexadecimal).
 */
export const METHODOLOGY: PinnedMethodology = {
  document: document as MethodologyDocument,
  sha256: createHash('sha256').update(canonicalJson(document)).digest('hex'),
};
