import { describe, expect, test } from 'vitest';
import { closureAt, withoutSuppliers } from '#domain/scenarios/certain-events.ts';
import type { LaneClosure, OriginClosure } from '#domain/scenarios/scenario.ts';
import { assessStage } from '#domain/scores/stage-score.ts';
import { stageBuffer } from '#domain/supply/loss.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { sharesOf, situation } from '#test/builders/stage-situation.ts';

const { parameters } = goldenMethodology;
const inputs = elementInputs();
const ofChina = (over: Partial<OriginClosure> = {}): OriginClosure => ({
  origin: 'CHN',
  stages: ['separation'],
  processed_in: null,
  days: 100,
  severity: 0.5,
  ...over,
});
const ofTheStrait = (over: Partial<LaneClosure> = {}): LaneClosure => ({ lane: 'taiwan_strait', days: 90, severity: null, ...over });

describe('an origin that is closed', () => {
  test('takes its part of the supply away, less what others ramp up and substitutes replace', () => {
    const event = closureAt(ofChina(), situation(), inputs);
    // China sends 0.9, half of it is missing: 0.45. The other 0.1 ramp up by a tenth, half of 1 - SI = 0.1 is replaced: 0.06.
    expect(event).toMatchObject({ id: 'closure:CHN', kind: 'closure' });
    expect(event?.loss).toBeCloseTo(0.39, 12);
    expect(event?.tts_days).toBeCloseTo(62 / 0.39, 9);
    // 39 days are missing; ln(39 / 62) / 0.4 = -1.1589, normal distribution function 0.12325
    expect(event?.q).toBeCloseTo(0.12325, 4);
    expect(event?.Lambda).toBeCloseTo(-Math.log(1 - (event?.q ?? 0)), 12);
  });

  test('inside spare supply is never felt', () => {
    expect(closureAt(ofChina({ origin: 'MYS', severity: 1 }), situation(), inputs)).toEqual({
      id: 'closure:MYS',
      kind: 'closure',
      loss: 0,
      tts_days: null,
      q: 0,
      Lambda: expect.closeTo(0, 12),
    });
  });

  test('for so long that every stock is used up is all but certain, not certain', () => {
    const event = closureAt(ofChina({ severity: 1, days: 100_000 }), situation(), inputs);
    expect(event?.q).toBe(0.999);
    expect(event?.Lambda).toBeCloseTo(Math.log(1000), 6);
  });

  test('does nothing where it sends nothing, at other stages, or when nothing of it is missing', () => {
    expect(closureAt(ofChina({ origin: 'USA' }), situation(), inputs)).toBeNull();
    expect(closureAt(ofChina({ stages: ['magnet'] }), situation(), inputs)).toBeNull();
    expect(closureAt(ofChina({ severity: 0 }), situation(), inputs)).toBeNull();
  });
});

describe('an origin whose ore is processed elsewhere', () => {
  const mined = (mine: Readonly<Record<string, number>> | null, stages = inputs.stages) =>
    elementInputs({ stages: { ...stages, mine: mine === null ? {} : { world: mine } } });
  const closure: OriginClosure = { origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 365, severity: 1 };
  const fromMyanmar = mined({ MMR: 0.3, CHN: 0.6, AUS: 0.1 });

  test('takes its part of the feed off the country that processes it, when the ore on the way is used up', () => {
    const event = closureAt(closure, situation(), fromMyanmar);
    // 0.3 of 0.3 + 0.6 is a third of China's 0.9: 0.3. The other 0.7 ramp up by a tenth, 0.05 is replaced: 0.12. The ore on the way: 75 days.
    expect(event?.loss).toBeCloseTo(0.18, 12);
    expect(event?.tts_days).toBeCloseTo((62 + 75) / 0.18, 9);
    // 0.18 x 365 = 65.7 days are missing of 137; ln(65.7 / 137) / 0.4 = -1.8373, normal distribution function 0.03308
    expect(event?.q).toBeCloseTo(0.03308, 4);
  });

  test('feeds all of the plants of a country without mines', () => {
    // a = 0.9; 0.1 x 0.1 + 0.05 = 0.06 is made good
    expect(closureAt(closure, situation(), mined({ MMR: 1 }))?.loss).toBeCloseTo(0.84, 12);
  });

  test('reaches refining where nothing is separated, and not a second stage where something is', () => {
    const refining = situation({ stage: 'refining' });
    expect(closureAt(closure, refining, fromMyanmar)).toBeNull();
    expect(closureAt(closure, refining, mined({ MMR: 0.3, CHN: 0.6 }, { refining: { world: { CHN: 1 } } }))?.loss).toBeCloseTo(0.18, 12);
    expect(closureAt(closure, situation({ stage: 'magnet' }), fromMyanmar)).toBeNull();
  });

  test('reaches nothing when it mines nothing, when mines are unknown, or when the closure is not of the mines', () => {
    expect(closureAt(closure, situation(), mined({ CHN: 1 }))).toBeNull();
    expect(closureAt(closure, situation(), mined(null))).toBeNull();
    expect(closureAt(closure, situation(), inputs)).toBeNull();
    expect(closureAt({ ...closure, stages: ['refining'] }, situation(), fromMyanmar)).toBeNull();
    expect(closureAt({ ...closure, processed_in: null }, situation(), fromMyanmar)).toBeNull();
  });
});

