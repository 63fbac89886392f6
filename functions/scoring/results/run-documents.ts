import type * as z from 'zod';
import type { supplierInputsDocumentSchema } from '#contracts/run/run-documents.ts';
import { JUDGING_RULES } from '#contracts/track-record/judging-rules.ts';
import {
  countryCatalogue,
  elementCatalogue,
  supplierCatalogue,
} from '#domain/explanations/catalogue-documents.ts';
import type { Names } from '#domain/explanations/document-context.ts';
import { laneDocument } from '#domain/explanations/lane-document.ts';
import { signalDocuments, signalHistoryPoints } from '#domain/explanations/signal-documents.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { elementIds, type FactIndex, type FactsOnDay } from '#domain/method/facts.ts';
import type { PinnedMethodology } from '#domain/method/parameters.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import { listedNamesOn, Register, type RegisterRows, suppliersOf } from '#domain/method/supplier-facts.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { EVENT_SOURCE } from '#domain/signals/security-events.ts';
import { isoDate } from '#domain/time/calendar.ts';
import { coveredDays, spansOf } from '#domain/time/coverage.ts';
import { outcomeRecord } from '#domain/track-record/outcome-record.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { RegisterPiece } from '#functions/store/runs/input-snapshots.ts';
import { SUPPLIERS_PER_PIECE } from '#functions/store/runs/register-pieces.ts';
import type { RunDocumentName } from '#functions/store/scores/published-scores.ts';
import { type SupplierOutput, supplierOutputs } from './critical-suppliers.ts';

type RunDocument = readonly [RunDocumentName, unknown];

export type RunDocumentSources = Readonly<{
  index: FactIndex;
  facts: FactsOnDay;
  /** Of one that is cut, a part. */
  register: RegisterRows;
  /** Suppliers of a register that is cut; null: it is not. */
  cut: number | null;
  pieces: () => AsyncIterable<RegisterPiece>;
  names: Names;
  methodology: PinnedMethodology;
  elementInputsOf: (element: string, buyer: string) => ElementInputs;
}>;

export async function* runDocuments(sources: RunDocumentSources): AsyncGenerator<RunDocument> {
  const { index, facts, register, cut, names, methodology, elementInputsOf } = sources;
  const { data } = facts;
  const inputs = BUYERS.map(
    (buyer) => [buyer, elementIds(data).map((element) => elementInputsOf(element, buyer))] as const,
  );
  const states = signalDocuments(facts);
  yield* [
    ['catalogue:elements', elementCatalogue(facts)],
    ['catalogue:countries', countryCatalogue(facts, names)],
    ['signals', { signals: states, pressure: facts.pressure }],
    ...states.map(
      (state): RunDocument => [
        `signal:${state.theatre}`,
        { ...state, history: signalHistoryPoints(state.theatre, facts) },
      ],
    ),
    [
      'observed-counts',
      Object.fromEntries(
        SIGNALS.map(
          ({ name, countsByDay }) =>
            [name, Object.fromEntries(countsByDay(data, isoDate(facts.known)))] as const,
        ),
      ),
    ],
    ['outcome-record', JUDGING_RULES.map((rules) => outcomeRecord(index, facts.as_of, BUYERS, rules))],
    [
      'measures',
      {
        measures: data.policy,
        trade: elementIds(data).flatMap(facts.tradeRatios),
        licences: data.licence_decisions,
      },
    ],
    ['sources', { sources: data.sources, coverage: data.coverage.map(({ id, spans }) => ({ id, spans })) }],
    [
      'security-events',
      {
        events: data.security_events,
        read: spansOf(coveredDays(data, EVENT_SOURCE)),
        exercises: data.exercises,
      },
    ],
    ['control-events', { events: data.control_events }],
    ['shortages', { reports: data.shortages }],
    ...inputs.map(
      ([buyer, elements]): RunDocument => [
        `inputs:${buyer}`,
        {
          names: Object.fromEntries(elementIds(data).map((element) => [element, names.element(element)])),
          elements,
        },
      ],
    ),
    [
      'lanes',
      laneDocument(
        facts,
        inputs.flatMap(([, elements]) => elements),
      ),
    ],
    ...BUYERS.map(
      (buyer): RunDocument => [`supplier-inputs:${buyer}`, supplierInputsOf(buyer, facts, register, cut)],
    ),
    ['listed-names', { names: listedNamesOn(facts) }],
    ['product-contents', { contents: data.product_contents }],
    ['methodology', { ...methodology.document, sha256: methodology.sha256 }],
  ] satisfies readonly RunDocument[];
  yield* supplierDocuments(ofSuppliers(sources), cut !== null);
}

