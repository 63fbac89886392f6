/**
 * A sheet of one column of values with their formulas, in the syntax that spreadsheets share. Formula and value are made together, so that neither
 * can be typed wrong; a test evaluates the formulas on their own.
 */
import { stringify } from 'csv-stringify/sync';
import { normalCdf } from '#domain/numbers/statistics.ts';

/** A piece of a formula with its value. */
export interface Term {
  readonly text: string;
  readonly value: number;
}

export interface SheetRow {
  readonly label: string;
  /** `=...` for a formula, a number for an input; empty in a heading. */
  readonly formula: string;
  readonly value: number | null;
  readonly unit: string;
  /** Where an input comes from, or why the formula is so. */
  readonly source: string;
}

const COLUMN = 'B';
/** Stands in for a loss of nothing, whose time to survive has no end: a spreadsheet has no infinity. */
const NEXT_TO_NOTHING = 1e-300;

const bracketed = ({ text }: Term): string => (/^[A-Z]*\d+(\.\d+)?$|^[A-Z.]+\([^()]*\)$/.test(text) ? text : `(${text})`);
const joined = (operator: string, terms: readonly Term[]): string => terms.map(bracketed).join(operator);
const called = (name: string, terms: readonly Term[]): string => `${name}(${terms.map(({ text }) => text).join(',')})`;
const valuesOf = (terms: readonly Term[]): readonly number[] => terms.map(({ value }) => value);

export const constant = (value: number): Term => ({ text: String(value), value });
export const plus = (...terms: readonly Term[]): Term => ({
  text: joined('+', terms),
  value: valuesOf(terms).reduce((sum, value) => sum + value, 0),
});
export const times = (...terms: readonly Term[]): Term => ({
  text: joined('*', terms),
  value: valuesOf(terms).reduce((product, value) => product * value, 1),
});
export const minus = (left: Term, right: Term): Term => ({ text: joined('-', [left, right]), value: left.value - right.value });
export const over = (left: Term, right: Term): Term => ({ text: joined('/', [left, right]), value: left.value / right.value });
export const power = (base: Term, exponent: Term): Term => ({ text: joined('^', [base, exponent]), value: base.value ** exponent.value });
export const exp = (term: Term): Term => ({ text: called('EXP', [term]), value: Math.exp(term.value) });
export const ln = (term: Term): Term => ({ text: called('LN', [term]), value: Math.log(term.value) });
export const max = (...terms: readonly Term[]): Term => ({ text: called('MAX', terms), value: Math.max(...valuesOf(terms)) });
export const min = (...terms: readonly Term[]): Term => ({ text: called('MIN', terms), value: Math.min(...valuesOf(terms)) });
export const rest = (term: Term): Term => minus(constant(1), term);
export const between = (low: number, term: Term, high: number): Term => max(constant(low), min(constant(high), term));

/** Days from one date to another. */
export function daysBetweenDates(from: string, to: string): Term {
  const date = (iso: string): Term => {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
    return { text: `DATE(${year},${month},${day})`, value: Date.UTC(year, month - 1, day) / 86_400_000 };
  };
  return minus(date(to), date(from));
}

/** P(T > k) of a lognormal duration. */
export function outlasts(median: Term, sigma: Term, days: Term): Term {
  const z = over(minus(ln(median), ln(days)), sigma);
  return { text: `NORM.S.DIST(${z.text},TRUE)`, value: normalCdf(z.value) };
}

/** Days until a loss has used up the cover. */
export const daysToSurvive = (cover: Term, loss: Term): Term => over(cover, max(loss, constant(NEXT_TO_NOTHING)));

export interface Sheet {
  readonly rows: readonly SheetRow[];
  heading(label: string): void;
  /** Adds a row and returns its cell. */
  cell(label: string, content: number | Term, unit: string, source: string): Term;
}

/** The row of the titles is the first, so that the first cell is B2. */
export function newSheet(): Sheet {
  const rows: SheetRow[] = [];
  return {
    rows,
    heading: (label) => {
      rows.push({ label, formula: '', value: null, unit: '', source: '' });
    },
    cell: (label, content, unit, source) => {
      const term = typeof content === 'number' ? constant(content) : content;
      rows.push({ label, formula: typeof content === 'number' ? term.text : `=${term.text}`, value: term.value, unit, source });
      return { text: `${COLUMN}${rows.length + 1}`, value: term.value };
    },
  };
}

/** The sheet as CSV: columns A to E are label, formula, value, unit, source. */
export function sheetAsCsv(rows: readonly SheetRow[]): string {
  const lines = rows.map(({ label, formula, value, unit, source }) => [label, formula, value, unit, source]);
  return stringify([['label', 'formula', 'value', 'unit', 'source'], ...lines]);
}
