import { type CollectedDocument, collectedDocumentSchema } from '#contracts/collection/collected-document.ts';
import { type ArchivedObjects, readAll } from './archived-objects.ts';
import { gunzipJson, gzipJson } from './compression.ts';

const prefixOf = (source: string): string => `collected/${source}/`;

/** Documents that were read, with what was decided on each. */
export type CollectedDocuments = ReturnType<typeof collectedDocumentsIn>;

/** Documents as `collected/{source}/{id}.json.gz`. */
export function collectedDocumentsIn(objects: ArchivedObjects) {
  return {
    /** All of a source, in byte order of their ids. */
    async all(source: string): Promise<readonly CollectedDocument[]> {
      const stored = await readAll(objects, await objects.keys(prefixOf(source), ''));
      return stored.map((bytes) => collectedDocumentSchema.parse(gunzipJson(bytes)));
    },
    /**
     * Adds a document, or replaces the one of its id; whole or not at all. It is stored once the promise
     * resolves.
     */
    put: (document: CollectedDocument): Promise<void> =>
      objects.write(`${prefixOf(document.source)}${document.id}.json.gz`, gzipJson(document)),
  };
}
