import type { ArchivedObjects } from './archived-objects.ts';

export type ReadObjects = Pick<ArchivedObjects, 'read' | 'readPart'>;

let ofThisProcess: ReadObjects | null = null;

export function useObjectsOfThisProcess(objects: ReadObjects): void {
  ofThisProcess = objects;
}

/** S3 is loaded at its first use. */
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

export const noObjects: ReadObjects = {
  read: (key) => Promise.reject(new Error(`${key} was asked for by a function that reads no objects`)),
  readPart: (key) => Promise.reject(new Error(`${key} was asked for by a function that reads no objects`)),
};
