import { describe, expect, test } from 'vitest';
import { changedInputs } from '#domain/scenarios/change-inputs.ts';
import { NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { effectiveShares } from '#domain/supply/effective-shares.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const STAGE_NAMES = ['mine', 'separation', 'refining', 'metal', 'magnet'];
const change = (inputs: ElementInputs, changes: Partial<ScenarioChanges>) =>
  changedInputs(inputs, { ...NO_CHANGES, ...changes }, goldenMethodology);
const inputs = elementInputs({ measures: [measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' }), measure({ id: 'B' })] });

test('a scenario that changes nothing leaves the inputs themselves', () => {
  expect(change(inputs, {})).toBe(inputs);
});

describe('a suspended measure that comes back', () => {
  test('is in force from today, as new; others stay', () => {
    expect(change(inputs, { measures_unsuspended: ['A'] })).toEqual({
      ...inputs,
      measures: [measure({ effective_from: '2026-10-01', suspended_from: null, suspended_to: null }), measure({ id: 'B' })],
    });
  });

  test('is not made up for an element on which there is no measure', () => {
    expect(change(elementInputs(), { measures_unsuspended: ['A'] }).measures).toEqual([]);
  });
});

describe('a measure that is lifted', () => {
  test('ends today at every stage, and stays an announcement', () => {
    expect(change(inputs, { measures_lifted: ['B'] })).toEqual({
      ...inputs,
      reliefs: [
        { id: 'lifted', kind: 'ends', measures: ['B'], known_from: '2026-10-01', effective_from: '2026-10-01', stages: STAGE_NAMES },
      ],
    });
  });
});

describe('measures that are added', () => {
  const added = { control_class: 'ban', origins: ['CHN'], targets: ['JPN'], elements: ['@HREE'], stages: ['refining'], coverage: 0.6 };
  const asMeasure = (id: string) => ({
    id,
    control_class: 'ban',
    origins: ['CHN'],
    targets: ['JPN'],
    applies: [{ elements: ['@HREE'], stages: ['refining'], coverage: 0.6 }],
    known_from: '2026-10-01',
    effective_from: '2026-10-01',
  });

  test('are known and in force today, beside those there are', () => {
    expect(change(inputs, { measures_added: [added, added] }).measures).toEqual([
      ...(inputs.measures ?? []),
      asMeasure('added-1'),
      asMeasure('added-2'),
    ]);
  });

  test('are the first of an element without any', () => {
    expect(change(elementInputs(), { measures_added: [added] }).measures).toEqual([asMeasure('added-1')]);
  });

  test('are known on the day of knowledge where that is before the day of the score', () => {
    const past = elementInputs({ known_at: '2026-08-15' });
    expect(change(past, { measures_added: [added] }).measures).toEqual([{ ...asMeasure('added-1'), known_from: '2026-08-15' }]);
    const later = elementInputs({ known_at: '2026-12-15' });
    expect(change(later, { measures_added: [added] }).measures).toEqual([asMeasure('added-1')]);
  });
});

describe('signals', () => {
  test('are at the stated states, seen today; those not named stay as they are', () => {
    const old = elementInputs({ signals: { senkaku: { x: 1, age_days: 3 }, carriers: { x: 2, age_days: 9 } } });
    expect(change(old, { signals: { senkaku: 4, taiwan_strait: 0 } }).signals).toEqual({
      senkaku: { x: 4, age_days: 0 },
      taiwan_strait: { x: 0, age_days: 0 },
      carriers: { x: 2, age_days: 9 },
    });
  });
});

describe('stock', () => {
  const coverOf = (changed: ElementInputs) => [...new Set(Object.values(changed.cover ?? {}))];

  test('is what there is times the factor, plus days, at every stage', () => {
    const changed = change(elementInputs(), { cover: [{ elements: null, days: null, factor: 2, add_days: 10 }] });
    expect(coverOf(changed)).toEqual([2 * 62 + 10]);
    expect(Object.keys(changed.cover ?? {})).toEqual(STAGE_NAMES);
  });

  test('starts from the stated days where there are some, for the named elements alone', () => {
    const cover = [{ elements: ['Dy'], days: 30, factor: 0.5, add_days: 1 }];
    expect(coverOf(change(elementInputs(), { cover }))).toEqual([16]);
    expect(change(elementInputs({ element: 'Ga' }), { cover }).cover).toEqual({ default: 62 });
  });

  test('changes one after the other', () => {
    const add = { elements: ['Dy'], days: null, factor: 1, add_days: 90 };
    expect(coverOf(change(elementInputs(), { cover: [add, { ...add, factor: 2, add_days: 0 }] }))).toEqual([304]);
  });
});

describe('the share of an origin', () => {
  const world = (
    shares: Readonly<Record<string, number>>,
    share: number,
    over: Partial<{ element: string; stage: 'separation' | 'mine' }> = {},
  ) =>
    change(elementInputs({ stages: { separation: { world: shares, import_reliance: 1 } } }), {
      shares: [{ element: 'Dy', stage: 'separation', origin: 'CHN', share, ...over }],
    }).stages;

  test('is set, and the others keep their proportions in what is left', () => {
    const { separation } = world({ CHN: 0.6, MYS: 0.3, USA: 0.1 }, 0.2);
    expect(separation?.import_reliance).toBe(1);
    expect(separation?.world?.CHN).toBe(0.2);
    expect(separation?.world?.MYS).toBeCloseTo(0.6, 12);
    expect(separation?.world?.USA).toBeCloseTo(0.2, 12);
  });

  test('of a new origin makes room for it', () => {
    expect(world({ MYS: 1 }, 0.25).separation?.world).toEqual({ CHN: 0.25, MYS: 0.75 });
  });

  test('of the only origin leaves the rest to origins without a name, and really lowers what comes from it', () => {
    expect(world({ CHN: 1 }, 0.3).separation?.world).toEqual({ CHN: 0.3, OTH: 0.7 });
    expect(world({ CHN: 1, MYS: 0 }, 0.25).separation?.world).toEqual({ CHN: 0.25, OTH: 0.75 });
    const shares = effectiveShares(
      { world: world({ CHN: 1 }, 0.3).separation?.world ?? {} },
      { buyer: 'JPN', eol_rir: 0 },
      goldenMethodology,
    );
    // nothing recycled, nothing made in Japan: the share of the supply is that of the world
    expect(shares?.a.map((share) => Math.round(1e9 * share) / 1e9)).toEqual([0.3, 0.7]);
  });

  test('of another element, or at a stage without world shares, changes nothing', () => {
    expect(world({ CHN: 1 }, 0.3, { element: 'Ga' }).separation?.world).toEqual({ CHN: 1 });
    expect(world({ CHN: 1 }, 0.3, { stage: 'mine' })).toEqual({ separation: { world: { CHN: 1 }, import_reliance: 1 } });
    const unknown = elementInputs({ stages: { separation: { imports: { CHN: 1 } } } });
    expect(change(unknown, { shares: [{ element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.3 }] }).stages).toEqual(unknown.stages);
  });
});
