/**
 * From the rows of a company to its lines: needs of one material, with their money, stock and sources on a
 * day ("A company as buyer" in docs/methodology.md).
 */
import { YEAR } from '../method/nodes.ts';
import { type DayNumber, firstDayOf } from '../time/calendar.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { measureOf } from './cells.ts';
import type { Company, Need, ResolvedMaterial, SourceRow, StockRow } from './company.ts';
import { KG_PER_UNIT } from './file-words.ts';
import type { MaterialProblem, MaterialReading } from './materials.ts';
import { delivers, ROUNDING } from './source-shares.ts';

/** A sum of what is known: null where nothing is. `unknown`: how many rows it leaves out. */
export type KnownSum = Readonly<{
  value: number | null;
  unknown: number;
}>;

/** Stock of a line. Days are null where it is unknown: then the cover of the nation stands in. */
export type LineStock = Readonly<{
  days: number | null;
  /** The oldest day of its rows; null where one has none. */
  as_of: string | null;
}>;

/** A part of what a line buys: of a supplier, else of a country. */
export type LineSource = Readonly<{
  supplier_id: string | null;
  country: CountryCode | null;
  /** 0 ... 1 of the need. */
  share: number;
}>;

export type CompanyLine = ResolvedMaterial &
  Readonly<{
    needs: readonly string[];
    /** A year, in `unit` of the material. Of several names of it the first in byte order is the material. */
    quantity: KnownSum;
    /** Money a year. */
    spend: KnownSum;
    revenue_at_stake: KnownSum;
    /** Money a year that a stop costs: of each need its revenue at stake, else its spend. */
    at_stake: KnownSum;
    stock: LineStock;
    /** They sum to 1 at most; the nation supplies the rest. */
    sources: readonly LineSource[];
  }>;

/** A row, or a part of one, that counts in no figure or not as it is stated. */
export type RowGap = Readonly<{
  pointer: string;
  /**
   * Why a material is none; `no_need`: no need has the material; `unit`: the quantity is not in a unit of the
   * material;
   * `amount`: stock of which the days are unknown, as the yearly need or a content is; `over_whole`: sources
   * of more than the whole, taken in proportion;
   * `other_day`: a source that does not deliver on the day; `crowded_out`: the origin of a need, to which
   * sources leave less than the need;
   * `later_day`: stock that was counted after the day; `over_five_years`: an amount of stock that would last
   * longer.
   */
  gap:
    | MaterialProblem
    | 'no_need'
    | 'unit'
    | 'amount'
    | 'over_whole'
    | 'other_day'
    | 'crowded_out'
    | 'later_day'
    | 'over_five_years';
}>;

export type CompanyLines = Readonly<{
  lines: readonly CompanyLine[];
  gaps: readonly RowGap[];
}>;

/** Stock for longer has most likely another unit than was read: who has it says so in days. */
export const MOST_DAYS = 5 * 365.25;

/** Days by which it may be later elsewhere. */
const ZONES = 1;

type Read<Row> = Readonly<{
  row: Row;
  pointer: string;
  material: ResolvedMaterial;
}>;

interface CountedNeed extends Read<Need> {
  /** In units of the line's material; null unknown. */
  readonly amount: number | null;
}

