import * as z from 'zod';
import { gunzipText } from './compression.ts';
import type { Item } from './table.ts';

/** An item, or what is in it, does not have its shape: our own data are broken. Names key and fields. */
class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}

/**
 * What an item has beside its key, by a schema; attributes that the schema does not name are left out.
 * @throws {UnreadableItem} when it has another shape.
 */
export function readItem<T extends z.ZodType>(schema: T, { pk, sk, ...attributes }: Item): z.output<T> {
  const { data, error } = schema.safeParse(attributes);
  if (error === undefined) return data as z.output<T>;
  throw new UnreadableItem(`the item ${pk} ${sk} cannot be read: ${z.prettifyError(error)}`, {
    cause: error,
  });
}

/** The same of an item that may not be there. */
export const readItemOrNull = <T extends z.ZodType>(schema: T, item: Item | undefined): z.output<T> | null =>
  item === undefined ? null : readItem(schema, item);

/** What `read` makes of the context's value; what it throws is an issue of the field. */
const decoded = <In>(from: z.ZodType<In>, read: (value: In) => unknown) =>
  from.transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  });

/** An attribute of JSON text. */
export const jsonText = <T extends z.ZodType>(schema: T) =>
  decoded(z.string(), (text) => JSON.parse(text)).pipe(schema);

/** An attribute of gzipped JSON. */
export const gzippedJson = <T extends z.ZodType>(schema: T) =>
  decoded(z.instanceof(Uint8Array), (bytes) => JSON.parse(gunzipText(bytes))).pipe(schema);
