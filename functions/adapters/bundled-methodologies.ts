import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MethodologyDocument } from '#domain/vocabulary/methodology.ts';
import base from '#reference/methodology/1.0.0.json' with { type: 'json' };
import evidenceOnly from '#reference/methodology/1.0.0-evidence-only.json' with { type: 'json' };
import precautionary from '#reference/methodology/1.0.0-precautionary.json' with { type: 'json' };
import amended from '#reference/methodology/1.1.0.json' with { type: 'json' };
import stateAndEvent from '#reference/methodology/2.0.0.json' with { type: 'json' };
import stateAndEventEvidenceOnly from '#reference/methodology/2.0.0-evidence-only.json' with { type: 'json' };

/** The methodology that runs publish; the others stand beside it as alternatives. */
export const PUBLISHED_METHODOLOGY = '2.0.0';

/** A methodology document and the hash by which scores name it. */
export interface PublishedMethodology {
  readonly document: MethodologyDocument;
  /** sha256 of the canonical JSON of the document, hexadecimal. */
  readonly sha256: string;
}

const documents = [
  base,
  evidenceOnly,
  precautionary,
  amended,
  stateAndEvent,
  stateAndEventEvidenceOnly,
] as unknown as readonly MethodologyDocument[];

const published = (document: MethodologyDocument): PublishedMethodology => ({
  document,
  sha256: createHash('sha256').update(canonicalJson(document)).digest('hex'),
});

/** Version -> document, the base version first, those that amend it last. */
export const bundledMethodologies: ReadonlyMap<string, PublishedMethodology> = new Map(
  documents.map((document) => [document.version, published(document)]),
);
