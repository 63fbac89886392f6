/**
 * The numbers of the method, which are data (`shared/reference/methodology.json`): code holds none of its
 * own.
 */
import * as z from 'zod';
import type { Frozen } from '../vocabulary/frozen.ts';
import { byTheatre, THEATRES, theatreRecord } from '../vocabulary/theatres.ts';
import { CONTROL_KINDS } from './measure.ts';

const parameterRow = z.strictObject({
  /** Dotted path, for example `depth.ban`. */
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  range: z.string().nullable().describe('What an expert might also have chosen; null for definitions.'),
  basis: z.enum(['fitted', 'published', 'expert', 'definition']),
  source: z.string(),
  section: z.string().describe('Section of the specification that uses it.'),
});
export type ParameterRow = Frozen<z.infer<typeof parameterRow>>;

export const methodologyDocument = z.strictObject({
  version: z.string(),
  title: z.string(),
  parameters: z
    .array(parameterRow)
    .describe('Every number of the method with its unit, range, basis and source.'),
  limitations: z.array(z.string()),
});
export type MethodologyDocument = Frozen<z.infer<typeof methodologyDocument>>;

/** As runs keep it. */
export const pinnedMethodology = methodologyDocument.extend({
  sha256: z.string().describe('Hash of the document; the same as in every score that was computed with it.'),
});

export type PinnedMethodology = Readonly<{
  document: MethodologyDocument;
  sha256: string;
}>;

const part = z.number().min(0).max(1);
const atLeastNone = z.number().min(0);
const positive = z.number().positive();

/** Rates a year, times in days, shares and chances from 0 to 1; docs/methodology.md says what each does. */
const parametersSchema = z.strictObject({
  horizon: positive,
  first: part,
  depth: z.record(z.enum(CONTROL_KINDS), part),
  release: z.strictObject({ feed: positive, finished: positive }),
  relapse: atLeastNone,
  kind: positive,
  luck: part,
  /** Weight of a trade reading, and days between two that count as separate. */
  reading: z.strictObject({ odds: positive, quarter: positive }),
  /**
   * Months that trade is compared with, the fewest that must be known, and those of notice before a
   * control, left out; line of a reading; width of its interval in deviations.
   */
  trade: z.strictObject({
    before: positive,
    least: positive,
    notice: atLeastNone,
    line: positive,
    z: positive,
  }),
  announced: part,
  renewed: part,
  half: part,
  thrift: part,
  give_up: part,
  thin: part,
  import_weight: part,
  spare: part,
  refill: atLeastNone,
  transit: atLeastNone,
  unforeseen: atLeastNone,
  new_control: z.strictObject({
    prior: atLeastNone,
    part,
    half_life: positive,
    rest: atLeastNone,
  }),
  disruption: z.strictObject({ rate: atLeastNone, slope: atLeastNone, days: positive }),
  crisis: z.record(z.enum(THEATRES), atLeastNone),
  reach: z.strictObject(
    byTheatre((theatre) =>
      z.strictObject(
        Object.fromEntries([...theatreRecord(theatre).reaches, 'other'].map((buyer) => [buyer, part])),
      ),
    ),
  ),
  pressure: z.strictObject({
    weight: part,
    power: positive,
    window: positive,
    history: positive,
    least_weeks: positive,
    least_days: positive,
  }),
  /** Spreads of what is not known; `level` is of rates and spare, `speed` of release and relapse. */
  sd: z.strictObject({
    cover: atLeastNone,
    own: atLeastNone,
    level: atLeastNone,
    speed: atLeastNone,
    give_up: atLeastNone,
    thin: atLeastNone,
  }),
  supplier: z.strictObject({
    /**
     * Least part of deliveries whose loss counts, days of cover, yearly failure of a new plant, days a
     * plant is new.
     */
    material: part,
    cover: atLeastNone,
    ramp_up: atLeastNone,
    new_days: positive,
  }),
  /** Stand in for a missing row. */
  default: z.strictObject({
    commercial_stock: atLeastNone,
    recycling: part,
    demand_share: part,
    reliance_years: positive,
  }),
});
export type Parameters = Frozen<z.infer<typeof parametersSchema>>;

type Tree = { [key: string]: Tree | number };

const FIGURES = /^([\d.]+) to ([\d.]+)$/;

/** Null of a range in words, and of a definition. */
export function rangeOf({ range }: ParameterRow): readonly [min: number, max: number] | null {
  const [, min, max] = FIGURES.exec(range ?? '') ?? [];
  return min === undefined ? null : [Number(min), Number(max)];
}

/** RangeError that names each number that is missing, unknown, named twice, or outside of its range. */
export function parametersOf({ version, parameters }: MethodologyDocument): Parameters {
  const root: Tree = {};
  const faults: string[] = [];
  for (const row of parameters) {
    const { name, value } = row;
    const [min, max] = rangeOf(row) ?? [value, value];
    if (value < min || value > max) faults.push(`${name} is ${value}, outside of its range ${min} to ${max}`);
    const path = name.split('.');
    const last = path.pop() as string;
    let at = root;
    for (const key of path) {
      const branch = (at[key] as Tree | undefined) ?? {};
      at[key] = branch;
      at = branch;
    }
    if (last in at) faults.push(`${name} is named twice`);
    at[last] = value;
  }
  const parsed = parametersSchema.safeParse(root);
  for (const issue of parsed.error?.issues ?? []) {
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    faults.push(...names.map((path) => `${path.join('.')}: ${issue.message}`));
  }
  if (parsed.data === undefined || faults.length > 0)
    throw new RangeError(`methodology ${version}: ${faults.join('; ')}`);
  return parsed.data;
}