/** A scenario scores all suppliers for its answer: of a register that is cut inputs are not kept. */
function supplierInputsOf(
  buyer: string,
  facts: FactsOnDay,
  rows: RegisterRows,
  cut: number | null,
): z.input<typeof supplierInputsDocumentSchema> {
  const register = new Register(facts, rows);
  const elements = Object.fromEntries(
    elementIds(facts.data).flatMap((element) => {
      const found = register.element(element, buyer);
      return found === null ? [] : [[element, found] as const];
    }),
  );
  if (cut !== null) return { elements, sources: {}, suppliers: [], too_many: cut };
  const all = suppliersOf(rows.sites).flatMap(({ id, name }) =>
    readableInputs(register, id, buyer).map((inputs) => ({ name, inputs })),
  );
  return {
    elements,
    sources: Object.assign({}, ...all.map(({ inputs }) => inputs.sources)),
    suppliers: all.map(({ name, inputs: { elements: used, sources: _written, ...inputs } }) => ({
      name,
      inputs: { ...inputs, symbols: Object.keys(used) },
    })),
  };
}

/** None where a fact cannot be read: it must not hold back all others. */
function readableInputs(register: Register, id: string, buyer: string): readonly SupplierInputs[] {
  try {
    return [register.supplier(id, { buyer }).inputs];
  } catch {
    return [];
  }
}

/** About 200 KB gzipped. */
const NAMES_PER_PART = 4000;

const partsOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  );

interface ToldSuppliers extends ReturnType<typeof supplierCatalogue> {
  readonly outputs: readonly SupplierOutput[];
}

async function* ofSuppliers({ pieces, facts }: RunDocumentSources): AsyncGenerator<ToldSuppliers> {
  for await (const { suppliers, rows } of pieces()) {
    const sites = rows.sites.filter(({ supplier }) => suppliers.has(supplier));
    const { entries } = supplierCatalogue({
      data: {
        ...facts.data,
        supplier_sites: sites,
        companies: facts.data.companies.filter(({ id }) => suppliers.has(id)),
      },
      day: facts.day,
      known: facts.known,
    });
    if (suppliers.size > 0) yield { entries, outputs: supplierOutputs(sites, facts) };
  }
}

/** In parts where it would be too large to be read for a single supplier. */
export async function* supplierDocuments(
  told: AsyncIterable<ToldSuppliers> | Iterable<ToldSuppliers>,
  isCut: boolean,
): AsyncGenerator<RunDocument> {
  const first_ids: string[] = [];
  const names: object[] = [];
  for await (const { entries, outputs } of told) {
    yield [isCut ? `supplier-outputs:${first_ids.length}` : 'supplier-outputs', { outputs }];
    if (!isCut && entries.length <= SUPPLIERS_PER_PIECE) return yield ['catalogue:suppliers', { entries }];
    for (const part of partsOf(entries, SUPPLIERS_PER_PIECE)) {
      yield [`catalogue:suppliers:${first_ids.length}`, { entries: part }];
      first_ids.push(part[0]?.id ?? '');
    }
    names.push(
      ...entries.map(({ id, name, aliases, unconfirmed_names, countries, listings }) => ({
        id,
        name,
        aliases,
        unconfirmed_names,
        countries,
        listings,
      })),
    );
  }
  const parts = partsOf(names, NAMES_PER_PART);
  for (const [number, part] of parts.entries()) yield [`names:suppliers:${number}`, { entries: part }];
  if (isCut) yield ['supplier-outputs', { first_ids }];
  yield [
    'catalogue:suppliers',
    { total: names.length, entries_per_part: SUPPLIERS_PER_PIECE, first_ids, name_parts: parts.length },
  ];
}
