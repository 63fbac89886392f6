import { describe, expect, test } from 'vitest';
import { type FeedControl, feedControls } from '#domain/measures/feed-controls.ts';
import { bindingMeasures, measureEffects, measureFacts } from '#domain/measures/measure-effects.ts';
import { datedMeasures } from '#domain/measures/measure-state.ts';
import type { EffectiveShares } from '#domain/supply/effective-shares.ts';
import { dayNumber } from '#domain/time/calendar.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { Measure } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { sharesOf } from '#test/builders/stage-situation.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

const today = dayNumber('2026-10-01');
const asOf = { day: today, knownAt: today, horizonDays: 365 };
const scope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const;
const onOxides = (over: Partial<Measure> = {}) => measure({ applies: [{ elements: ['Dy'], stages: ['separation'] }], ...over });
const truce = { suspended_from: '2025-11-10', suspended_to: '2026-11-10' } as const;

describe('the facts of measures', () => {
  const ids = (...measures: readonly Measure[]) =>
    measureFacts(scope, asOf, datedMeasures(measures, []), goldenMethodology).map(({ id, isResidual }) => [id, isResidual]);

  test('stand in byte order of id, what stays of a suspended measure among them: "A bis" is before "A#residual"', () => {
    const suspended = onOxides({ ...truce, residual_class: 'licence' });
    expect(ids(suspended, onOxides({ id: 'A bis' }))).toEqual([
      ['A', false],
      ['A bis', false],
      ['A#residual', true],
    ]);
  });

  test('have a residual only while the measure is suspended and something stays of it', () => {
    expect(ids(onOxides({ residual_class: 'licence' }))).toEqual([['A', false]]);
    expect(ids(onOxides({ ...truce, residual_class: null }))).toEqual([['A', false]]);
    expect(ids(onOxides({ ...truce, suspended_to: '2026-09-30', residual_class: 'licence' }))).toEqual([['A', false]]);
  });

  test('leave out what is not known yet, has ended, or is aimed elsewhere', () => {
    expect(ids(onOxides({ known_from: '2026-10-02' }))).toEqual([]);
    expect(ids(onOxides({ effective_to: '2026-10-01' }))).toEqual([]);
    expect(ids(onOxides({ targets: ['USA'] }))).toEqual([]);
    expect(ids(onOxides({ origins: ['MYS'] }))).toEqual([]);
    expect(ids(measure({ applies: [{ elements: ['Dy'], stages: ['magnet'] }] }))).toEqual([]);
  });
});

test('an effect of a class that the methodology does not know is refused with its name', () => {
  const unknown = datedMeasures([onOxides({ control_class: 'blockade' })], []);
  expect(() => bindingMeasures(scope, asOf, unknown, goldenMethodology)).toThrow('"blockade" is not a control class of the methodology');
});

test('a suspension that is sure to be renewed has no effect', () => {
  const measures = bindingMeasures(scope, asOf, datedMeasures([onOxides(truce)], []), goldenMethodology);
  const effects = (renewal_suspension: number) => {
    const parameters = { ...goldenMethodology.parameters, renewal_suspension };
    return measureEffects(measures, statedParameters(parameters), parameters).map(({ id }) => id);
  };
  expect([effects(0.99), effects(1)]).toEqual([['A'], []]);
});

describe('controls on the ore of plants elsewhere', () => {
  const routes = { from: 'mine', to: 'separation', processor: {}, classes: ['ban', 'supply_disruption'] } as const;
  const following: Methodology = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, feed_routes: routes } };
  const ban = measure({ id: 'MM', control_class: 'ban', origins: ['MMR'], applies: [{ elements: ['Dy'], stages: ['mine'] }] });
  const controls = (feeds: Readonly<Record<string, Readonly<Record<string, number>>>> | null, measures = [ban], methodology = following) =>
    feedControls('separation', { feeds }, elementInputs(), asOf, datedMeasures(measures, []), methodology);

  const exposed = (control: FeedControl | undefined, shares: EffectiveShares) => control?.exposure(shares.origins)(shares);

  test('reach the buyer through the share of the plants, times the part of their feed that comes from the origin', () => {
    const [control, ...others] = controls({ CHN: { CHN: 0.4, MMR: 0.6 } });
    expect(others).toEqual([]);
    expect(control).toMatchObject({ place: 'mine-CHN', origin: 'MMR', measures: [{ id: 'MM', cls: 'ban' }] });
    expect(control?.pipelineDays).toBe(goldenMethodology.parameters.stage_pipeline_days.mine);
    expect(exposed(control, sharesOf({ CHN: 0.5, MYS: 0.5 }))).toBe(0.6 * 0.5);
    expect(exposed(control, sharesOf({ MYS: 1 }))).toBe(0);
  });

  test('reach it through its own plants by its domestic part', () => {
    const [control] = controls({ JPN: { MMR: 0.6 } });
    expect(control?.place).toBe('mine-JPN');
    expect(exposed(control, sharesOf({ CHN: 0.75 }, { domestic: 0.25 }))).toBe(0.6 * 0.25);
  });

  test('are those of ore that crosses a border, and of which there is any', () => {
    expect(controls({ MMR: { MMR: 1 } })).toEqual([]);
    expect(controls({ CHN: { MMR: 0 } })).toEqual([]);
    expect(controls({ CHN: { AUS: 1 } })).toEqual([]);
    expect(controls(null)).toEqual([]);
  });

  test('are those of classes that stop ore, and of a methodology that follows it to this stage', () => {
    const feeds = { CHN: { MMR: 1 } };
    expect(controls(feeds, [{ ...ban, control_class: 'licence' }])).toEqual([]);
    expect(controls(feeds, [ban], goldenMethodology)).toEqual([]);
    expect(feedControls('magnet', { feeds }, elementInputs(), asOf, datedMeasures([ban], []), following)).toEqual([]);
  });

  test('of origins that no table names are none, but what else may happen at their ore counts with a state and an event', () => {
    const unnamed = { ...ban, origins: ['OTH'] };
    const feeds = { CHN: { MMR: 0.6, OTH: 0.4 } };
    const found = controls(feeds, [unnamed], { ...stateAndEventMethodology, groups: following.groups });
    expect(found.map(({ origin, measures }) => [origin, measures.length])).toEqual([
      ['MMR', 0],
      ['OTH', 0],
    ]);
    expect(exposed(found[1], sharesOf({ CHN: 0.5, MYS: 0.5 }))).toBe(0.4 * 0.5);
  });

  test('stand by plants and then by origin, in byte order', () => {
    const both = { ...ban, origins: ['LAO', 'MMR'] };
    const found = controls({ VNM: { MMR: 0.5, LAO: 0.5 }, CHN: { MMR: 0.5, LAO: 0.5 } }, [both]);
    expect(found.map(({ place, origin }) => [place, origin])).toEqual([
      ['mine-CHN', 'LAO'],
      ['mine-CHN', 'MMR'],
      ['mine-VNM', 'LAO'],
      ['mine-VNM', 'MMR'],
    ]);
  });
});
