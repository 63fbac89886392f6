/** Reads what explanations hold beyond the part that the contract describes field by field. */

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A table within a document by its path; an empty one where there is none. */
export function tableAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>((inner, name) => (isTable(inner) ? inner[name] : undefined), value);
  return isTable(found) ? found : {};
}

/** The entries of a table that are numbers. */
export const numbersIn = (table: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(table).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));

/** A number of a table, `null` where it is unknown. */
export const numberIn = (table: Readonly<Record<string, unknown>>, name: string): number | null => {
  const value = table[name];
  return typeof value === 'number' ? value : null;
};

/** The tables in a list of a document; an empty list where there is none. */
export const listAt = (document: unknown, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = isTable(document) ? document[name] : undefined;
  return Array.isArray(list) ? list.filter(isTable) : [];
};

/** The texts in a list. */
export const textsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];

/** Addresses within a text that names sources one after another. */
export const addressesIn = (text: string | null): readonly string[] =>
  (text ?? '').split(/\s*;\s*|\s+/).filter((part) => /^https?:\/\/[^\s]+$/.test(part));
