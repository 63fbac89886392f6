import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ArchivedObjects } from './archived-objects.ts';

/** Folder of the snapshots. */
export const SNAPSHOTS_FOLDER = 'input-snapshots';
const CURRENT = `${SNAPSHOTS_FOLDER}/current`;
/** The address is the hash of the JSON, not of its packing: gzipped, a line for each piece. */
const keyOf = (sha256: string): string => `${SNAPSHOTS_FOLDER}/${sha256}.json.gz`;

/** The canonical JSON of facts in pieces, each row of a table one of them: a large register has more text than has room in memory, or in a string. */
function* piecesOf(data: ReferenceData): Generator<string> {
  let before = '{';
  for (const [name, table] of Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (table === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (Array.isArray(table)) {
      yield '[';
      for (const [n, row] of table.entries()) yield `${n === 0 ? '' : ','}${canonicalJson(row)}`;
      yield ']';
    } else yield canonicalJson(table);
  }
  yield '}';
}

/** Parses rows, and has equal texts in them, such as names of sources, be one in memory. */
function rowParser(): (json: string) => unknown {
  const texts = new Map<string, string>();
  return (json) => {
    const row = JSON.parse(json) as Record<string, unknown>;
    for (const name in row) {
      const text = row[name];
      if (typeof text !== 'string') continue;
      const first = texts.get(text);
      if (first === undefined) texts.set(text, text);
      else row[name] = first;
    }
    return row;
  };
}

/** Takes the pieces of facts one after the other. */
function factsReader() {
  const data: Record<string, unknown> = {};
  const rowOf = rowParser();
  let [name, rows]: [string, unknown[] | null] = ['', null];
  const take = (piece: string): void => {
    if (piece === ']') rows = null;
    else if (rows !== null) rows.push(rowOf(piece.startsWith(',') ? piece.slice(1) : piece));
    else if (piece === '[') data[name] = rows = [];
    else if (piece.endsWith(':')) name = JSON.parse(piece.slice(1, -1)) as string;
    else if (piece !== '}') data[name] = JSON.parse(piece);
  };
  return { take, facts: data as unknown as ReferenceData };
}

/** Immutable input snapshots, addressed by the sha256 of their canonical JSON. */
export type InputSnapshots = ReturnType<typeof inputSnapshotsIn>;

/** Snapshots as objects; none is ever written again with other bytes, because its name is its hash. */
export function inputSnapshotsIn(objects: Pick<ArchivedObjects, 'read' | 'has' | 'write'>) {
  return {
    /** Stores the snapshot if it is new; returns its sha256. */
    async put(data: ReferenceData): Promise<string> {
      const hash = createHash('sha256');
      const lines = function* () {
        for (const piece of piecesOf(data)) {
          hash.update(piece);
          yield `${piece}\n`;
        }
      };
      const gzipped = await pipeline(lines, createGzip({ level: 6 }), (packed) => buffer(packed));
      const sha256 = hash.digest('hex');
      if (!(await objects.has(keyOf(sha256)))) await objects.write(keyOf(sha256), gzipped);
      return sha256;
    },
    /** Throws when there is none, or when the stored bytes do not have this hash: a run never works on other facts than it has pinned. */
    async get(sha256: string): Promise<ReferenceData> {
      const gzipped = await objects.read(keyOf(sha256));
      if (gzipped === null) throw new Error(`there is no input snapshot ${sha256}`);
      const [hash, { take, facts }] = [createHash('sha256'), factsReader()];
      let rest = '';
      for await (const text of Readable.from([gzipped]).pipe(createGunzip()).setEncoding('utf8')) {
        hash.update((text as string).replaceAll('\n', ''));
        const pieces = `${rest}${text}`.split('\n');
        rest = pieces.pop() ?? '';
        for (const piece of pieces) take(piece);
      }
      const found = hash.digest('hex');
      if (found !== sha256) throw new Error(`input snapshot ${sha256} is damaged: its content has sha256 ${found}`);
      return facts;
    },
    /** The snapshot that the next run is to use; `null`: none was ever named. */
    async current(): Promise<string | null> {
      const bytes = await objects.read(CURRENT);
      return bytes === null ? null : Buffer.from(bytes).toString('utf8').trim();
    },
    setCurrent: (sha256: string): Promise<void> => objects.write(CURRENT, Buffer.from(`${sha256}\n`)),
  };
}
