/**
 * Errors in the data, detected before anything is scored: a share sum that is off, a measure without a source, an end before a start. A
 * subject that rests on such a fact has no score, with the row and the reason; everything else is scored. Unknown values are no errors.
 */

import { nonEmptyGroups } from '../numbers/non-empty-groups.ts';
import { SIGNALS, signalsOf } from '../signals/registry.ts';
import type { Finding, SignalRegistry } from '../signals/signal.ts';
import { isCalendarDay } from '../time/calendar.ts';
import { firstDayOf, lastDayOf } from '../time/partial-date.ts';
import type { Methodology } from '../vocabulary/methodology.ts';
import type { PolicyRow, Provenance, ReferenceData, SupplierLinkRow } from '../vocabulary/reference-data.ts';
import { type SignalName, STAGES } from '../vocabulary/scoring-inputs.ts';
import { newestEditions } from './editions.ts';
import { policyRows } from './policy-measures.ts';

/** Subjects whose scores rest on a fact. `elements` and `suppliers`: `all` or ids; `buyer`: null for every buyer. */
interface Reach {
  readonly elements: 'all' | readonly string[];
  readonly suppliers: 'all' | readonly string[];
  readonly buyer: string | null;
  readonly signal: SignalName | null;
}

export interface RefusedFact extends Reach {
  readonly table: string;
  /** Evidence id of the row, or of the first of several that are off together. */
  readonly row: string;
  readonly reason: string;
}

/** Shares are rounded by their sources; a constant of these checks. */
const SHARE_SUM_TOLERANCE = 0.01;
/** World Governance Indicators are standard normal: nothing beyond this was ever published. A constant of these checks. */
const LARGEST_GOVERNANCE = 4;

const NOTHING: Reach = { elements: [], suppliers: [], buyer: null, signal: null };

/** All facts that are off, in the order of the tables. `registry`: the signals that are known. */
export function refusedFacts(
  allEditions: ReferenceData,
  methodology: Methodology,
  registry: SignalRegistry = SIGNALS,
): readonly RefusedFact[] {
  const data = methodology.parameters.facts_as_known === true ? allEditions : newestEditions(allEditions);
  const symbols = data.elements.map(({ symbol }) => symbol);
  const { groups } = methodology;
  const named = (names: readonly string[]): 'all' | readonly string[] =>
    names.some((name) => name === 'ALL' || name === '@dual_use')
      ? 'all'
      : names.flatMap((name) => groups[name.replace(/^@/, '')] ?? (name === 'NdFeB' ? (groups.REE ?? []) : [name]));
  const found: RefusedFact[] = [];
  /** Its reach is looked for only where a fact is off: nearly all facts are right, and some reach thousands of suppliers. */
  const add = (table: string, reachOf: () => Partial<Reach>, findings: readonly Finding[]): void => {
    if (findings.length === 0) return;
    const reach = reachOf();
    for (const [row, reason] of findings) found.push({ table, row, reason, ...NOTHING, ...reach });
  };
  for (const row of data.elements) add('elements', () => ({ elements: [row.symbol] }), elementFindings(row));
  for (const rows of nonEmptyGroups(data.shares, (row) => `${row.element}|${row.stage}|${row.edition ?? ''}`)) {
    const { element, stage } = rows[0];
    add('shares', () => ({ elements: [element] }), shareFindings(rows, `world shares of ${element} at ${stage}`));
  }
  for (const rows of nonEmptyGroups(data.buyer_imports, (row) => `${row.buyer}|${row.element}|${row.stage}`)) {
    const { buyer, element, stage } = rows[0];
    add(
      'buyer_imports',
      () => ({ elements: named([element]), buyer }),
      shareFindings(rows, `imports of ${element} at ${stage} by ${buyer}`),
    );
  }
  for (const row of data.import_reliance) {
    add(
      'import_reliance',
      () => ({ elements: named([row.element]), buyer: row.buyer }),
      within(row, 'import_reliance', row.import_reliance, 0, 1),
    );
  }
  for (const row of data.cover) {
    const reachOf = () => ({ elements: named([row.element]), suppliers: 'all' as const, buyer: row.buyer });
    add('cover', reachOf, within(row, 'days_median', row.days_median, 0, Number.MAX_VALUE));
  }
  for (const row of data.demand) {
    add(
      'demand',
      () => ({ elements: named([row.element]), buyer: row.buyer }),
      within(row, 'tonnes_per_year', row.tonnes_per_year, 0, Number.MAX_VALUE),
    );
  }
  for (const row of data.routes) {
    const fractions = [['sea_share', row.sea_share] as const, ...Object.entries(row.via)];
    const findings = fractions.flatMap(([name, value]) => within(row, name, value, 0, 1));
    add('routes', () => ({ elements: row.elements === null ? 'all' : named(row.elements), buyer: row.buyer }), findings);
  }
  for (const row of data.governance) {
    const reachOf = () => {
      const users = data.shares.filter(({ country }) => country === row.country).map(({ element }) => element);
      const imported = data.buyer_imports.filter(({ origin }) => origin === row.country).map(({ element }) => element);
      const suppliers = data.supplier_sites.filter(({ country }) => country === row.country).map(({ supplier }) => supplier);
      return { elements: named([...users, ...imported]), suppliers };
    };
    const values = [['political_stability', row.political_stability] as const, ['wgi_mean', row.wgi_mean] as const];
    add('governance', reachOf, [
      ...values.flatMap(([name, value]) => within(row, name, value, -LARGEST_GOVERNANCE, LARGEST_GOVERNANCE)),
      ...within(row, 'political_stability_se', row.political_stability_se, 0, Number.MAX_VALUE),
    ]);
  }
  const read = { ...data, policy: policyRows(data, methodology.parameters) };
  for (const row of read.policy) add('policy', () => reachOfPolicy(row, read, named), policyFindings(row, methodology));
  const fedBy = suppliersFed(data);
  for (const row of data.supplier_sites) {
    add('supplier_sites', () => ({ suppliers: fedBy(row.id) }), [
      ...within(row, 'capacity_tonnes_per_year', row.capacity_tonnes_per_year, 0, Number.MAX_VALUE),
      ...stagesKnown(row, [row.stage]),
      ...sourced(row),
    ]);
  }
  for (const row of data.supplier_links) {
    add('supplier_links', () => ({ suppliers: fedBy(row.to) }), [
      ...within(row, 'share_of_input', row.share_of_input, 0, 1),
      ...linkFindings(row),
    ]);
  }
  for (const signal of signalsOf(methodology.parameters, registry))
    add(signal.table, () => ({ signal: signal.name }), signal.findings(data, { within, endAfterStart }));
  return found.map((fact) => (fact.elements === 'all' ? { ...fact, elements: symbols } : fact));
}

