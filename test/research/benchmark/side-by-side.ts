/** The score beside published indices: the formula of GeoPolRisk and the supply risk of the EU. */
import { scoreElement } from '#domain/method/element.ts';
import { elementIds, type FactIndex } from '#domain/method/facts.ts';
import type { MeasureStatus } from '#domain/method/measure.ts';
import { governanceOn, indicesOf } from './baselines.ts';
import { BUYERS } from './facts.ts';

const INDICES = ['geopolrisk', 'eu', 'eu2017', 'eu2023'] as const;
type Index = (typeof INDICES)[number];

/** An element for a buyer by the score and by every index; null where the index has no value. */
export interface Compared extends Readonly<Record<Index, number | null>> {
  readonly element: string;
  readonly buyer: string;
  readonly score: number;
  /** The cause with most points, its points, and the stage. */
  readonly cause: string;
  readonly points: number;
  readonly stage: string;
  /** State of the control that does most; null without one. */
  readonly control: MeasureStatus['status'] | null;
}

/** Places from 1, the largest first; ties share their mean place. */
function ranks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const [above, ties] = [values.filter((other) => other > value).length, values.filter((other) => other === value).length];
    return above + (ties + 1) / 2;
  });
}

/** Spearman's rank correlation. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length + 1) / 2;
  const sum = (of: (i: number) => number): number => a.reduce((total, _, i) => total + of(i), 0);
  const [dx, dy] = [(i: number) => (x[i] as number) - mean, (i: number) => (y[i] as number) - mean];
  return sum((i) => dx(i) * dy(i)) / Math.sqrt(sum((i) => dx(i) ** 2) * sum((i) => dy(i) ** 2));
}

/** Every element and buyer on a day. */
export function sideBySide(index: FactIndex, day: string): readonly Compared[] {
  const facts = index.on(day);
  const wgi = governanceOn(index, facts.day);
  const elements = new Map(index.data.elements.map((row) => [row.symbol, row]));
  return elementIds(index.data).flatMap((element) =>
    BUYERS.flatMap((buyer): readonly Compared[] => {
      const found = scoreElement(facts.element(element, { buyer }).inputs, index.parameters);
      const row = elements.get(element);
      if (found === null || row === undefined) return [];
      const { index_geopolrisk: geopolrisk, index_eu: eu } = indicesOf(facts, element, buyer, wgi);
      const [cause, points] = Object.entries(found.points).sort(([, a], [, b]) => b - a)[0] ?? ['none', 0];
      const { score, stage } = found;
      const control = found.measures.toSorted((a, b) => b.alone - a.alone)[0]?.status.status ?? null;
      return [
        {
          ...{ element, buyer, score, cause, points, stage, control, geopolrisk, eu },
          eu2017: row.eu_supply_risk_2017,
          eu2023: row.eu_supply_risk_2023,
        },
      ];
    }),
  );
}

/** Spearman's correlation of every two of the columns for a buyer, over the elements that have both. */
export function correlations(compared: readonly Compared[], buyer: string, columns: readonly (Index | 'score')[]) {
  const of = compared.filter((one) => one.buyer === buyer);
  return columns.map((a) =>
    columns.map((b) => {
      const both = of.flatMap((one) => (one[a] === null || one[b] === null ? [] : [[one[a], one[b]] as const]));
      return {
        value: spearman(
          both.map(([x]) => x),
          both.map(([, y]) => y),
        ),
        elements: both.length,
      };
    }),
  );
}

/** Elements whose place by the score differs most from that by an index. */
export function disagreements(compared: readonly Compared[], buyer: string, index: Index, most: number) {
  const of = compared.filter((one) => one.buyer === buyer && one[index] !== null);
  const [byScore, byIndex] = [ranks(of.map(({ score }) => score)), ranks(of.map((one) => one[index] as number))];
  return of
    .map((one, i) => ({ ...one, place: byScore[i] as number, placeByIndex: byIndex[i] as number, elements: of.length }))
    .sort((a, b) => Math.abs(b.place - b.placeByIndex) - Math.abs(a.place - a.placeByIndex))
    .slice(0, most);
}
