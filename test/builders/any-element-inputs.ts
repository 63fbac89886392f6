import * as fc from 'fast-check';
import type { Methodology } from '#domain/methodology.ts';
import type { ElementInputs, Measure, Relief, SignalReadings, StageInputs, SupplierInputs } from '#domain/scoring-inputs.ts';
import { STAGES } from '#domain/scoring-inputs.ts';

/** Buyer-owned, governed, ungoverned and remainder origins. */
const ORIGINS = ['AUS', 'CHN', 'DEU', 'JPN', 'MMR', 'MYS', 'OTH', 'USA', 'VNM'];
const BUYERS = ['JPN', 'USA', 'EUU', 'KOR', 'CAN'];
const ELEMENTS = ['Dy', 'Nd', 'Ga'];

const orUnknown = <T>(known: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(known, { nil: null, freq: 3 });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
/** Weights from tiny to dominant, so that single origins and remainders both turn up. */
const weight = fc.oneof(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.constantFrom(0, 10, 100));
const shares = fc.dictionary(fc.constantFrom(...ORIGINS), weight, { maxKeys: 6, noNullPrototype: true });
const day = fc.integer({ min: 0, max: 1500 }).map((offset) => isoDay(offset));

/** Days from 2023-06-01, as a date; only for building inputs. */
function isoDay(offset: number): string {
  return new Date(Date.UTC(2023, 5, 1 + offset)).toISOString().slice(0, 10);
}

const stageInputs: fc.Arbitrary<StageInputs> = fc.record({
  world: shares,
  concentration: orUnknown(fc.double({ min: 5, max: 300, noNaN: true })),
  imports: orUnknown(shares),
  import_reliance: orUnknown(fraction),
  facility_share: orUnknown(fraction),
  routes: orUnknown(fc.dictionary(fc.constantFrom(...ORIGINS), fraction, { maxKeys: 3, noNullPrototype: true })),
});

function measureOf(classes: readonly string[]): fc.Arbitrary<Omit<Measure, 'id'>> {
  return fc.record({
    control_class: fc.constantFrom(...classes),
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
    known_from: day,
    effective_from: orUnknown(day),
    effective_to: fc.option(day, { nil: null, freq: 2 }),
    suspended_from: fc.option(day, { nil: null, freq: 2 }),
    suspended_to: fc.option(day, { nil: null, freq: 2 }),
    residual_class: fc.constantFrom(null, null, 'end_use_defence'),
  });
}

const reliefOf: fc.Arbitrary<Omit<Relief, 'id'>> = fc.record({
  kind: fc.constantFrom('ends', 'extends_suspension', 'eases'),
  measures: fc.subarray(['m0', 'm1', 'm2', 'm3'], { minLength: 1 }),
  stages: fc.constantFrom(['refining'], ['mine', 'magnet']),
  known_from: day,
  effective_from: orUnknown(day),
  effective_to: orUnknown(day),
});

const signals: fc.Arbitrary<SignalReadings> = fc.record({
  carriers: orUnknown(fc.record({ x: fc.double({ min: 0, max: 5, noNaN: true }), age_days: fc.constantFrom(0, 100) })),
  senkaku: orUnknown(fc.record({ x: fc.double({ min: 0, max: 4, noNaN: true }), age_days: fc.constantFrom(0, 2) })),
  taiwan_strait: orUnknown(fc.record({ x: orUnknown(fraction), age_days: fc.constant(1) })),
});

const site = fc.record({
  country: fc.constantFrom('CHN', 'JPN', 'MYS', 'USA', 'DEU'),
  stage: fc.constantFrom(...STAGES),
  elements: fc.subarray(ELEMENTS, { minLength: 1 }),
  weight: orUnknown(fc.double({ min: 0, max: 3, noNaN: true })),
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
        cover_days: orUnknown(fc.double({ min: 0, max: 200, noNaN: true })),
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
    si_sr: orUnknown(fc.double({ min: 0.5, max: 1, noNaN: true })),
    annual_tonnes: fc.constant(null),
    stages: fc.dictionary(fc.constantFrom(...STAGES), stageInputs, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    cover: orUnknown(
      fc.dictionary(fc.constantFrom('default', 'separation', 'mine'), orUnknown(fc.double({ min: 0, max: 200, noNaN: true })), {
        noNullPrototype: true,
      }),
    ),
    governance: fc.dictionary(
      fc.constantFrom(...ORIGINS),
      fc.record({
        pv: orUnknown(fc.double({ min: -2.5, max: 2.5, noNaN: true })),
        pv_se: orUnknown(fc.double({ min: 0.1, max: 0.4, noNaN: true })),
        wgi_mean: orUnknown(fc.double({ min: -2.5, max: 2.5, noNaN: true })),
      }),
      { noNullPrototype: true },
    ),
    signals,
    measures: fc.array(measureOf(classes), { maxLength: 6 }).map((rows) => named(rows, 'm')),
    reliefs: fc.array(reliefOf, { maxLength: 2 }).map((rows) => named(rows, 'r')),
  });
}
