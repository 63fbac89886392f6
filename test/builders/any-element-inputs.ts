import * as fc from 'fast-check';
import { isAmended, type Methodology, type Parameters } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, Measure, Relief, SignalReadings, StageInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';

/** Buyer-owned, governed, ungoverned and remainder origins. */
const ORIGINS = ['AUS', 'CHN', 'DEU', 'JPN', 'MMR', 'MYS', 'OTH', 'USA', 'VNM'];
const BUYERS = ['JPN', 'USA', 'EUU', 'KOR', 'CAN'];
const ELEMENTS = ['Dy', 'Nd', 'Ga'];

const orUnknown = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(known, { nil: null, freq: 3 });
/** Evenly spread numbers: doubles of fast-check are even over their exponents, so nearly all of them would be tiny. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1000 }).map((step) => low + ((high - low) * step) / 1000);
const fraction = between(0, 1);
/** Weights from tiny to dominant, so that single origins and remainders both turn up. */
const weight = fc.oneof(between(0.001, 1), fc.constantFrom(0, 1e-5, 10, 100));
const shares = fc.dictionary(fc.constantFrom(...ORIGINS), weight, { maxKeys: 6, noNullPrototype: true });
const day = fc.integer({ min: 0, max: 1500 }).map((offset) => isoDay(offset));
const before = fc.constantFrom('2023-07-01', '2024-02', '2025-04-04');
/** Before, on and after the days the inputs speak of, near and far. */
const around = fc.oneof(day, fc.constantFrom('2025-05-01', '2025-07-01', '2026-10-01', '2026-11-10', '2027-02', '2028'));

/** Days from 2023-06-01, as a date; only for building inputs. */
function isoDay(offset: number): string {
  return new Date(Date.UTC(2023, 5, 1 + offset)).toISOString().slice(0, 10);
}

const stageInputs: fc.Arbitrary<StageInputs> = fc.record({
  world: shares,
  concentration: orUnknown(between(5, 300)),
  imports: orUnknown(shares),
  import_reliance: orUnknown(fraction),
  facility_share: orUnknown(fraction),
  routes: orUnknown(fc.dictionary(fc.constantFrom(...ORIGINS), fraction, { maxKeys: 3, noNullPrototype: true })),
});

/** Facts that only methodologies with further rules read. */
const amendedStage = fc.record({
  import_reliance_bound: orUnknown(fraction),
  plant_shares: fc.dictionary(fc.constantFrom(...ORIGINS), fraction, { maxKeys: 3, noNullPrototype: true }),
  feeds: fc.dictionary(
    fc.constantFrom('CHN', 'JPN', 'MYS', 'USA'),
    fc.dictionary(fc.constantFrom('AUS', 'CHN', 'MMR', 'VNM'), fraction, { maxKeys: 3, noNullPrototype: true }),
    { maxKeys: 3, noNullPrototype: true },
  ),
});

function stageOf(parameters: Parameters): fc.Arbitrary<StageInputs> {
  return isAmended(parameters) ? fc.tuple(stageInputs, amendedStage).map(([common, own]) => ({ ...common, ...own })) : stageInputs;
}

const decisions = fc.array(fc.record({ known_from: day, renewed: fc.boolean() }), { maxLength: 3 });

