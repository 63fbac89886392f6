/** Values of attributes as DynamoDB knows them: what may be stored, how they compare, what they weigh. */
import { StoreRefusal, ValidationRefusal } from './store-errors.ts';

/** A string, a number, a boolean, null, bytes, a list or a map of them. */
export type AttributeValue = unknown;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** DynamoDB's letters for the types of values. */
export function typeOf(value: AttributeValue): 'S' | 'N' | 'BOOL' | 'NULL' | 'B' | 'L' | 'M' {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number') return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value instanceof Uint8Array) return 'B';
  return Array.isArray(value) ? 'L' : 'M';
}

/** Magnitudes outside of which DynamoDB takes no number but 0. The client of the SDK refuses what it could not read back exactly. */
const SMALLEST_MAGNITUDE = 1e-130;

/** The value as it is stored: without what is undefined, bytes in memory of their own. Throws for what has no place in an item. */
function storable(value: unknown): AttributeValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return storableNumber(value);
  if (value instanceof Uint8Array) return new Uint8Array(value); // a Buffer may be a window on memory of others
  if (Array.isArray(value)) return value.filter((entry) => entry !== undefined).map(storable);
  if (typeof value === 'object' && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null))
    return storableAttributes(value as Attributes);
  throw new StoreRefusal('Error', `a value of the type ${Object.prototype.toString.call(value)} cannot be stored`);
}

/** As `storable`, for the attributes of an item. */
export const storableAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, storable(value)]),
  );

function storableNumber(value: number): number {
  if (!Number.isFinite(value)) throw new StoreRefusal('Error', `${value} is no number that can be stored`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new StoreRefusal('Error', `${value} is too large to be read back exactly`);
  if (value !== 0 && Math.abs(value) < SMALLEST_MAGNITUDE)
    throw new ValidationRefusal('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  return value;
}

const bytesOf = (value: string | Uint8Array): Uint8Array => (typeof value === 'string' ? Buffer.from(value, 'utf8') : value);

/** Negative, 0 or positive for strings (by their bytes in UTF-8), numbers and bytes; `null` for values without an order or of two types. */
export function orderOf(left: AttributeValue, right: AttributeValue): number | null {
  const type = typeOf(left);
  if (type !== typeOf(right)) return null;
  if (type === 'N') return (left as number) - (right as number);
  if (type === 'S' || type === 'B') return Buffer.compare(bytesOf(left as string | Uint8Array), bytesOf(right as string | Uint8Array));
  return null;
}

/** Whether two values are the same, in type and all they hold. */
export function areEqual(left: AttributeValue, right: AttributeValue): boolean {
  if (left === right) return true;
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if (type === 'B') return orderOf(left, right) === 0;
  if (type === 'L') {
    const [one, other] = [left as readonly unknown[], right as readonly unknown[]];
    return one.length === other.length && one.every((value, n) => areEqual(value, other[n]));
  }
  if (type !== 'M') return false;
  const [one, other] = [left as Attributes, right as Attributes];
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && areEqual(one[name], other[name]))
  );
}

/** Bytes of a container beside those of what it holds, and of each entry in it. */
const CONTAINER_BYTES = 3;
const ENTRY_BYTES = 1;

/** Bytes of a value by the rules of DynamoDB for the size of items. */
function weightOf(value: AttributeValue): number {
  switch (typeOf(value)) {
    case 'S':
      return Buffer.byteLength(value as string);
    case 'B':
      return (value as Uint8Array).length;
    case 'N':
      return Math.ceil(String(value).replace(/e.*|[-.]/g, '').length / 2) + 1;
    case 'L':
      return (value as readonly unknown[]).reduce((sum: number, entry) => sum + weightOf(entry) + ENTRY_BYTES, CONTAINER_BYTES);
    case 'M':
      return CONTAINER_BYTES + sizeOfItem(value as Attributes) + ENTRY_BYTES * Object.keys(value as Attributes).length;
    default:
      return 1;
  }
}

/** Bytes of an item by the rules of DynamoDB: names and values. */
export const sizeOfItem = (item: Attributes): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + weightOf(value), 0);

/** Size as `size(attribute)` gives it: bytes of text and binary, entries of containers. `null`: the type has no size. */
export function sizeFunction(value: AttributeValue): number | null {
  const type = typeOf(value);
  if (type === 'S' || type === 'B') return weightOf(value);
  if (type === 'L') return (value as readonly unknown[]).length;
  return type === 'M' ? Object.keys(value as Attributes).length : null;
}
