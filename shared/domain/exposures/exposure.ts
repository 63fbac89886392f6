/**
 * Exposure of mapped lines to supply risk. Money at risk is spend times the probability of a disruption that outlasts the stock of the country; the
 * interval is that of the probability. A line that names a supplier with a score is rated by that supplier, not by the market of the element:
 * who buys from a safer source is to see it. Without one, a product with several elements is counted with its worst, because one missing
 * element stops it.
 */

import type { ElementInputs } from '../method/element.ts';
import type { Parameters } from '../method/parameters.ts';
import { supplyOf } from '../method/supply.ts';
import type { Band } from '../vocabulary/score-document.ts';
import { type CountryCode, STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import type { MappedLine } from './exposure-line.ts';

/** Risk of a subject: its published score with its parts and the interval, 0 to 100. */
export interface SubjectRisk {
  readonly score: number | null;
  readonly band: Band | 'unknown';
  readonly p05: number | null;
  readonly p95: number | null;
  readonly state: number | null;
  readonly may_begin: number | null;
  readonly security: number | null;
  /** Chance of a shortage within 90 days, percent. */
  readonly p_stockout_90: number | null;
  /** Days short that are to be expected in a year. */
  readonly expected_days: number | null;
  readonly cover_days: number | null;
  readonly stage: string | null;
}

export interface MoneyAtRisk {
  readonly currency: string;
  readonly spend: number;
  /** Null: no score. */
  readonly at_risk: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
}

export interface ElementExposure {
  readonly element: string;
  readonly risk: SubjectRisk;
  /** Kilograms a year; null when no line gives a quantity. */
  readonly kg: number | null;
  readonly kg_low: number | null;
  readonly kg_high: number | null;
  /** kg x probability, of each line that of its supplier where one with a score is named, else that of the element. */
  readonly kg_at_risk: number | null;
  /** Kilograms a year at risk at the lower end of the interval of the score. */
  readonly kg_at_risk_p05: number | null;
  readonly kg_at_risk_p95: number | null;
  /** kg of the days without supply that are to be expected of each line, never more than there are. */
  readonly kg_short: number | null;
  /**
   * Spend at risk on lines with the element, by currency. A product counts for each of its elements, so these sums do not add up over
   * elements.
   */
  readonly money: readonly MoneyAtRisk[];
  readonly lines: readonly string[];
  /** Score of what rates the riskiest of the lines; null unknown. */
  readonly rated_at: number | null;
  /** Lines of these that the supplier they name rates. */
  readonly rated_by_supplier: readonly string[];
  readonly suppliers: readonly string[];
  /** Every line of the element names the same supplier; null when a line names none. */
  readonly single_supplier: boolean | null;
  readonly evidence: readonly string[];
}

export interface SupplierExposure {
  readonly supplier: string;
  readonly risk: SubjectRisk;
  readonly money: readonly MoneyAtRisk[];
  readonly lines: readonly string[];
  readonly elements: readonly string[];
  /** Elements that the lines get from nobody else. */
  readonly only_source_of: readonly string[];
}

export interface MoneyTotal extends MoneyAtRisk {
  /** Spend of lines whose worst subject is in the band high or critical. */
  readonly spend_at_high_or_above: number;
  readonly share_at_high_or_above: number;
  /** Mean score of the lines, weighted by spend. */
  readonly weighted_score: number | null;
}

export interface ListExposure {
  readonly by_element: readonly ElementExposure[];
  readonly by_supplier: readonly SupplierExposure[];
  readonly totals: readonly MoneyTotal[];
}

export interface Risks {
  readonly elements: Readonly<Record<string, SubjectRisk>>;
  readonly suppliers: Readonly<Record<string, SubjectRisk>>;
}

const UNKNOWN: SubjectRisk = {
  score: null,
  band: 'unknown',
  p05: null,
  p95: null,
  state: null,
  may_begin: null,
  security: null,
  p_stockout_90: null,
  expected_days: null,
  cover_days: null,
  stage: null,
};
const DAYS_PER_YEAR = 365.25;
const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

export function exposureOf(lines: readonly MappedLine[], risks: Risks): ListExposure {
  const elements = distinct(lines.flatMap((line) => line.elements.map(({ element }) => element)));
  const suppliers = distinct(lines.flatMap(({ supplier }) => (supplier === null ? [] : [supplier])));
  const byElement = elements.map((element) => elementExposure(element, lines, risks));
  return {
    by_element: byElement.toSorted(riskiestFirst),
    by_supplier: suppliers.map((supplier) => supplierExposure(supplier, lines, byElement, risks)).sort(riskiestFirst),
    totals: moneyOf(lines, (line) => worstOf(line, risks)).map((money) => total(money, lines, risks)),
  };
}

/** Order by score, highest first; unknown scores come last, and equal ones keep their order. */
const riskiestFirst = (left: { readonly risk: SubjectRisk }, right: { readonly risk: SubjectRisk }): number =>
  (right.risk.score ?? -1) - (left.risk.score ?? -1);

function elementExposure(element: string, all: readonly MappedLine[], risks: Risks): ElementExposure {
  const lines = all.filter((line) => line.elements.some((mass) => mass.element === element));
  const masses = lines.flatMap((line) =>
    line.elements.filter((mass) => mass.element === element).map((mass) => ({ ...mass, risk: riskIn(line, element, risks) })),
  );
  const risk = risks.elements[element] ?? UNKNOWN;
  const named = lines.map(({ supplier }) => supplier);
  const suppliers = distinct(named.filter((supplier) => supplier !== null));
  return {
    element,
    risk,
    kg: sumOf(masses.map((mass) => mass.kg)),
    kg_low: sumOf(masses.map((mass) => mass.kg_low)),
    kg_high: sumOf(masses.map((mass) => mass.kg_high)),
    kg_at_risk: sumOf(masses.map(({ kg, risk: { score } }) => partOf(kg, score))),
    kg_at_risk_p05: sumOf(masses.map(({ kg, risk: { p05 } }) => partOf(kg, p05))),
    kg_at_risk_p95: sumOf(masses.map(({ kg, risk: { p95 } }) => partOf(kg, p95))),
    kg_short: sumOf(
      masses.map(({ kg, risk: { expected_days: days } }) =>
        kg === null || days === null ? null : Math.min(kg, (kg * days) / DAYS_PER_YEAR),
      ),
    ),
    money: moneyOf(lines, (line) => riskIn(line, element, risks)),
    lines: lines.map(({ line }) => line.line),
    rated_at: masses.reduce<number | null>((worst, { risk: { score } }) => (score === null ? worst : Math.max(worst ?? 0, score)), null),
    rated_by_supplier: lines.filter((line) => supplierRisk(line, risks) !== null).map(({ line }) => line.line),
    suppliers,
    single_supplier: named.includes(null) ? null : suppliers.length === 1,
    evidence: distinct(masses.flatMap(({ evidence }) => (evidence === null ? [] : [evidence]))),
  };
}

/** Risk of the supplier that the line names; null where it names none, or one without a score. */
function supplierRisk({ supplier }: MappedLine, { suppliers }: Risks): SubjectRisk | null {
  const risk = supplier === null ? undefined : suppliers[supplier];
  return risk === undefined || risk.score === null ? null : risk;
}

/** Exposure of one element in one line. */
const riskIn = (line: MappedLine, element: string, risks: Risks): SubjectRisk =>
  supplierRisk(line, risks) ?? risks.elements[element] ?? UNKNOWN;

const partOf = (kg: number | null, percent: number | null): number | null =>
  kg === null || percent === null ? null : (kg * percent) / 100;

/** Null when nothing is known; what is not known adds nothing. */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function supplierExposure(
  supplier: string,
  all: readonly MappedLine[],
  byElement: readonly ElementExposure[],
  risks: Risks,
): SupplierExposure {
  const lines = all.filter((line) => line.supplier === supplier);
  const elements = distinct(lines.flatMap((line) => line.elements.map(({ element }) => element)));
  const risk = risks.suppliers[supplier] ?? UNKNOWN;
  const only = byElement.filter(({ single_supplier, suppliers }) => single_supplier === true && suppliers.includes(supplier));
  return {
    supplier,
    risk,
    money: moneyOf(lines, () => risk),
    lines: lines.map(({ line }) => line.line),
    elements,
    only_source_of: only.map(({ element }) => element),
  };
}

/** Its supplier where one with a score is named; else the riskiest of the elements that a line needs: it stops when any of them is missing. */
function worstOf(line: MappedLine, risks: Risks): SubjectRisk {
  const named = supplierRisk(line, risks);
  if (named !== null) return named;
  const own = line.elements.map(({ element }) => risks.elements[element] ?? UNKNOWN);
  return own.reduce<SubjectRisk>((worst, risk) => ((risk.score ?? -1) > (worst.score ?? -1) ? risk : worst), UNKNOWN);
}

interface PaidLine {
  readonly line: MappedLine;
  readonly currency: string;
  readonly spend: number;
}

/** Lines that state their cost and its currency. */
const paid = (lines: readonly MappedLine[]): readonly PaidLine[] =>
  lines.flatMap((line) => {
    const { currency, spend } = line.line;
    return currency === null || spend === null ? [] : [{ line, currency, spend }];
  });

const spendOf = (lines: readonly PaidLine[]): number => lines.reduce((sum, { spend }) => sum + spend, 0);

/** Money at risk by currency, in byte order; sums are not converted. */
function moneyOf(lines: readonly MappedLine[], riskOf: (line: MappedLine) => SubjectRisk): readonly MoneyAtRisk[] {
  const all = paid(lines);
  return distinct(all.map(({ currency }) => currency)).map((currency) => {
    const own = all.filter((line) => line.currency === currency);
    const part = (figureOf: (risk: SubjectRisk) => number | null): number | null =>
      sumOf(
        own.map(({ line, spend }) => {
          const value = figureOf(riskOf(line));
          return value === null ? null : (spend * value) / 100;
        }),
      );
    return { currency, spend: spendOf(own), at_risk: part(({ score }) => score), p05: part(({ p05 }) => p05), p95: part(({ p95 }) => p95) };
  });
}

function total(money: MoneyAtRisk, lines: readonly MappedLine[], risks: Risks): MoneyTotal {
  const own = paid(lines).filter(({ currency }) => currency === money.currency);
  const high = spendOf(own.filter(({ line }) => ['high', 'critical'].includes(worstOf(line, risks).band)));
  const scored = spendOf(own.filter(({ line }) => worstOf(line, risks).score !== null));
  return {
    ...money,
    spend_at_high_or_above: high,
    share_at_high_or_above: money.spend > 0 ? high / money.spend : 0,
    weighted_score: money.at_risk === null || scored === 0 ? null : (100 * money.at_risk) / scored,
  };
}

/** Origins of a buyer's supply of an element at a stage; shares of the whole, 0 to 1. */
export interface OriginsOfSupply {
  /** The origin with the largest share, the first in byte order of equals; null when no origin is named. */
  readonly top: CountryCode | null;
  readonly top_share: number | null;
  readonly china_share: number;
  /** Share that the buyer produces itself. */
  readonly domestic_share: number;
}

/** Null when nobody knows where the element comes from at that stage. */
export function originsOfSupply(inputs: ElementInputs, stage: Stage, parameters: Parameters): OriginsOfSupply | null {
  const given = inputs.stages[stage];
  const { buyer, eol, demand_share } = inputs;
  const supply = given === undefined ? null : supplyOf(given, { stage, buyer, recycling: eol, demandShare: demand_share }, parameters);
  if (supply === null) return null;
  // Origins come in byte order and the sort is stable, so the first by name of equals stays first.
  const named = [...supply.share].filter(([origin]) => origin !== 'OTH');
  const [top, top_share] = named.sort(([, left], [, right]) => right - left)[0] ?? [null, null];
  return { top, top_share, china_share: supply.share.get('CHN') ?? 0, domestic_share: supply.domestic };
}

/**
 * Largest share of one third country at a stage that the EU aims at for 2030: Critical Raw Materials Act, Regulation (EU) 2024/1252, Article 5
 * (1)(b). Shown for every buyer, as a yardstick.
 */
const THIRD_COUNTRY_BENCHMARK = 0.65;

/** Stages at which the largest origin has more than the benchmark, in processing order. A stage of which nothing is known is none of them. */
export const stagesAboveBenchmark = (inputs: ElementInputs, parameters: Parameters): readonly Stage[] =>
  STAGES.filter((stage) => (originsOfSupply(inputs, stage, parameters)?.top_share ?? 0) > THIRD_COUNTRY_BENCHMARK);