function measureOf(classes: readonly string[]): fc.Arbitrary<Omit<Measure, 'id'>> {
  return fc.record({
    control_class: fc.constantFrom(...classes, 'licence', 'extraterritorial_licence'),
    origins: fc.constantFrom(['CHN'], ['CHN', 'MMR'], ['USA']),
    targets: fc.constantFrom(['ALL'], ['JPN'], ['DEU', 'USA'], ['KOR', 'EUU']),
    applies: fc.array(
      fc.record({
        elements: fc.constantFrom(['@REE'], ['Dy', 'Ga'], ['@dual_use']),
        stages: fc.constantFrom(['refining', 'magnet'], ['mine'], ['refining']),
        coverage: fc.constantFrom(1, 0.35, null),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    known_from: fc.oneof(before, day),
    effective_from: orUnknown(fc.oneof(before, around)),
    effective_to: fc.option(around, { nil: null, freq: 2 }),
    suspended_from: fc.option(fc.oneof(before, around), { nil: null, freq: 2 }),
    suspended_to: fc.option(around, { nil: null, freq: 2 }),
    residual_class: fc.constantFrom(null, null, 'end_use_defence'),
  });
}

const reliefOf: fc.Arbitrary<Omit<Relief, 'id'>> = fc.record({
  kind: fc.constantFrom('ends', 'extends_suspension', 'eases'),
  measures: fc.subarray(['m0', 'm1', 'm2', 'm3'], { minLength: 1 }),
  stages: fc.constantFrom(['refining'], ['mine', 'magnet']),
  known_from: fc.oneof(before, day),
  effective_from: orUnknown(around),
  effective_to: orUnknown(around),
});

const signals: fc.Arbitrary<SignalReadings> = fc.record({
  carriers: orUnknown(fc.record({ x: between(0, 5), age_days: fc.constantFrom(0, 100) })),
  senkaku: orUnknown(fc.record({ x: between(0, 4), age_days: fc.constantFrom(0, 2) })),
  taiwan_strait: orUnknown(fc.record({ x: orUnknown(fraction), age_days: fc.constant(1) })),
});

const site = fc.record({
  country: fc.constantFrom('CHN', 'JPN', 'MYS', 'USA', 'DEU'),
  stage: fc.constantFrom(...STAGES),
  elements: fc.subarray(ELEMENTS, { minLength: 1 }),
  weight: orUnknown(between(0, 3)),
  replaceable: orUnknown(fraction),
  feeds: orUnknown(
    fc.array(
      fc.record({ site: fc.constantFrom('a', 'b', 'c', 'd', 'x'), dependency: orUnknown(fraction), essential: orUnknown(fc.boolean()) }),
      { maxLength: 3 },
    ),
  ),
});

/** Supplier inputs: a small chain with loops, missing sites, listings and content. */
export function anySupplierInputs(methodology: Methodology): fc.Arbitrary<SupplierInputs> {
  return fc
    .tuple(
      anyElementInputs(methodology),
      fc.record({
        sites: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), site, { minKeys: 1, noNullPrototype: true }),
        elements: fc.subarray(ELEMENTS),
        cover_days: orUnknown(between(0, 200)),
        world_share: fc.constantFrom({ CHN: 0.9 }, { CHN: 0.3, MYS: 0.6 }, null),
        listing: orUnknown(
          fc.record(
            { class: fc.constantFrom('control_list', 'watch_list'), china_content: orUnknown(fraction) },
            { requiredKeys: ['class'] },
          ),
        ),
        china_content: orUnknown(fraction),
      }),
    )
    .map(([{ buyer, as_of, known_at, horizon_days, governance, signals: readings, measures, reliefs }, supplier]) => ({
      ...supplier,
      buyer,
      as_of,
      known_at: known_at ?? null,
      horizon_days: horizon_days ?? null,
      governance: governance ?? null,
      signals: readings ?? null,
      measures: measures ?? null,
      reliefs: reliefs ?? null,
    }));
}

/** Element inputs with everything that can be known, missing, stale, suspended or somebody's own. */
export function anyElementInputs({ parameters }: Methodology): fc.Arbitrary<ElementInputs> {
  const classes = Object.keys(parameters.control_class);
  const named = <T>(rows: T[], prefix: string): (T & { id: string })[] => rows.map((row, index) => ({ ...row, id: `${prefix}${index}` }));
  return fc.record({
    element: fc.constantFrom(...ELEMENTS),
    buyer: fc.constantFrom(...BUYERS),
    as_of: fc.constantFrom('2025-06-01', '2026-10-01'),
    known_at: fc.constantFrom(null, '2025-12-01'),
    horizon_days: fc.constantFrom(null, 90, 800),
    eol_rir: orUnknown(fraction),
    si_sr: orUnknown(between(0.5, 1)),
    annual_tonnes: fc.constant(null),
    stages: fc.dictionary(fc.constantFrom(...STAGES), stageOf(parameters), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    cover: orUnknown(
      fc.dictionary(fc.constantFrom('default', 'separation', 'mine'), orUnknown(between(0, 200)), {
        noNullPrototype: true,
      }),
    ),
    governance: fc.dictionary(
      fc.constantFrom(...ORIGINS),
      fc.record({
        pv: orUnknown(between(-2.5, 2.5)),
        pv_se: orUnknown(between(0.1, 0.4)),
        wgi_mean: orUnknown(between(-2.5, 2.5)),
      }),
      { noNullPrototype: true },
    ),
    signals,
    measures: fc.array(measureOf(classes), { maxLength: 6 }).map((rows) => named(rows, 'm')),
    reliefs: fc.array(reliefOf, { maxLength: 2 }).map((rows) => named(rows, 'r')),
    suspension_decisions: isAmended(parameters) ? orUnknown(decisions) : fc.constant(null),
  });
}
