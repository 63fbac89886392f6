import { readFileSync } from 'node:fs';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';

interface GoldenCase {
  readonly id: string;
  readonly inputs: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
}

const path = new URL('../golden/scoring-cases-2.0.0.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly GoldenCase[] };

function caseOf(id: string): GoldenCase {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no golden case ${id} of 2.0.0`);
  return found;
}

/** Inputs of an element of the golden cases of 2.0.0, by the id of the case; `M13` is the worked example of the specification. */
export const elementOfCase = (id: string): ElementInputs => caseOf(id).inputs as ElementInputs;

/** Inputs of a supplier of the golden cases of 2.0.0, by the id of the case. */
export const supplierOfCase = (id: string): SupplierInputs => caseOf(id).inputs as SupplierInputs;