/** Lines of a company on a day. `resolve` tells what a text of a buyer means. */
export function linesOf(
  company: Company,
  day: DayNumber,
  resolve: (text: string) => MaterialReading | MaterialProblem,
): CompanyLines {
  const gaps: RowGap[] = [];
  const read = <Row extends Readonly<{ material: string }>>(
    list: string,
    rows: readonly Row[],
  ): ReadonlyMap<string, Read<Row>[]> => {
    const known = rows.flatMap((row, index): readonly Read<Row>[] => {
      const pointer = `/${list}/${index}`;
      const reading = resolve(row.material);
      if ('material' in reading) return [{ row, pointer, material: reading.material }];
      gaps.push({ pointer: `${pointer}/material`, gap: reading });
      return [];
    });
    return Map.groupBy(known, ({ material }) => material.key);
  };
  const [needs, stock, sources] = [
    read('needs', company.needs),
    read('stock', company.stock),
    read('sources', company.sources),
  ];
  for (const rows of [stock, sources])
    for (const [key, of] of rows)
      if (!needs.has(key)) gaps.push(...of.map(({ pointer }) => ({ pointer, gap: 'no_need' as const })));
  const lines = [...needs].map(([key, of]): CompanyLine => {
    const first = of.reduce((a, b) => (b.row.material < a.row.material ? b : a));
    const inUnits: InUnits = (amount, row) => scaled(amount, factorBetween(row, first));
    const counted = of.map((need): CountedNeed => {
      const amount = amountOf(need);
      if (amount === null && need.row.quantity !== null)
        gaps.push({ pointer: `${need.pointer}/quantity`, gap: 'unit' });
      return { ...need, amount: inUnits(amount, need) };
    });
    const quantity = sumOf(counted.map(({ amount }) => amount));
    const held = stockOf(stock.get(key) ?? [], counted, quantity, inUnits);
    const bought = sourcesOn(day, sources.get(key) ?? [], counted);
    gaps.push(...held.unknown.map((pointer) => ({ pointer, gap: 'amount' as const })));
    gaps.push(...held.over.map((pointer) => ({ pointer, gap: 'over_five_years' as const })));
    gaps.push(...bought.gaps);
    for (const { row, pointer } of stock.get(key) ?? [])
      if (row.as_of !== null && firstDayOf(row.as_of) > day + ZONES)
        gaps.push({ pointer: `${pointer}/as_of`, gap: 'later_day' });
    return {
      ...first.material,
      needs: of.map(({ row }) => row.id).sort(),
      quantity,
      spend: sumOf(of.map(({ row }) => row.spend)),
      revenue_at_stake: sumOf(of.map(({ row }) => row.revenue_at_stake)),
      at_stake: sumOf(of.map(({ row }) => row.revenue_at_stake ?? row.spend)),
      stock: held.stock,
      sources: bought.sources,
    };
  });
  return { lines: lines.sort((a, b) => (a.key < b.key ? -1 : 1)), gaps };
}

const scaled = (amount: number | null, factor: number | null): number | null =>
  amount === null || factor === null ? null : amount * factor;

function sumOf(values: readonly (number | null)[]): KnownSum {
  const known = values.filter((value) => value !== null);
  return {
    value: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
    unknown: values.length - known.length,
  };
}

/** Amount of a need in units of its material; null where it is unknown, or in another kind of unit. */
function amountOf({ row: { quantity, unit }, material }: Read<Need>): number | null {
  if (unit === null || unit === material.unit) return quantity;
  const measure = measureOf(unit);
  if (measure === null || measure === 'none' || measure.is !== 'unit') return null;
  const counted = measure.unit === material.unit ? 1 : null;
  return scaled(
    quantity,
    scaled(measure.factor, material.unit === 'kg' ? (KG_PER_UNIT.get(measure.unit) ?? null) : counted),
  );
}

/** An amount of the material of a row in units of that of its line; null unknown. */
type InUnits = (amount: number | null, row: Read<NamedMaterial>) => number | null;
type NamedMaterial = Pick<Need, 'material'>;

/**
 * Units of one material that hold as much of the element as a unit of another. Where the content of either is
 * unknown only the same words mean the same.
 */
function factorBetween(from: Read<NamedMaterial>, to: Read<NamedMaterial>): number | null {
  if (from.row.material === to.row.material || from.material.key.startsWith('product:')) return 1;
  const [held, wanted] = [from, to].map(({ material: { elements } }) =>
    elements.length === 1 ? elements[0]?.kg_per_unit : null,
  );
  return held == null || wanted == null ? null : held / wanted;
}

/**
 * Parts of the whole need by a group of its rows: by quantity where all are known, else by spend, else each
 * group alike.
 */
