/** A company as a client states it: what it needs, has in stock and buys from whom. */
import type { EndUse } from '../vocabulary/score-document.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';

export type CompanySite = Readonly<{
  id: string;
  name: string;
  country: CountryCode | null;
}>;

/** A line of a bill of materials, or a yearly use. Null is unknown. */
export type Need = Readonly<{
  id: string;
  name: string | null;
  /** Element, oxide, metal, alloy, magnet or product, as the buyer writes it. */
  material: string;
  /** Amount a year in `unit`. */
  quantity: number | null;
  unit: string | null;
  /** Money a year, in the currency of the company. */
  spend: number | null;
  /** Money a year that is lost while the material is missing. */
  revenue_at_stake: number | null;
  /** Who delivers it, a shipped or a custom supplier. */
  supplier_id: string | null;
  /** Where it comes from, where no supplier is named. */
  country: CountryCode | null;
  site: string | null;
}>;

/** Stock of a material at a site on a day: kilograms, or days of use. */
export type StockRow = Readonly<{
  material: string;
  site: string | null;
  kilograms: number | null;
  days: number | null;
  as_of: string | null;
}>;

/** Part of what the company buys of a material, by supplier or by country. */
export type SourceRow = Readonly<{
  material: string;
  supplier_id: string | null;
  country: CountryCode | null;
  /** 0 ... 1 of the need. */
  share: number;
  /** Days between which it delivers; after `contract_until` the part is open. */
  since: string | null;
  contract_until: string | null;
}>;

export type Company = Readonly<{
  name: string;
  /** A buyer of the service: JPN, USA, EUU, KOR or TWN. */
  country: string;
  end_use: EndUse;
  /** ISO 4217; null: money without a name. */
  currency: string | null;
  sites: readonly CompanySite[];
  needs: readonly Need[];
  stock: readonly StockRow[];
  sources: readonly SourceRow[];
  /** Elements and suppliers that it watches beside its needs. */
  watch: readonly string[];
}>;

export type MaterialElement = Readonly<{
  element: string;
  /** Kilograms in one unit; null where the name of the material does not tell. */
  kg_per_unit: number | null;
  kg_low: number | null;
  kg_high: number | null;
  /** Row of the reference data that says so; null where the name itself does. */
  evidence: string | null;
}>;

export type ResolvedMaterial = Readonly<{
  /** `element:Dy` or `product:ID`, with the stage where it is told: `element:Dy:separation`. */
  key: string;
  name: string;
  /** Last stage that is bought; null: not told. */
  stage: Stage | null;
  /** `kg`, or the unit in which the product is counted. */
  unit: string;
  elements: readonly MaterialElement[];
}>;
