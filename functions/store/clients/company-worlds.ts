import {
  countryEntrySchema,
  elementInputsDocumentSchema,
  productContentsDocumentSchema,
  supplierEntrySchema,
  supplierInputsDocumentSchema,
  suppliersIn,
} from '#contracts/run/run-documents.ts';
import {
  type CompanyWorld,
  figureOfSupplier,
  type PublishedFigure,
} from '#domain/companies/company-results.ts';
import { type MaterialVocabulary, materialVocabulary } from '#domain/companies/materials.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { parametersOf, pinnedMethodology } from '#domain/method/parameters.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import type { EndUse, MethodologyReference, SubjectType } from '#domain/vocabulary/score-document.ts';
import { catalogue, type PublishedScores, runDocument, wholeRanking } from '../scores/published-scores.ts';

type RunReads = Pick<PublishedScores, 'document' | 'rankingPage'>;

export type OwnSupplier = Readonly<{
  id: string;
  name: string;
  inputs: SupplierInputs;
}>;

export type RunWorld = Readonly<{
  methodology: MethodologyReference;
  vocabulary: MaterialVocabulary;
  /** An id that ships is the shipped one. */
  worldFor(end_use: EndUse, own: readonly OwnSupplier[]): CompanyWorld;
}>;

async function figuresOf(
  scores: RunReads,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<ReadonlyMap<string, PublishedFigure>> {
  const rows = await wholeRanking(scores, runId, type, buyer);
  return new Map(
    rows.map(({ subject, score, scarce, interval }) => [
      subject.id,
      { name: subject.name, score, scarce, interval },
    ]),
  );
}

export async function runVocabulary(scores: RunReads, runId: string): Promise<MaterialVocabulary> {
  return vocabularyOf(await elementInputs(scores, runId, 'JPN'), await contentsOf(scores, runId));
}

const elementInputs = (scores: RunReads, runId: string, buyer: string) =>
  runDocument(scores, runId, `inputs:${buyer}`, elementInputsDocumentSchema);
const contentsOf = async (scores: RunReads, runId: string) =>
  (await runDocument(scores, runId, 'product-contents', productContentsDocumentSchema)).contents;
const vocabularyOf = (
  { names, elements }: Awaited<ReturnType<typeof elementInputs>>,
  contents: Awaited<ReturnType<typeof contentsOf>>,
) => materialVocabulary(names, elements, contents);

export async function runWorldOf(
  scores: RunReads,
  { run_id: runId, as_of }: Readonly<{ run_id: string; as_of: string }>,
  buyer: string,
): Promise<RunWorld> {
  const [methodology, inputs, ofSuppliers, contents, listed, countries, elementFigures, supplierFigures] =
    await Promise.all([
      runDocument(scores, runId, 'methodology', pinnedMethodology),
      elementInputs(scores, runId, buyer),
      runDocument(scores, runId, `supplier-inputs:${buyer}`, supplierInputsDocumentSchema),
      contentsOf(scores, runId),
      catalogue(scores, runId, 'supplier').then((all) => all.map((one) => supplierEntrySchema.parse(one))),
      catalogue(scores, runId, 'country').then((all) => all.map((one) => countryEntrySchema.parse(one))),
      figuresOf(scores, runId, 'element', buyer),
      figuresOf(scores, runId, 'supplier', buyer),
    ]);
  const { sha256, ...document } = methodology;
  const parameters = parametersOf(document);
  const vocabulary = vocabularyOf(inputs, contents);
  const elements = new Map(inputs.elements.map((one) => [one.element, one]));
  const pv = new Map(countries.map(({ id, political_stability }) => [id, political_stability]));
  const shipped = new Map(suppliersIn(ofSuppliers).map(({ inputs: of }) => [of.supplier, of]));
  const nations = new Map<EndUse, Map<string, ElementInputs | null>>();
  return {
    methodology: { version: document.version, sha256 },
    vocabulary,
    worldFor(end_use, own) {
      const suppliers = new Map([
        ...own.map(({ id, inputs: of }) => [id, { ...of, supplier: id }] as const),
        ...shipped,
      ]);
      const ownNames = new Map(own.map(({ id, name }) => [id, name]));
      const used = new Map<string, SupplierInputs | null>();
      const ownFigures = new Map<string, PublishedFigure>();
      const supplier = (id: string): SupplierInputs | null =>
        entryOf(used, id, () => {
          const of = suppliers.get(id);
          return of === undefined ? null : { ...of, end_use };
        });
      return {
        as_of,
        parameters,
        vocabulary,
        nation: (element) =>
          entryOf(
            entryOf(nations, end_use, () => new Map()),
            element,
            () => {
              const of = elements.get(element);
              return of === undefined ? null : { ...of, end_use };
            },
          ),
        supplier,
        supplierName: (id) => supplierFigures.get(id)?.name ?? ownNames.get(id) ?? id,
        pv: (country) => pv.get(country) ?? null,
        published(type, id) {
          const found = (type === 'element' ? elementFigures : supplierFigures).get(id);
          const inputsOf = type === 'supplier' && ownNames.has(id) ? supplier(id) : null;
          if (found !== undefined || inputsOf === null) return found ?? null;
          return entryOf(ownFigures, id, () =>
            figureOfSupplier(ownNames.get(id) ?? id, inputsOf, parameters),
          );
        },
        catalogue: listed,
      };
    },
  };
}