function partsOf(
  needs: readonly CountedNeed[],
  groupOf: (need: Need) => string | null,
): ReadonlyMap<string | null, number> {
  const weightBy = [({ amount }: CountedNeed) => amount, ({ row }: CountedNeed) => row.spend].find(
    (weight) =>
      needs.every((need) => weight(need) !== null) && needs.some((need) => (weight(need) as number) > 0),
  );
  const groups = [...Map.groupBy(needs, ({ row }) => groupOf(row))];
  const weights = groups.map(([, of]) =>
    weightBy === undefined ? 1 : of.reduce((sum, need) => sum + (weightBy(need) as number), 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(groups.map(([group], at) => [group, (weights[at] as number) / total]));
}

/**
 * Days stated at a site are days of its needs; those of a site without needs, or of none, are days of all.
 */
function stockOf(
  rows: readonly Read<StockRow>[],
  needs: readonly CountedNeed[],
  quantity: KnownSum,
  inUnits: InUnits,
): Readonly<{ stock: LineStock; unknown: readonly string[]; over: readonly string[] }> {
  const sites = partsOf(needs, ({ site }) => site);
  const yearly = quantity.unknown > 0 ? null : quantity.value;
  const daysOf = (stock: Read<StockRow>): number | null => {
    const { days, kilograms, site } = stock.row;
    if (days !== null) return days * (site === null ? 1 : (sites.get(site) ?? 1));
    const amount = inUnits(kilograms, stock);
    return amount === null || yearly === null ? null : (amount / yearly) * YEAR;
  };
  const known = rows.filter((row) => daysOf(row) !== null);
  const amounts = known.filter(({ row }) => row.days === null);
  const isOver = (sumOf(amounts.map(daysOf)).value ?? 0) > MOST_DAYS;
  const dates = known.map(({ row }) => row.as_of);
  const as_of = dates.includes(null) ? null : (dates.sort()[0] ?? null);
  return {
    stock: { days: sumOf(known.map(daysOf)).value, as_of },
    unknown: rows.filter((row) => daysOf(row) === null).map(({ pointer }) => pointer),
    over: isOver ? amounts.map(({ pointer }) => `${pointer}/kilograms`) : [],
  };
}

const originKey = ({ supplier_id, country }: Omit<LineSource, 'share'>): string | null =>
  supplier_id ?? (country && `: ${country}`);

/** What rows state, and of what they leave the origins that needs name, as far as no row speaks of them. */
function sourcesOn(
  day: DayNumber,
  rows: readonly Read<SourceRow>[],
  needs: readonly CountedNeed[],
): Readonly<{ sources: readonly LineSource[]; gaps: readonly RowGap[] }> {
  const stated = rows.filter(({ row }) => delivers(row, day));
  const sum = stated.reduce((total, { row }) => total + row.share, 0);
  const over = sum > 1 + ROUNDING;
  const spoken = new Set(rows.map(({ row }) => originKey(row)));
  const isLeft = (key: string | null) => key !== null && !spoken.has(key);
  const named = [...partsOf(needs, originKey)].filter(([key]) => isLeft(key));
  const left = Math.min(1, Math.max(0, 1 - sum) / named.reduce((total, [, part]) => total + part, 0));
  const sources = [
    ...stated.map(({ row: { supplier_id, country, share } }) => ({
      supplier_id,
      country,
      share: over ? share / sum : share,
    })),
    ...named.map(([key, part]) => {
      const { row } = needs.find((need) => originKey(need.row) === key) as CountedNeed;
      return { supplier_id: row.supplier_id, country: row.country, share: part * left };
    }),
  ];
  const crowded = left < 1 - ROUNDING ? needs.filter(({ row }) => isLeft(originKey(row))) : [];
  const gaps = [
    ...rows
      .filter(({ row }) => !delivers(row, day))
      .map(({ pointer }) => ({ pointer, gap: 'other_day' as const })),
    ...(over ? stated : []).map(({ pointer }) => ({ pointer, gap: 'over_whole' as const })),
    ...crowded.map(({ row, pointer }) => ({
      pointer: `${pointer}/${row.supplier_id === null ? 'country' : 'supplier_id'}`,
      gap: 'crowded_out' as const,
    })),
  ];
  return { sources: joinedSources(sources), gaps };
}

/** Sources of which each is listed once, in byte order; those without a share are none. */
export const joinedSources = (sources: readonly LineSource[]): readonly LineSource[] =>
  [...Map.groupBy(sources, (source) => originKey(source) ?? '')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => ({
      ...(of[0] as LineSource),
      share: sumOf(of.map(({ share }) => share).sort((a, b) => a - b)).value as number,
    }))
    .filter(({ share }) => share > 0);
