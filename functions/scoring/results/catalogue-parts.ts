import type { supplierCatalogue } from '#domain/explanations/catalogue-documents.ts';
import type { RunDocumentName } from '#functions/store/published-scores.ts';

/** Entries of a part: about 120 KB gzipped, so that a page or one supplier is read in one item. */
const ENTRIES_PER_PART = 500;
/** Names of a part: about 200 KB gzipped. */
const NAMES_PER_PART = 4000;

const partsOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size));

/** The catalogue of suppliers as one document, or in parts where one would be too large to be read for a single supplier. */
export function supplierCatalogueParts(catalogue: ReturnType<typeof supplierCatalogue>): readonly (readonly [RunDocumentName, unknown])[] {
  const { entries } = catalogue;
  if (entries.length <= ENTRIES_PER_PART) return [['catalogue:suppliers', catalogue]];
  const parts = partsOf(entries, ENTRIES_PER_PART);
  const names = partsOf(
    entries.map(({ id, name, aliases, countries }) => ({ id, name, aliases, countries })),
    NAMES_PER_PART,
  );
  const index = {
    total: entries.length,
    entries_per_part: ENTRIES_PER_PART,
    first_ids: parts.map((part) => part[0]?.id ?? ''),
    name_parts: names.length,
  };
  return [
    ['catalogue:suppliers', index],
    ...parts.map((part, number) => [`catalogue:suppliers:${number}`, { entries: part }] as const),
    ...names.map((part, number) => [`names:suppliers:${number}`, { entries: part }] as const),
  ];
}
