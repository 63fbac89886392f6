import { crc32 } from 'node:zlib';
import { EXPIRY_ATTRIBUTE, type TableKey } from '#contracts/store/table-layout.ts';
import type { Attributes, Item } from '../table/table.ts';
import { damaged } from './sqlite-errors.ts';

/** Of DynamoDB, so that what is stored here can be stored there. */
const LARGEST_ITEM = 400 * 1024;
const LARGEST_PK = 2048;
const LARGEST_SK = 1024;

export type StoredRow = TableKey &
  Readonly<{
    /** Bytes stand in it as `{"$b":[offset, length]}`; names that begin with a dollar have one more. */
    item: string;
    bytes: Uint8Array | null;
    expires_at: number | null;
    checksum: number;
  }>;

const NAME_OF_BYTES = '$b';

export function rowOf(table: string, { pk, sk, ...rest }: Item): StoredRow {
  const key = checkedKey({ pk, sk });
  const parts: Uint8Array[] = [];
  let offset = 0;
  const encode = (value: unknown): unknown => {
    if (value instanceof Uint8Array) {
      parts.push(value);
      offset += value.length;
      return { [NAME_OF_BYTES]: [offset - value.length, value.length] };
    }
    if (Array.isArray(value)) return value.filter((entry) => entry !== undefined).map(encode);
    if (typeof value === 'object' && value !== null) return encodeMap(value as Attributes);
    if (typeof value !== 'number' || (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER))
      return value;
    throw new Error(`${value} cannot be stored in ${pk} ${sk}: it would not be read back as it is`);
  };
  const encodeMap = (map: Attributes): object => {
    if (![Object.prototype, null].includes(Object.getPrototypeOf(map)))
      throw new Error(`a value of the type ${map.constructor.name} cannot be stored in ${pk} ${sk}`);
    return Object.fromEntries(
      Object.entries(map).map(([name, value]) => [name.startsWith('$') ? `$${name}` : name, encode(value)]),
    );
  };
  const item = JSON.stringify(encodeMap(rest));
  const bytes = parts.length === 0 ? null : new Uint8Array(Buffer.concat(parts));
  const size = Buffer.byteLength(item) + offset;
  if (size > LARGEST_ITEM)
    throw new Error(`the item ${pk} ${sk} has ${size} bytes, and an item at most ${LARGEST_ITEM}`);
  const expiry = rest[EXPIRY_ATTRIBUTE];
  const expires_at = typeof expiry === 'number' ? Math.floor(expiry) : null;
  return { ...key, item, bytes, expires_at, checksum: checksumOf(table, key, item, bytes) };
}

function checkedKey(key: TableKey): TableKey {
  for (const [name, largest] of [
    ['pk', LARGEST_PK],
    ['sk', LARGEST_SK],
  ] as const) {
    const size = typeof key[name] === 'string' ? Buffer.byteLength(key[name]) : 0;
    if (size === 0 || size > largest)
      throw new Error(`the key ${name} has ${size} bytes: it must be a text of 1 to ${largest}`);
  }
  return key;
}

function checksumOf(table: string, { pk, sk }: TableKey, item: string, bytes: Uint8Array | null) {
  const sum = crc32(item, crc32(`${table}\n${pk}\n${sk}\n`));
  return bytes === null ? sum : crc32(bytes, sum);
}

export const isWhole = (table: string, row: object): row is StoredRow => {
  const { item, bytes, checksum, ...key } = row as StoredRow;
  return checksumOf(table, key, item, bytes) === checksum;
};

export function itemOf(table: string, row: Readonly<{ pk?: unknown; sk?: unknown }>): Item {
  if (!isWhole(table, row))
    throw damaged(`a row of ${table} is damaged: its checksum is wrong (${row.pk} ${row.sk})`);
  const { pk, sk, bytes } = row;
  return { pk, sk, ...decodeMap(JSON.parse(row.item) as Attributes, bytes) };
}

function decode(value: unknown, bytes: Uint8Array | null): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => decode(entry, bytes));
  const map = value as Attributes;
  const place = map[NAME_OF_BYTES] as readonly [number, number] | undefined;
  if (place !== undefined) return (bytes ?? new Uint8Array()).subarray(place[0], place[0] + place[1]);
  return decodeMap(map, bytes);
}

function decodeMap(map: Attributes, bytes: Uint8Array | null): Attributes {
  for (const name in map)
    if (typeof map[name] === 'object' || name.startsWith('$'))
      return Object.fromEntries(
        Object.entries(map).map(([each, value]) => [
          each.startsWith('$') ? each.slice(1) : each,
          decode(value, bytes),
        ]),
      );
  return map;
}
