/** A line of a bill of materials with the elements that it was found to hold. */

/** A line as it is sent; every name but `line` may be missing. */
export interface ExposureLine {
  readonly line: string;
  readonly description: string | null;
  readonly element: string | null;
  readonly product: string | null;
  readonly material: string | null;
  readonly supplier_id: string | null;
  /** Amount a year in `unit`; null when not given. */
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly spend: number | null;
  readonly currency: string | null;
}

/** Kilograms a year; null where the line gives no quantity. */
export interface ElementMass {
  readonly element: string;
  readonly kg: number | null;
  readonly kg_low: number | null;
  readonly kg_high: number | null;
  /** Row of the reference data that the content comes from; null where the line names the element itself. */
  readonly evidence: string | null;
}

export interface MappedLine {
  readonly line: ExposureLine;
  readonly elements: readonly ElementMass[];
  readonly product: string | null;
  readonly supplier: string | null;
  /** Parts of the line that were not understood although it is counted. */
  readonly doubts?: readonly UnmappedLine[];
}

export interface UnmappedLine {
  readonly line: string;
  readonly description: string | null;
  readonly reason:
    | 'nothing_named'
    | 'unknown_element'
    | 'unknown_product'
    | 'unknown_material'
    | 'unknown_supplier'
    | 'wrong_unit'
    | 'parts_unknown';
  readonly detail: string;
  /** Names that come near. */
  readonly suggestions: readonly string[];
}
