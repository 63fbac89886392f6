/** A value as DynamoDB has it on the wire: `{ S: 'text' }`, `{ N: '1.5' }`, `{ B: base64 }`, `{ M: ... }`. */
export type WireValue = Readonly<Record<string, unknown>>;

/**
 * A JavaScript value as an attribute. Members that are `undefined` are left out, as `removeUndefinedValues` of the SDK does. Throws for what
 * would be stored as something else: numbers that are not exact, sets, instances of classes.
 */
function toAttributeValue(value: unknown): WireValue {
  if (value === null) return { NULL: true };
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'boolean':
      return { BOOL: value };
    case 'number':
      return { N: exactNumber(value) };
    case 'object':
      if (value instanceof Uint8Array) return { B: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
      if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(toAttributeValue) };
      if (isPlain(value)) return { M: toAttributes(value) };
  }
  throw new Error(
    `${String(value)} cannot be stored in DynamoDB: give text, a number, true or false, null, bytes, a list or a plain object`,
  );
}

/** The attributes of an item or key. */
export const toAttributes = (item: object): Readonly<Record<string, WireValue>> =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) => (value === undefined ? [] : [[name, toAttributeValue(value)] as const])),
  );

/** The JavaScript value of an attribute. Throws for a whole number that a number of JavaScript cannot hold, and for types that this service never writes. */
function fromAttributeValue(attribute: WireValue): unknown {
  const [[type, value] = ['nothing', null]] = Object.entries(attribute);
  switch (type) {
    case 'S':
    case 'BOOL':
      return value;
    case 'NULL':
      return null;
    case 'N':
      return exactlyRead(value as string);
    case 'B':
      return new Uint8Array(Buffer.from(value as string, 'base64'));
    case 'L':
      return (value as readonly WireValue[]).map(fromAttributeValue);
    case 'M':
      return fromAttributes(value as Readonly<Record<string, WireValue>>);
    default:
      throw new Error(`DynamoDB answered an attribute of type ${type}, which this service does not read`);
  }
}

/** The values of an item or key. */
export const fromAttributes = (attributes: Readonly<Record<string, WireValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, fromAttributeValue(attribute)]));

function exactNumber(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new Error(`${value} cannot be stored in DynamoDB: it would not be read back as it is`);
  return String(value);
}

function exactlyRead(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new Error(`DynamoDB answered the number ${text}, which cannot be read exactly`);
  return value;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
