/** Named objects that are written whole: a folder or a bucket. What is archived lies on either in the same way. */
export interface ArchivedObjects {
  /** `null`: there is none of this name. */
  read(key: string): Promise<Uint8Array | null>;
  /** Some bytes of an object; `null`: there is none of this name. */
  readPart(key: string, from: number, length: number): Promise<Uint8Array | null>;
  has(key: string): Promise<boolean>;
  /** Whole or not at all; it is stored once the promise resolves. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Names that begin with a prefix and come after a name, in byte order. The prefix ends with `/`, and names have no further one after it. */
  keys(prefix: string, after: string): Promise<readonly string[]>;
}

const READ_AT_ONCE = 16;

/** The objects of some names, in their order, without those that are not there. */
export async function readAll(objects: ArchivedObjects, keys: readonly string[]): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let n = 0; n < keys.length; n += READ_AT_ONCE) {
    const some = await Promise.all(keys.slice(n, n + READ_AT_ONCE).map((key) => objects.read(key)));
    found.push(...some.filter((bytes) => bytes !== null));
  }
  return found;
}