/** Tells why a subject cannot be scored for a buyer; null when it can. */
export function refusalsBy(
  refused: readonly RefusedFact[],
): (subject: { readonly type: 'element' | 'supplier'; readonly id: string; readonly buyer: string }) => string | null {
  const setOf = (ids: 'all' | readonly string[]): 'all' | ReadonlySet<string> => (ids === 'all' ? ids : new Set(ids));
  const facts = refused.map((fact) => ({ fact, element: setOf(fact.elements), supplier: setOf(fact.suppliers) }));
  return ({ type, id, buyer }) => {
    const found = facts.find(({ fact, [type]: ids }) => (ids === 'all' || ids.has(id)) && (fact.buyer === null || fact.buyer === buyer));
    return found === undefined ? null : refusalBy(found.fact);
  };
}

const refusalBy = ({ row, reason }: RefusedFact): string => `A fact it rests on is refused: ${row}: ${reason}.`;

/** Why a custom supplier cannot be scored: a fact about one of its sites, or upstream of one, was refused. Null if it can. */
export function refusalUpstream(
  refused: readonly RefusedFact[],
  { supplier_sites, supplier_links }: Pick<ReferenceData, 'supplier_sites' | 'supplier_links'>,
  supplier: string,
): string | null {
  if (refused.length === 0) return null;
  const sites = new Set(supplier_sites.filter((site) => site.supplier === supplier).map(({ id }) => id));
  const linksTo = Map.groupBy(supplier_links, ({ to }) => to);
  for (const site of sites) for (const { from } of linksTo.get(site) ?? []) sites.add(from);
  const rows = new Set([
    ...supplier_sites.filter(({ id }) => sites.has(id)).map(({ row }) => row),
    ...supplier_links.filter(({ to }) => sites.has(to)).map(({ row }) => row),
  ]);
  const fact = refused.find(({ row }) => rows.has(row));
  return fact === undefined ? null : refusalBy(fact);
}

const sourced = ({ row, source }: Provenance): readonly Finding[] =>
  typeof source === 'string' && source.trim() !== '' ? [] : [[row, 'it has no source']];

