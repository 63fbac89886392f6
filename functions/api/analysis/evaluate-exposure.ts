import type { ExposuresBody } from '#contracts/api/analysis-requests.ts';
import { productContentsDocumentSchema, supplierEntrySchema } from '#contracts/run/run-documents.ts';
import {
  type AlternativeSupplier,
  alternativeSuppliers,
  type ElementExposure,
  exposureOf,
  type MoneyAtRisk,
  originsOfSupply,
  type Risks,
  type SubjectRisk,
  type SupplierExposure,
  stagesAboveBenchmark,
} from '#domain/exposures/exposure.ts';
import { type ExposureLine, type MappedLine, mapLine, type ProductContent, type UnmappedLine } from '#domain/exposures/exposure-line.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { type Parameters, parametersOf } from '#domain/method/parameters.ts';
import { roundTo } from '#domain/vocabulary/published-numbers.ts';
import type { MethodologyReference, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { type ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { sitesOf } from '../custom-suppliers/custom-ranking.ts';
import type { CustomSupplierPorts } from '../custom-suppliers/custom-supplier-in-time.ts';
import { storedSuppliers } from '../custom-suppliers/custom-suppliers.ts';
import { catalogue } from '../published-run/run-documents.ts';
import { elementInputsOf, keptDocument, methodologyOfRun } from '../published-run/run-inputs.ts';
import { PAGE_SCALE } from '../published-run/score-links.ts';
import { wholeRanking } from '../scores/list-scores.ts';

type Supplier = ReturnType<typeof supplierEntrySchema.parse>;

export type ExposurePorts = Pick<CustomSupplierPorts, 'scores' | 'suppliers' | 'scorerOf'>;

/** Documents of one run that an exposure is evaluated against, for one buyer. */
interface World {
  readonly elements: ReadonlyMap<string, ScoreDocument>;
  readonly suppliers: ReadonlyMap<string, ScoreDocument>;
  readonly inputs: ReadonlyMap<string, ElementInputs>;
  readonly names: Readonly<Record<string, string>>;
  readonly catalogue: readonly Supplier[];
  readonly contents: readonly (ProductContent & {
    readonly source: string;
    readonly source_url: string | null;
    readonly quality: string;
  })[];
  readonly parameters: Parameters;
  readonly reference: MethodologyReference;
}

const NOTES = [
  'A score is the chance, in percent, that on at least one of the next 365 days supply falls short after the cover of the buyer country (of a supplier: of its deliveries) is used up. Your own stocks are not in it: where they are larger, the risk is smaller.',
  'Quantities and spend are those of a year. Money at risk is spend times probability, not a forecast of loss.',
  'A line that names a supplier with a score is rated by it, everywhere: a safer source lowers what is at risk. Without one it is rated by its elements, in the totals by the riskiest of them.',
];

/** Most custom suppliers, and most of their sites, scored for one response beside those that the run has scored: a supplier takes about 20 ms, each further site 5 ms. */
const MOST_CUSTOM = 200;
const MOST_CUSTOM_SITES = 600;

/**
 * A bill of materials against the scores of a run: the rankings of elements and suppliers, the inputs of the elements, the methodology, the
 * catalogue of suppliers and the contents of products, each read once whatever the number of lines. Suppliers of the client that lines name
 * are read one by one, with their scores of the run, or scored for this response. Throws `invalid_request` when these are too many.
 */
export async function evaluateExposure(body: ExposuresBody, client: string, run: RunPointer, ports: ExposurePorts) {
  const shipped = await worldOf(ports.scores, run.run_id, body.buyer);
  const custom = await customOf(body, new Set(shipped.catalogue.map(({ id }) => id)), client, run, ports);
  const world = {
    ...shipped,
    suppliers: new Map([...shipped.suppliers, ...custom.map((document) => [document.subject.id, document] as const)]),
  };
  const words = {
    elements: world.names,
    products: world.contents,
    suppliers: namesOf([...world.catalogue, ...custom.map(({ subject }) => subject)]),
  };
  const customIds = new Set(custom.map(({ subject }) => subject.id));
  const found = linesOf(body).map((line) => mapLine(line, words));
  const mapped = found.filter((line): line is MappedLine => !('reason' in line));
  const unmapped = found.filter((line): line is UnmappedLine => 'reason' in line);
  const { by_element, by_supplier, totals } = exposureOf(mapped, risksOf(world));
  const used = new Set(by_element.flatMap(({ evidence }) => evidence));
  return {
    buyer: body.buyer,
    totals: {
      lines: found.length,
      mapped: mapped.length,
      unmapped: unmapped.length,
      elements: by_element.length,
      single_source_elements: by_element.filter(({ single_supplier }) => single_supplier === true).map(({ element }) => element),
      money: totals.map((total) => ({
        ...published(total),
        spend_at_high_or_above: cents(total.spend_at_high_or_above),
        share_at_high_or_above: roundTo(total.share_at_high_or_above, 4),
        weighted_score: roundTo(total.weighted_score, 2),
      })),
    },
    by_element: by_element.map((exposure) => elementOf(exposure, world)),
    by_supplier: by_supplier.map((exposure) => ({
      ...supplierOf(exposure, totals, words.suppliers),
      origin: customIds.has(exposure.supplier) ? 'custom' : 'shipped',
    })),
    unmapped_lines: unmapped,
    partly_mapped_lines: mapped.flatMap(({ doubts = [] }) => doubts),
    product_contents: world.contents.filter(({ row }) => used.has(row)).map(contentOf),
    notes: NOTES,
    scale: PAGE_SCALE,
    methodology: world.reference,
    run_id: run.run_id,
    as_of: run.as_of,
  };
}

/** Scores of the suppliers that lines name, that do not ship, and that the client has stored. */
async function customOf(
  { lines, buyer }: ExposuresBody,
  ships: ReadonlySet<string>,
  client: string,
  run: RunPointer,
  { suppliers, scorerOf }: ExposurePorts,
): Promise<readonly ScoreDocument[]> {
  const ids = [...new Set(lines.flatMap(({ supplier_id }) => (supplier_id === undefined || ships.has(supplier_id) ? [] : [supplier_id])))];
  const found = await storedSuppliers(client, ids, suppliers);
  if (found.length === 0) return [];
  const scorer = await scorerOf(run, client);
  await scorer.prepare(found);
  const bases = await Promise.all(found.map((stored) => scorer.basisOf(stored)));
  const computed = found.filter((_, place) => bases[place] !== 'published');
  if (computed.length > MOST_CUSTOM || computed.reduce((sum, stored) => sum + sitesOf(stored), 0) > MOST_CUSTOM_SITES)
    throw tooManyCustom();
  return Promise.all(found.map(async (stored) => (await scorer.score(stored, buyer)).document));
}

const tooManyCustom = (): ExpectedError =>
  invalidRequest([
    {
      pointer: '/lines',
      code: 'too_many_suppliers',
      detail: `The lines name more than ${MOST_CUSTOM} different custom suppliers, or ${MOST_CUSTOM_SITES} sites of them, that are scored for this answer because the run has not scored them as they are now. Send the lines in several requests.`,
    },
  ]);

async function worldOf(scores: PublishedScores, runId: string, buyer: string): Promise<World> {
  const [{ document, reference }, elements, suppliers, inputs, entries, products] = await Promise.all([
    methodologyOfRun(scores, runId),
    wholeRanking(scores, runId, 'element', buyer),
    wholeRanking(scores, runId, 'supplier', buyer),
    elementInputsOf(scores, runId, buyer),
    catalogue(scores, runId, 'supplier'),
    keptDocument(scores, runId, 'product-contents', productContentsDocumentSchema),
  ]);
  const byId = (documents: readonly ScoreDocument[]) => new Map(documents.map((document) => [document.subject.id, document]));
  return {
    elements: byId(elements),
    suppliers: byId(suppliers),
    inputs: new Map(inputs.elements.map((one) => [one.element, one])),
    names: inputs.names,
    catalogue: entries.map((entry) => supplierEntrySchema.parse(entry)),
    contents: products.contents,
    parameters: parametersOf(document),
    reference,
  };
}

const namesOf = (entries: readonly { readonly id: string; readonly name: string }[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries.map(({ id, name }) => [id, name]));

/** The lines, each with the currency of the list where it names none. Spend without any currency is summed as unnamed currency. */
function linesOf({ lines, currency }: ExposuresBody): readonly ExposureLine[] {
  return lines.map((line, index) => ({
    line: String(line.line ?? index + 1),
    description: line.description ?? null,
    element: line.element ?? null,
    product: line.product ?? null,
    material: line.material ?? null,
    supplier_id: line.supplier_id ?? null,
    quantity: line.quantity ?? null,
    unit: line.unit ?? null,
    spend: line.spend ?? null,
    currency: line.currency ?? currency ?? '',
  }));
}

function risksOf({ elements, suppliers }: World): Risks {
  const risk = ({ interval, ...document }: ScoreDocument): SubjectRisk => {
    const { score, band, state, may_begin, security, p_stockout_90, expected_days, cover_days, stage } = document;
    const [p05, p95] = [interval?.p05 ?? null, interval?.p95 ?? null];
    return { score, band, p05, p95, state, may_begin, security, p_stockout_90, expected_days, cover_days, stage };
  };
  const of = (documents: ReadonlyMap<string, ScoreDocument>) =>
    Object.fromEntries([...documents].map(([id, document]) => [id, risk(document)]));
  return { elements: of(elements), suppliers: of(suppliers) };
}

const cents = (value: number): number => roundTo(value, 2);
const significant = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(6)));

const published = ({ currency, spend, at_risk, p05, p95 }: MoneyAtRisk) => ({
  currency: currency === '' ? null : currency,
  spend: cents(spend),
  at_risk: roundTo(at_risk, 2),
  p05: roundTo(p05, 2),
  p95: roundTo(p95, 2),
});

function elementOf({ element, risk, money, ...exposure }: ElementExposure, world: World) {
  const stage = risk.stage as Stage | null;
  const inputs = world.inputs.get(element);
  const origins = inputs === undefined || stage === null ? null : originsOfSupply(inputs, stage, world.parameters);
  const stages = inputs === undefined ? [] : stagesAboveBenchmark(inputs, world.parameters);
  const top = origins?.top ?? null;
  return {
    element: { type: 'element', id: element, name: world.names[element] ?? element },
    ...risk,
    kg: significant(exposure.kg),
    tonnes: significant(exposure.kg === null ? null : exposure.kg / 1000),
    kg_low: significant(exposure.kg_low),
    kg_high: significant(exposure.kg_high),
    kg_at_risk: significant(exposure.kg_at_risk),
    kg_at_risk_p05: significant(exposure.kg_at_risk_p05),
    kg_at_risk_p95: significant(exposure.kg_at_risk_p95),
    kg_short: significant(exposure.kg_short),
    money: money.map(published),
    lines: exposure.lines,
    rated_by_supplier: exposure.rated_by_supplier,
    suppliers: exposure.suppliers,
    single_supplier: exposure.single_supplier,
    top_origin: top,
    top_origin_share: roundTo(origins?.top_share ?? null, 4),
    china_share: roundTo(origins?.china_share ?? null, 4),
    domestic_share: roundTo(origins?.domestic_share ?? null, 4),
    eu_65_percent_benchmark: { exceeded: stages.length > 0, stages },
    alternatives: alternativeSuppliers(
      { element, stage, avoided: top, present: exposure.suppliers, score: exposure.rated_at },
      world.catalogue,
      (id) => world.suppliers.get(id),
    ).map(alternativeOf),
    evidence: exposure.evidence,
  };
}

const alternativeOf = ({ supplier, ...alternative }: AlternativeSupplier) => ({
  supplier: { type: 'supplier', id: supplier.id, name: supplier.name },
  ...alternative,
});

function supplierOf(
  { supplier, risk, money, ...exposure }: SupplierExposure,
  totals: readonly MoneyAtRisk[],
  names: Readonly<Record<string, string>>,
) {
  const allOf = (currency: string): number => totals.find((total) => total.currency === currency)?.spend ?? 0;
  return {
    supplier: { type: 'supplier', id: supplier, name: names[supplier] ?? supplier },
    ...risk,
    money: money.map((own) => ({
      ...published(own),
      share_of_spend: allOf(own.currency) > 0 ? roundTo(own.spend / allOf(own.currency), 4) : 0,
    })),
    ...exposure,
  };
}

const contentOf = ({
  row,
  product,
  element,
  grams_per_unit,
  unit,
  unit_words,
  source,
  source_url,
  quality,
}: World['contents'][number]) => ({ row, product, element, grams_per_unit, unit, unit_words, source, source_url, quality });
