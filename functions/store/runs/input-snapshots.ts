import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isTrader, type RegisterRows } from '#domain/method/supplier-facts.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ArchivedObjects } from '../objects/archived-objects.ts';
import {
  cutOf,
  PIECE_SIZES,
  type PlacedRow,
  placedRows,
  type RegisterInParts,
  registerOfRows,
} from './register-pieces.ts';

export const SNAPSHOTS_FOLDER = 'input-snapshots';
const CURRENT = `${SNAPSHOTS_FOLDER}/current`;
/** The hash is of the JSON, not of its packing. */
const keyOf = (sha256: string) => `${SNAPSHOTS_FOLDER}/${sha256}.json.gz`;

type NamedPiece = Readonly<{
  suppliers: readonly string[];
  sites: readonly string[];
  sha256: string;
}>;

/** Rows of its suppliers, and what their scores rest on. */
export type RegisterPiece = Readonly<{
  suppliers: ReadonlySet<string>;
  rows: RegisterRows;
}>;

export type PinnedFacts = Readonly<{
  suppliers: readonly string[];
  isCut: boolean;
  /** All that the scores of suppliers, or of what sites feed, rest on. Unknown ids are passed over. */
  facts: (ids: readonly string[]) => Promise<ReferenceData>;
  keyOf: (ids: readonly string[]) => string;
  pieces: () => AsyncIterable<RegisterPiece>;
}>;

export type InputSnapshots = ReturnType<typeof inputSnapshotsIn>;

/** Immutable, named by the sha256 of their canonical JSON; bytes of another hash throw. */
export function inputSnapshotsIn(
  objects: Pick<ArchivedObjects, 'read' | 'has' | 'write'>,
  sizes = PIECE_SIZES,
) {
  async function read(sha256: string): Promise<string> {
    const gzipped = await objects.read(keyOf(sha256));
    if (gzipped === null) throw new Error(`there is no input snapshot ${sha256}`);
    const content = gunzipSync(gzipped);
    const found = createHash('sha256').update(content).digest('hex');
    if (found !== sha256)
      throw new Error(`input snapshot ${sha256} is damaged: its content has sha256 ${found}`);
    return content.toString('utf8');
  }
  async function write({ sha256, gzipped }: Packed): Promise<string> {
    if (!(await objects.has(keyOf(sha256)))) await objects.write(keyOf(sha256), gzipped);
    return sha256;
  }
  const rowsOf = async ({ sha256 }: NamedPiece): Promise<readonly PlacedRow[]> =>
    (await read(sha256)).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as PlacedRow]));

  return {
    /** Returns its sha256. `more`: suppliers that have not all room in memory. */
    async put(data: ReferenceData, more: RegisterInParts = () => []): Promise<string> {
      const {
        supplier_sites: sites = [],
        supplier_links: links = [],
        external_parties: parties = [],
        ...rest
      } = data;
      const all = function* () {
        yield { sites, links, parties };
        yield* more();
      };
      const { pieces, piecesOfRows } = cutOf(
        all,
        sizes,
        (data.companies ?? []).filter(isTrader).map(({ id }) => id),
      );
      const packers = pieces.map(() => packer());
      for (const row of placedRows(all)) {
        const line = Buffer.from(`${canonicalJson(row)}\n`);
        for (const piece of piecesOfRows[row[0]] ?? [pieces.length - 1]) (packers[piece] as Packer).add(line);
      }
      const register: NamedPiece[] = [];
      for (const [n, piece] of pieces.entries())
        register.push({ ...piece, sha256: await write((packers[n] as Packer).packed()) });
      const snapshot = packer();
      snapshot.add(Buffer.from(canonicalJson({ ...rest, register })));
      return write(snapshot.packed());
    },
    async open(sha256: string): Promise<PinnedFacts> {
      const { register, ...rest } = JSON.parse(await read(sha256)) as ReferenceData &
        Readonly<{
          register: readonly NamedPiece[];
        }>;
      const isCut = register.length > 1;
      const piecesFor = (ids: readonly string[]): readonly NamedPiece[] => {
        const asked = new Set(ids);
        const has = ({ suppliers, sites }: NamedPiece) =>
          suppliers.length === 0 || [...suppliers, ...sites].some((id) => asked.has(id));
        return isCut ? register.filter(has) : register;
      };
      return {
        suppliers: register.flatMap(({ suppliers }) => suppliers),
        isCut,
        keyOf: (ids) =>
          piecesFor(ids)
            .map((piece) => piece.sha256)
            .join(' '),
        async facts(ids) {
          const rows: PlacedRow[] = [];
          for (const piece of piecesFor(ids)) rows.push(...(await rowsOf(piece)));
          const { sites, links, parties } = registerOfRows(rows);
          return { ...rest, supplier_sites: sites, supplier_links: links, external_parties: parties };
        },
        async *pieces() {
          for (const piece of register)
            yield { suppliers: new Set(piece.suppliers), rows: registerOfRows(await rowsOf(piece)) };
        },
      };
    },
    /** Of the next run. */
    async current(): Promise<string | null> {
      const bytes = await objects.read(CURRENT);
      return bytes && Buffer.from(bytes).toString('utf8').trim();
    },
    setCurrent: (sha256: string): Promise<void> => objects.write(CURRENT, Buffer.from(`${sha256}\n`)),
  };
}

type Packed = Readonly<{
  sha256: string;
  gzipped: Uint8Array;
}>;

const PACKED_AT_ONCE = 1 << 17;

type Packer = ReturnType<typeof packer>;

/** Everything is copied: small buffers would hold larger ones. */
function packer() {
  const hash = createHash('sha256');
  const members: Uint8Array[] = [];
  const room = Buffer.allocUnsafeSlow(PACKED_AT_ONCE);
  let used = 0;
  const pack = () => {
    const bytes = room.subarray(0, used);
    hash.update(bytes);
    members.push(new Uint8Array(gzipSync(bytes, { level: 6 })));
    used = 0;
  };
  return {
    add(more: Buffer): void {
      for (let from = 0; from < more.length; ) {
        const copied = more.copy(room, used, from);
        from += copied;
        used += copied;
        if (used === room.length) pack();
      }
    },
    packed(): Packed {
      pack();
      return { sha256: hash.digest('hex'), gzipped: Buffer.concat(members) };
    },
  };
}
