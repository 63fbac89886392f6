import { createHash } from 'node:crypto';
import { methodologyDocument, type PinnedMethodology, parametersOf } from '#domain/method/parameters.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import shipped from '#reference/methodology.json' with { type: 'json' };

const document = methodologyDocument.parse(shipped);

/** Its numbers by name. A number that is missing, unknown or out of its range ends the start with its name. */
export const PARAMETERS = parametersOf(document);

/**
 * The method of this code, and the hash by which scores name it (sha256 of its canonical JSON, hexadecimal).
 */
export const METHODOLOGY: PinnedMethodology = {
  document,
  sha256: createHash('sha256').update(canonicalJson(document)).digest('hex'),
};
