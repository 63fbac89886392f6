import { type CollectedDocument, collectedDocumentSchema } from '#contracts/collection/collected-document.ts';
import { type ArchivedObjects, readAll } from '../objects/archived-objects.ts';
import { gunzipJson, gzipJson } from '../table/compression.ts';

const prefixOf = (source: string) => `collected/${source}/`;

export type CollectedDocuments = ReturnType<typeof collectedDocumentsIn>;

export function collectedDocumentsIn(objects: ArchivedObjects) {
  return {
    async all(source: string): Promise<readonly CollectedDocument[]> {
      const stored = await readAll(objects, await objects.keys(prefixOf(source), ''));
      return stored.map((bytes) => collectedDocumentSchema.parse(gunzipJson(bytes)));
    },
    put: (document: CollectedDocument): Promise<void> =>
      objects.write(`${prefixOf(document.source)}${document.id}.json.gz`, gzipJson(document)),
  };
}
