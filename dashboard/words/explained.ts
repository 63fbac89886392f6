/** Reads what explanations hold beyond the part that the contract describes field by field. */

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A table within a document by its path; an empty one where there is none. */
export function tableAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>((inner, name) => (isTable(inner) ? inner[name] : undefined), value);
  return isTable(found) ? found : {};
}

/** A number of a table, `null` where it is unknown. */
export const numberIn = (table: Readonly<Record<string, unknown>>, name: string): number | null => {
  const value = table[name];
  return typeof value === 'number' ? value : null;
};

/** Addresses within a text that names sources one after another. */
export const addressesIn = (text: string | null): readonly string[] =>
  (text ?? '').split(/\s*;\s*|\s+/).filter((part) => /^https?:\/\/[^\s]+$/.test(part));
