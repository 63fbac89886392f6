import type { CustomSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { closestMatch, nothingPublished } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { catalogue } from '../published-run/run-documents.ts';

/** Names that a custom supplier may refer to: elements, shipped suppliers and shipped sites of the current run. */
export interface KnownFacts {
  readonly elements: ReadonlySet<string>;
  readonly suppliers: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
}

export async function knownFacts(scores: PublishedScores): Promise<KnownFacts> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  const [elements, suppliers] = await Promise.all([catalogue(scores, run.run_id, 'element'), catalogue(scores, run.run_id, 'supplier')]);
  return {
    elements: new Set(elements.map(({ id }) => id)),
    suppliers: new Set(suppliers.map(({ id }) => id)),
    sites: new Set(suppliers.flatMap(({ sites }) => (sites as readonly { readonly id: string }[]).map(({ id }) => id))),
  };
}

const meant = (given: string, known: ReadonlySet<string>): string => {
  const guess = closestMatch(given, [...known]);
  return guess === null ? '' : ` Did you mean \`${guess}\`?`;
};

/** Parts of a supplier with the names that they refer to; an empty one could not be read. */
export interface NamingParts {
  readonly sites: readonly { readonly id: string; readonly elements: readonly string[] }[];
  readonly feeds: readonly { readonly from: string; readonly elements: readonly string[] | null }[];
}

/** Validation errors that a schema cannot detect: names that do not exist in the run, and feeds in too many circles. JSON pointers begin at the supplier. */
export const errorsOfReference = (id: string, supplier: CustomSupplier, known: KnownFacts): readonly FieldError[] => [
  ...errorsOfNames(id, supplier, known),
];

/** Names that do not exist in the run, also of a supplier that is not valid otherwise. */
export function errorsOfNames(id: string, supplier: NamingParts, known: KnownFacts): readonly FieldError[] {
  const validationErrors: FieldError[] = [];
  const add = (pointer: string, detail: string): void => {
    validationErrors.push({ pointer, code: 'unknown_reference', detail });
  };
  if (known.suppliers.has(id))
    add('/id', `\`${id}\` is a supplier that ships with this service: choose another id, for example custom-${id}.`);
  const custom = new Set(supplier.sites.map((site) => site.id));
  const checkElements = (elements: readonly string[], pointer: string): void => {
    for (const [index, element] of elements.entries()) {
      if (element === '' || known.elements.has(element)) continue;
      add(`${pointer}/${index}`, `There is no element \`${element}\`.${meant(element, known.elements)} /v1/elements lists all.`);
    }
  };
  for (const [index, site] of supplier.sites.entries()) checkElements(site.elements, `/sites/${index}/elements`);
  for (const [index, feed] of supplier.feeds.entries()) {
    checkElements(feed.elements ?? [], `/feeds/${index}/elements`);
    if (feed.from === '' || custom.has(feed.from) || known.sites.has(feed.from)) continue;
    const guess = meant(feed.from, new Set([...custom, ...known.sites]));
    add(`/feeds/${index}/from`, `\`${feed.from}\` is neither a site of this supplier nor one of a supplier in /v1/suppliers.${guess}`);
  }
  return validationErrors;
}
