import type { CollectedDocument } from '#contracts/collection/collected-document.ts';

/** Documents that were read, with what was decided on each. */
export interface CollectedDocuments {
  /** All of a source, in byte order of their ids. */
  all(source: string): Promise<readonly CollectedDocument[]>;
  /** Adds a document, or replaces the one of its id; whole or not at all. It is stored once the promise resolves. */
  put(document: CollectedDocument): Promise<void>;
}