function within({ row }: Provenance, name: string, value: number | null | undefined, least: number, most: number): readonly Finding[] {
  if (value === null || value === undefined) return [];
  if (!Number.isFinite(value)) return [[row, `${name} is no number`]];
  if (value >= least && value <= most) return [];
  return [
    [row, most === Number.MAX_VALUE ? `${name} is ${value}, below ${least}` : `${name} is ${value}, not between ${least} and ${most}`],
  ];
}

function elementFindings(row: ReferenceData['elements'][number]): readonly Finding[] {
  return [...within(row, 'eol_rir', row.eol_rir, 0, 1), ...within(row, 'si_sr', row.si_sr, 0, 1), ...sourced(row)];
}

type Shared = Provenance & { readonly share: number; readonly stage: string };

function shareFindings(rows: readonly [Shared, ...Shared[]], what: string): readonly Finding[] {
  const each = rows.flatMap((row) => [...within(row, 'share', row.share, 0, 1), ...stagesKnown(row, [row.stage]), ...sourced(row)]);
  if (each.length > 0) return each;
  const sum = rows.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) <= SHARE_SUM_TOLERANCE) return [];
  return [[rows[0].row, `the ${what} sum to ${Number(sum.toFixed(4))}, not to 1 (${rows.length} rows)`]];
}

function stagesKnown({ row }: Provenance, stages: readonly string[]): readonly Finding[] {
  const unknown = stages.find((stage) => !(STAGES as readonly string[]).includes(stage));
  return unknown === undefined ? [] : [[row, `"${unknown}" is no stage`]];
}

const isDate = (text: string): boolean => /^\d{4}$/.test(text) || isCalendarDay(text.length === 7 ? `${text}-01` : text);

function policyFindings(row: PolicyRow, { parameters }: Methodology): readonly Finding[] {
  const { mapping } = row;
  const dates = [row.known_from, row.effective_from, row.effective_to, row.suspended_from, row.suspended_to];
  const wrong = dates.find((date) => date !== null && !isDate(date));
  if (wrong !== undefined) return [[row.row, `"${wrong}" is no date`]];
  const classes = mapping === null ? [] : [mapping.control_class, ...(mapping.residual_class === null ? [] : [mapping.residual_class])];
  const unknown = classes.find((name) => parameters.control_class[name] === undefined);
  return [
    ...sourced(row),
    ...(unknown === undefined ? [] : [[row.row, `"${unknown}" is no control class of the methodology`] as const]),
    ...endAfterStart(row, 'takes effect', row.effective_from, row.effective_to),
    ...endAfterStart(row, 'is suspended', row.suspended_from, row.suspended_to),
    ...(mapping?.applies ?? []).flatMap((part) => [...within(row, 'coverage', part.coverage, 0, 1), ...stagesKnown(row, part.stages)]),
  ];
}

function endAfterStart({ row }: Provenance, what: string, from: string | null, to: string | null): readonly Finding[] {
  if (from === null || to === null || lastDayOf(to) >= firstDayOf(from)) return [];
  return [[row, `it ${what} on ${from} and ends before, on ${to}`]];
}

/** A relief reaches what the measures it names reach. */
function reachOfPolicy(
  row: PolicyRow,
  data: ReferenceData,
  named: (names: readonly string[]) => 'all' | readonly string[],
): Partial<Reach> {
  const rows = [row, ...data.policy.filter(({ id }) => row.relief?.measures.includes(id) === true)];
  const names = rows.flatMap(({ mapping }) => (mapping === null ? [] : mapping.applies.flatMap((part) => part.elements)));
  const elements = names.length === 0 ? [] : named(names);
  const suppliers = elements === 'all' ? ('all' as const) : suppliersOfElements(elements, data);
  return { elements, suppliers };
}

const suppliersOfElements = (elements: readonly string[], { supplier_sites }: ReferenceData): readonly string[] =>
  supplier_sites.filter((site) => site.elements.some((element) => elements.includes(element))).map(({ supplier }) => supplier);

function linkFindings(row: SupplierLinkRow): readonly Finding[] {
  return [...sourced(row), ...endAfterStart(row, 'begins', row.from_date, row.to_date)];
}

/** Site -> suppliers with a site that it feeds, over any number of tiers; its own among them. */
function suppliersFed({ supplier_sites, supplier_links }: ReferenceData): (site: string) => readonly string[] {
  const supplierOf = new Map(supplier_sites.map(({ id, supplier }) => [id, supplier]));
  const linksFrom = Map.groupBy(supplier_links, ({ from }) => from);
  return (site) => {
    const reached = new Set([site]);
    for (const one of reached) for (const { to } of linksFrom.get(one) ?? []) reached.add(to);
    return [...reached].flatMap((id) => supplierOf.get(id) ?? []);
  };
}
