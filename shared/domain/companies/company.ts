/** A company as a client states it: what it needs, has in stock and buys from whom. */
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';

export interface CompanySite {
  readonly id: string;
  readonly name: string;
  readonly country: CountryCode | null;
}

/** A line of a bill of materials, or a yearly use. Null is unknown. */
export interface Need {
  readonly id: string;
  readonly name: string | null;
  /** Element, oxide, metal, alloy, magnet or product, as the buyer writes it. */
  readonly material: string;
  /** Amount a year in `unit`. */
  readonly quantity: number | null;
  readonly unit: string | null;
  /** Money a year, in the currency of the company. */
  readonly spend: number | null;
  /** Money a year that is lost while the material is missing. */
  readonly revenue_at_stake: number | null;
  /** Who delivers it, a shipped or a custom supplier. */
  readonly supplier_id: string | null;
  readonly site: string | null;
}

/** Stock of a material at a site on a day: kilograms, or days of use. */
export interface StockRow {
  readonly material: string;
  readonly site: string | null;
  readonly kilograms: number | null;
  readonly days: number | null;
  readonly as_of: string | null;
}

/** Part of what the company buys of a material, by supplier or by country. */
export interface SourceRow {
  readonly material: string;
  readonly supplier_id: string | null;
  readonly country: CountryCode | null;
  /** 0 ... 1 of the need. */
  readonly share: number;
  /** Days between which it delivers; after `contract_until` the part is open. */
  readonly since: string | null;
  readonly contract_until: string | null;
}

export interface Company {
  readonly name: string;
  /** A buyer of the service: JPN, USA, EUU, KOR or TWN. */
  readonly country: string;
  readonly end_use: EndUse;
  /** ISO 4217; null: money without a name. */
  readonly currency: string | null;
  readonly sites: readonly CompanySite[];
  readonly needs: readonly Need[];
  readonly stock: readonly StockRow[];
  readonly sources: readonly SourceRow[];
  /** Elements and suppliers that it watches beside its needs. */
  readonly watch: readonly string[];
}

export interface MaterialElement {
  readonly element: string;
  /** Kilograms in one unit; null where the name of the material does not tell. */
  readonly kg_per_unit: number | null;
  readonly kg_low: number | null;
  readonly kg_high: number | null;
  /** Row of the reference data that says so; null where the name itself does. */
  readonly evidence: string | null;
}

export interface ResolvedMaterial {
  /** `element:Dy` or `product:ID`, with the stage where it is told: `element:Dy:separation`. */
  readonly key: string;
  readonly name: string;
  /** Last stage that is bought; null: not told. */
  readonly stage: Stage | null;
  /** `kg`, or the unit in which the product is counted. */
  readonly unit: string;
  readonly elements: readonly MaterialElement[];
}
