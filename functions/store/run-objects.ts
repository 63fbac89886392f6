/**
 * Objects of runs, for whoever reads what was published: explanations lie there, and few requests ask for
 * one.
 */
import type { ArchivedObjects } from './archived-objects.ts';

export type ReadObjects = Pick<ArchivedObjects, 'read' | 'readPart'>;

let ofThisProcess: ReadObjects | null = null;

/**
 * From now on readers of this process take those objects: a service of one machine has them in its folder.
 */
export function useObjectsOfThisProcess(objects: ReadObjects): void {
  ofThisProcess = objects;
}

/** Objects of a bucket. The client of S3 is loaded at its first use, because a read of a score needs none. */
export function objectsOfRuns(bucket: string): ReadObjects {
  let loaded: Promise<ReadObjects> | null = null;
  const load = async (): Promise<ReadObjects> => {
    const { s3ForReads } = await import('./s3-objects.ts');
    return s3ForReads(bucket);
  };
  const objects = async (): Promise<ReadObjects> => {
    if (ofThisProcess !== null) return ofThisProcess;
    loaded ??= load();
    return loaded;
  };
  return {
    read: async (key) => (await objects()).read(key),
    readPart: async (key, from, length) => (await objects()).readPart(key, from, length),
  };
}

/** For readers of what lies in the table alone. */
export const noObjects: ReadObjects = {
  read: (key) => Promise.reject(new Error(`${key} was asked for by a function that reads no objects`)),
  readPart: (key) => Promise.reject(new Error(`${key} was asked for by a function that reads no objects`)),
};