describe('lanes that are closed', () => {
  const routed = situation({ routes: { CHN: 0, MYS: 1 }, shares: sharesOf({ CHN: 0.4, MYS: 0.6 }) });

  test('hold up what crosses them, at the severity of the method for the buyer', () => {
    // 0.6 crosses; of it Japan loses a half; the others (0.4) ramp up by a tenth, 0.05 is replaced
    expect(parameters.transit_rho.JPN).toBe(0.5);
    const event = closureAt(ofTheStrait(), routed, inputs);
    expect(event).toMatchObject({ id: 'closure:taiwan_strait', kind: 'closure' });
    expect(event?.loss).toBeCloseTo(0.3 - 0.09, 12);
    // no ore is on the way at this stage
    expect(event?.tts_days).toBeCloseTo(62 / 0.21, 9);
  });

  test('hold up as much as is stated', () => {
    expect(closureAt(ofTheStrait({ severity: 1 }), routed, inputs)?.loss).toBeCloseTo(0.6 - 0.09, 12);
    expect(closureAt(ofTheStrait({ severity: 0 }), routed, inputs)).toBeNull();
  });

  test('leave alone what does not cross them', () => {
    expect(closureAt(ofTheStrait(), situation({ routes: { CHN: 0, MYS: 0 } }), inputs)).toBeNull();
  });
});

describe('a supplier that is lost', () => {
  test('leaves a gap that is an event for the whole horizon', () => {
    const base = situation({ shares: sharesOf({ AUS: 0.4, MYS: 0.6 }), buffer: stageBuffer(60, 1, 'separation', parameters) });
    const { situation: left, event } = withoutSuppliers('supplier_lost:lynas', { MYS: 0.5 }, base, goldenMethodology);
    // Half of 0.6 is gone; the 0.7 that are left ramp up by a tenth, and nothing is replaced.
    expect(event).toMatchObject({ id: 'supplier_lost:lynas', kind: 'supplier_lost' });
    expect(event?.loss).toBeCloseTo(0.3 - 0.07, 12);
    expect(event?.tts_days).toBeCloseTo(60 / 0.23, 9);
    // 83.95 days are missing; ln(83.95 / 60) / 0.4 = 0.8397, normal distribution function 0.79945
    expect(event?.q).toBeCloseTo(0.79945, 4);
    expect(left.shares.a).toEqual([0.4, 0.3]);
  });

  test('that sends nothing to the stage changes nothing', () => {
    const base = situation();
    expect(withoutSuppliers('supplier_lost:x', { USA: 1 }, base, goldenMethodology)).toEqual({ situation: base, event: null });
  });

  test('never lowers a score: an origin that sends nothing can not be stopped by its ban any more, and its supplier is no way to that', () => {
    const ban = { id: 'A', cls: 'ban', group: 'flow', rho: 1, pi: 0.9, median: 1500, start: 0, status: 'in_force', ramp: 0.1 };
    const base = situation({
      shares: sharesOf({ CHN: 1 }),
      buffer: stageBuffer(1500, 1, 'separation', parameters),
      measures: () => [ban],
      newControlEvents: () => 0,
    });
    const found = withoutSuppliers('supplier_lost:x', { CHN: 1 }, base, goldenMethodology);
    // With four years of stock a year without the supplier is not felt, while a ban may last longer: 0.9 x about a half.
    expect(assessStage(base).Lambda).toBeGreaterThan(0.5);
    expect(found).toEqual({ situation: base, event: null });
  });
});
