import { collectedDocumentSchema } from '#contracts/collection/collected-document.ts';
import type { CollectedDocuments } from '#functions/ports/collected-documents.ts';
import { type ArchivedObjects, readAll } from '#functions/store/archived-objects.ts';
import { gunzipJson, gzipJson } from '#functions/store/compression.ts';

const prefixOf = (source: string): string => `collected/${source}/`;

/** Documents as `collected/{source}/{id}.json.gz`. */
export function archivedCollectedDocuments(objects: ArchivedObjects): CollectedDocuments {
  return {
    async all(source) {
      const stored = await readAll(objects, await objects.keys(prefixOf(source), ''));
      return stored.map((bytes) => collectedDocumentSchema.parse(gunzipJson(bytes)));
    },
    put: (document) => objects.write(`${prefixOf(document.source)}${document.id}.json.gz`, gzipJson(document)),
  };
}
