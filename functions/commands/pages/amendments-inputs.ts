/** What the back-test of the amendments is made from, and its hash: figures whose hash differs are out of date. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';

/** Over all facts: plants of the supplier register count in one of the amendments. */
export function amendmentInputsSha256(data: ReferenceData, versions: readonly MethodologyDocument[]): string {
  return createHash('sha256').update(canonicalJson({ data, versions })).digest('hex');
}
