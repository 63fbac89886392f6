import * as z from 'zod';
import { gunzipText } from './compression.ts';
import type { Item } from './table.ts';

/** Our own data are broken. Names key and fields. */
class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}

/** An item without its key, by a schema. Throws `UnreadableItem`. */
export function readItem<T extends z.ZodType>(schema: T, { pk, sk, ...attributes }: Item): z.output<T> {
  const { data, error } = schema.safeParse(attributes);
  if (error === undefined) return data as z.output<T>;
  throw new UnreadableItem(`the item ${pk} ${sk} cannot be read: ${z.prettifyError(error)}`, {
    cause: error,
  });
}

export const readItemOrNull = <T extends z.ZodType>(schema: T, item: Item | undefined): z.output<T> | null =>
  item === undefined ? null : readItem(schema, item);

const decoded = <In>(from: z.ZodType<In>, read: (value: In) => unknown) =>
  from.transform((value, context) => {
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  });

export const jsonText = <T extends z.ZodType>(schema: T) =>
  decoded(z.string(), (text) => JSON.parse(text)).pipe(schema);

export const gzippedJson = <T extends z.ZodType>(schema: T) =>
  decoded(z.instanceof(Uint8Array), (bytes) => JSON.parse(gunzipText(bytes))).pipe(schema);
