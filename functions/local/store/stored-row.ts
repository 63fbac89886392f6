/** How an item stands in a row of the database: its attributes as JSON, its bytes beside them, and a checksum over both and the key. */
import { crc32 } from 'node:zlib';
import { EXPIRY_ATTRIBUTE, type TableKey } from '#contracts/store/table-layout.ts';
import { type Attributes, type AttributeValue, sizeOfItem } from './attribute-values.ts';
import { damaged, ValidationRefusal } from './store-errors.ts';

/** Limits of DynamoDB, in bytes. */
const LARGEST_ITEM = 400 * 1024;
const LARGEST_PK = 2048;
const LARGEST_SK = 1024;

export interface StoredRow extends TableKey {
  /** JSON of all attributes but the key. Bytes stand in it as `{"$b":[offset, length]}`; names that begin with a dollar have one more. */
  readonly item: string;
  readonly bytes: Uint8Array | null;
  /** Epoch seconds from which on the row may be deleted. */
  readonly expires_at: number | null;
  /** CRC-32. */
  readonly checksum: number;
}

const NAME_OF_BYTES = '$b';

/** The key of an item or request. Throws `ValidationRefusal` for one that DynamoDB would not take. */
export function keyOfRow({ pk, sk }: Attributes): TableKey {
  for (const [name, value, largest] of [
    ['pk', pk, LARGEST_PK],
    ['sk', sk, LARGEST_SK],
  ] as const) {
    if (typeof value !== 'string')
      throw new ValidationRefusal(`One or more parameter values were invalid: the key ${name} is missing or no string`);
    if (value === '')
      throw new ValidationRefusal(`One or more parameter values are not valid: the key ${name} cannot contain an empty string value`);
    if (Buffer.byteLength(value) > largest)
      throw new ValidationRefusal(`One or more parameter values were invalid: the key ${name} exceeds the limit of ${largest} bytes`);
  }
  return { pk: pk as string, sk: sk as string };
}

/** The row of an item. Throws `ValidationRefusal` for an item that DynamoDB would not take. */
export function rowOf(table: string, attributes: Attributes): StoredRow {
  const key = keyOfRow(attributes);
  const { pk: _pk, sk: _sk, ...rest } = attributes;
  const parts: Uint8Array[] = [];
  let offset = 0;
  const encode = (value: AttributeValue): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Uint8Array) {
      parts.push(value);
      offset += value.length;
      return { [NAME_OF_BYTES]: [offset - value.length, value.length] };
    }
    if (Array.isArray(value)) return value.map(encode);
    return encodeMap(value as Attributes);
  };
  const encodeMap = (map: Attributes): object =>
    Object.fromEntries(Object.entries(map).map(([name, value]) => [name.startsWith('$') ? `$${name}` : name, encode(value)]));
  const item = JSON.stringify(encodeMap(rest));
  // A character has three bytes at most, so what is far below the limit need not be weighed.
  if (item.length * 3 + offset > LARGEST_ITEM && sizeOfItem(attributes) > LARGEST_ITEM)
    throw new ValidationRefusal('Item size has exceeded the maximum allowed size');
  const bytes = parts.length === 0 ? null : parts.length === 1 ? (parts[0] as Uint8Array) : new Uint8Array(Buffer.concat(parts));
  const expiry = rest[EXPIRY_ATTRIBUTE];
  const expires_at = typeof expiry === 'number' ? Math.floor(expiry) : null;
  return { ...key, item, bytes, expires_at, checksum: checksumOf(table, key, item, bytes) };
}

function checksumOf(table: string, { pk, sk }: TableKey, item: string, bytes: Uint8Array | null): number {
  const sum = crc32(item, crc32(`${table}\n${pk}\n${sk}\n`));
  return bytes === null ? sum : crc32(bytes, sum);
}

/** Whether the row is what was written. */
export const isWhole = (table: string, row: StoredRow): boolean => checksumOf(table, row, row.item, row.bytes) === row.checksum;

/** The item of a row. Throws `StoreDamaged` when the row is not what was written. */
export function itemOf(table: string, row: StoredRow): Attributes {
  if (!isWhole(table, row)) throw damaged(`a row of ${table} is damaged: its checksum is wrong (${row.pk} ${row.sk})`);
  const { pk, sk, bytes } = row;
  const attributes = JSON.parse(row.item) as Record<string, unknown>;
  for (const name in attributes)
    if (typeof attributes[name] === 'object' || name.startsWith('$')) return { pk, sk, ...decodeMap(attributes, bytes) };
  return { pk, sk, ...attributes };
}

function decode(value: unknown, bytes: Uint8Array | null): AttributeValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => decode(entry, bytes));
  const map = value as Record<string, unknown>;
  const place = map[NAME_OF_BYTES] as readonly [number, number] | undefined;
  if (place !== undefined) return (bytes ?? new Uint8Array()).subarray(place[0], place[0] + place[1]);
  return decodeMap(map, bytes);
}

const decodeMap = (map: Readonly<Record<string, unknown>>, bytes: Uint8Array | null): Attributes =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name.startsWith('$') ? name.slice(1) : name, decode(value, bytes)]));
