import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeControl } from '#domain/hazards/active-control.ts';
import { ratedHazard } from '#domain/hazards/hazard.ts';
import { scoreElement, scoreElementHeadline } from '#domain/scores/element-score.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { stageBuffer } from '#domain/supply/loss.ts';
import {
  type ControlClass,
  type Methodology,
  methodologyOf,
  newControlEffectOf,
  type Parameters,
  withAmendments,
} from '#domain/vocabulary/methodology.ts';
import type { ElementInputs, Measure, StageInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ElementResult, MeasureEffectResult, ScoredElement, ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const ROUNDING = 1e-9;
const shadow = bundledMethodologies.get('1.1.0');
const base = bundledMethodologies.get('1.0.0');
if (shadow === undefined || base === undefined) throw new Error('1.0.0 and 1.1.0 have to ship');
const { items = [], dropped = [] } = shadow.document.amendments ?? {};
/** With the rules that were measured and left out, too. */
const everyRule = withAmendments(
  base.document,
  shadow.document,
  [...items, ...dropped].map(({ key }) => key),
);

describe.each([goldenMethodology, methodologyOf(shadow.document), { ...methodologyOf(everyRule), version: '1.1.0 and the dropped rules' }])(
  'under $version',
  (methodology) => {
    const { parameters } = methodology;
    const inputs = anyElementInputs(methodology);

    function withParameters(change: Partial<Parameters>): Methodology {
      return { ...methodology, parameters: { ...parameters, ...change } };
    }

    function withClass(name: string, change: (values: ControlClass) => Partial<ControlClass>): Methodology {
      const row = parameters.control_class[name];
      if (row === undefined) throw new Error(name);
      return withParameters({ control_class: { ...parameters.control_class, [name]: { ...row, ...change(row) } } });
    }

    /** Score, or -1 where there is none: a change that neither raises nor lowers keeps it at -1. */
    const scoreOf = (of: ElementInputs, by = methodology) => scoreElementHeadline(of, by).score ?? -1;
    const stagesOf = (result: ElementResult) => result.stages.filter((stage): stage is ScoredStage => stage.score !== null);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

    function holds(predicate: (of: ElementInputs, result: ScoredElement) => void): void {
      fc.assert(
        fc.property(inputs, (of) => {
          const result = scoreElement(of, methodology);
          if (result.score !== null) predicate(of, result);
        }),
        { numRuns: 200 },
      );
    }

    /** `change` of inputs or methodology never lowers (or never raises) the score. */
    function neverLowers<T>(draw: fc.Arbitrary<T>, change: (of: ElementInputs, drawn: T) => readonly [ElementInputs, Methodology]): void {
      fc.assert(
        fc.property(inputs, draw, (of, drawn) => {
          const [changed, changedMethodology] = change(of, drawn);
          expect(scoreOf(changed, changedMethodology)).toBeGreaterThanOrEqual(scoreOf(of) - ROUNDING);
        }),
        { numRuns: 200 },
      );
    }

    function neverRaises<T>(draw: fc.Arbitrary<T>, change: (of: ElementInputs, drawn: T) => readonly [ElementInputs, Methodology]): void {
      fc.assert(
        fc.property(inputs, draw, (of, drawn) => {
          const [changed, changedMethodology] = change(of, drawn);
          expect(scoreOf(changed, changedMethodology)).toBeLessThanOrEqual(scoreOf(of) + ROUNDING);
        }),
        { numRuns: 200 },
      );
    }

    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const factor = fc.double({ min: 1, max: 3, noNaN: true });
    const classNames = Object.keys(parameters.control_class).filter((name) => name !== 'none');
    const className = fc.constantFrom(...classNames);
    const towardsOne = (value: number, part: number) => value + (1 - value) * part;

    describe('a score', () => {
      test('is at least 0 and below 100, and so are its stages', () => {
        holds((_, result) => {
          for (const { score } of [result, ...stagesOf(result)]) {
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThan(100);
          }
        });
      });

      test('is the sum of its contributions, at every stage', () => {
        holds((_, result) => {
          expect(sum(Object.values(result.contributions))).toBeCloseTo(result.score, 9);
          for (const stage of stagesOf(result)) expect(sum(stage.hazards.map(({ points }) => points))).toBeCloseTo(stage.score, 9);
        });
      });

      test('has hazards whose base and signal parts, and whose measures, sum to them', () => {
        holds((_, result) => {
          for (const hazard of stagesOf(result).flatMap(({ hazards }) => hazards)) {
            expect(hazard.Lambda_base + sum(Object.values(hazard.Lambda_signals))).toBeCloseTo(hazard.Lambda, 9);
            if (hazard.kind === 'active_control') expect(sum(Object.values(hazard.Lambda_measures))).toBeCloseTo(hazard.Lambda, 9);
          }
        });
      });

      test('is at least what it is without signals', () => {
        holds((_, result) => expect(result.score_without_signals).toBeLessThanOrEqual(result.score + ROUNDING));
      });

      test('is at least the chance of a stock-out inside the horizon, which is at least that inside 90 days', () => {
        holds((_, result) => {
          for (const stage of stagesOf(result)) {
            expect(stage.p_stockout_90).toBeLessThanOrEqual(stage.p_stockout_365 + 1e-12);
            expect(100 * stage.p_stockout_365).toBeLessThanOrEqual(stage.score + ROUNDING);
          }
        });
      });

      test('is that of supply whose shares sum to 1', () => {
        holds((_, result) => {
          for (const { shares, domestic, secondary } of stagesOf(result)) {
            expect(sum(Object.values(shares)) + domestic + secondary).toBeCloseTo(1, 9);
          }
        });
      });

      test('has finite numbers only, and a coverage between 0 and 1', () => {
        holds((_, result) => {
          JSON.stringify(result, (key, value: unknown) => {
            if (typeof value === 'number') expect(Number.isFinite(value), key).toBe(true);
            return value;
          });
          expect(result.coverage).toBeGreaterThan(0);
          expect(result.coverage).toBeLessThanOrEqual(1);
        });
      });

      test('is the same by its headline alone', () => {
        holds((of, result) => {
          const headline = scoreElementHeadline(of, methodology);
          expect(result).toMatchObject(headline);
          expect(Object.keys(result.contributions)).toEqual(Object.keys(headline.score === null ? {} : headline.contributions));
        });
      });

      test('is 0 for a horizon of nothing, and goes there', () => {
        fc.assert(
          fc.property(inputs, (of) => {
            const at = (horizon_days: number) => scoreOf({ ...of, horizon_days });
            if (at(365) < 0) return;
            expect(at(0)).toBe(0);
            expect(at(1e-6)).toBeLessThan(1e-4);
          }),
        );
      });
    });

    describe('a score is never lowered by', () => {
      test('a larger severity of a control class', () => {
        neverLowers(fc.tuple(className, fraction), (of, [name, part]) => [
          of,
          withClass(name, ({ rho }) => ({ rho: towardsOne(rho, part) })),
        ]);
      });

      test('a larger severity of new controls, instability, plants or lanes', () => {
        neverLowers(fraction, (of, part) => {
          const { instability, facility, transit_rho: transitRho } = parameters;
          const newControl = newControlEffectOf('default', parameters);
          const raised = <T extends { rho: number }>(values: T): T => ({ ...values, rho: towardsOne(values.rho, part) });
          const lanes = Object.fromEntries(Object.entries(transitRho).map(([buyer, rho]) => [buyer, towardsOne(rho, part)]));
          const change = {
            new_control_effect: raised(newControl),
            instability: raised(instability),
            facility: raised(facility),
            transit_rho: lanes,
          };
          return [of, withParameters(change)];
        });
      });

      test('a larger chance that flow measures bind, or that all measures do', () => {
        neverLowers(fc.tuple(className, fraction), (of, [name, part]) => {
          const isFlow = parameters.control_class[name]?.group === 'flow';
          return [of, isFlow ? withClass(name, ({ pi }) => ({ pi: towardsOne(pi, part) })) : methodology];
        });
        neverLowers(fc.double({ min: 1, max: 1 / 0.95, noNaN: true }), (of, times) => {
          const rows = Object.entries(parameters.control_class).map(([name, row]) => [name, { ...row, pi: row.pi * times }] as const);
          return [of, withParameters({ control_class: Object.fromEntries(rows) })];
        });
      });

      test('a longer shortage', () => {
        neverLowers(fc.tuple(className, factor), (of, [name, times]) => [
          of,
          withClass(name, ({ median }) => ({ median: median * times })),
        ]);
        neverLowers(factor, (of, times) => {
          const longer = <T extends { median: number }>(values: T): T => ({ ...values, median: values.median * times });
          const { instability, facility, transit_duration: lanes } = parameters;
          const newControl = newControlEffectOf('default', parameters);
          const change = {
            new_control_effect: longer(newControl),
            instability: longer(instability),
            facility: longer(facility),
            transit_duration: longer(lanes),
          };
          return [of, withParameters(change)];
        });
      });

      test('a higher rate', () => {
        neverLowers(factor, (of, times) => {
          const { facility, instability, transit_rate: transitRate, new_control_prior: prior } = parameters;
          const change = {
            facility: { ...facility, rate: facility.rate * times },
            instability: { ...instability, rate0: instability.rate0 * times },
            transit_rate: transitRate * times,
            new_control_prior: { ...prior, alpha: prior.alpha * times },
          };
          return [of, withParameters(change)];
        });
      });

      test('a louder signal', () => {
        neverLowers(
          fc.tuple(fc.constantFrom(...SIGNALS.map(({ name }) => name)), fc.double({ min: 0, max: 4, noNaN: true })),
          (of, [signal, more]) => {
            const reading = of.signals?.[signal];
            if (reading?.x == null) return [of, methodology];
            return [{ ...of, signals: { ...of.signals, [signal]: { ...reading, x: reading.x + more } } }, methodology];
          },
        );
      });

      test('a longer horizon', () => {
        neverLowers(fc.integer({ min: 1, max: 900 }), (of, more) => [
          { ...of, horizon_days: (of.horizon_days ?? parameters.horizon_days) + more },
          methodology,
        ]);
      });

      test('one more restriction', () => {
        fc.assert(
          fc.property(inputs, inputs, (of, other) => {
            const [added] = other.measures ?? [];
            if (added === undefined) return;
            const more = { ...of, measures: [...(of.measures ?? []), { ...added, id: 'zz' }] };
            expect(scoreOf(more)).toBeGreaterThanOrEqual(scoreOf(of) - ROUNDING);
          }),
          { numRuns: 500 },
        );
      });

      test('a smaller chance that a suspension is renewed, or a larger one that a restriction is', () => {
        neverLowers(fraction, (of, part) => [of, withParameters({ renewal_suspension: parameters.renewal_suspension * part })]);
        neverLowers(fraction, (of, part) => [
          of,
          withParameters({ renewal_restriction: towardsOne(parameters.renewal_restriction, part) }),
        ]);
      });
    });

    describe('a score is never raised by', () => {
      test('more cover', () => {
        neverRaises(fc.double({ min: 0, max: 300, noNaN: true }), (of, more) => {
          const cover = Object.fromEntries(
            Object.entries(of.cover ?? {}).map(([stage, days]) => [stage, days === null ? null : days + more]),
          );
          return [{ ...of, cover }, methodology];
        });
      });

      test('a larger ramp or spare floor', () => {
        neverRaises(fc.tuple(factor, factor, factor), (of, [all, targeted, floor]) => [
          of,
          withParameters({
            ramp_all: parameters.ramp_all * all,
            ramp_targeted: parameters.ramp_targeted * targeted,
            spare_floor: parameters.spare_floor * floor,
          }),
        ]);
      });

      test('more substitution', () => {
        neverRaises(fraction, (of, part) => [{ ...of, si_sr: (of.si_sr ?? parameters.si_default) * part }, methodology]);
      });

      test('more recycling', () => {
        neverRaises(fraction, (of, part) => [{ ...of, eol_rir: towardsOne(of.eol_rir ?? parameters.eol_rir_default, part) }, methodology]);
      });
    });

    describe('a score is not changed by', () => {
      const reversed = <T>(rows: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(rows).reverse());

      /** The same facts with every table and list the other way round. */
      function otherWayRound(of: ElementInputs): ElementInputs {
        const stages = Object.entries(of.stages).map(([stage, rows]): [string, StageInputs] => [
          stage,
          {
            ...rows,
            world: reversed(rows?.world ?? {}),
            imports: reversed(rows?.imports ?? {}),
            routes: reversed(rows?.routes ?? {}),
          },
        ]);
        const lists = <T extends Measure>(row: T): T => ({
          ...row,
          origins: [...row.origins].reverse(),
          targets: [...row.targets].reverse(),
          applies: [...row.applies].reverse(),
        });
        return {
          ...of,
          stages: Object.fromEntries(stages.reverse()),
          governance: reversed(of.governance ?? {}),
          measures: [...(of.measures ?? [])].reverse().map(lists),
          reliefs: [...(of.reliefs ?? [])].reverse(),
        };
      }

      test('the order of rows, to the byte', () => {
        holds((of, result) => {
          expect(JSON.stringify(scoreElement(otherWayRound(of), methodology))).toBe(JSON.stringify(result));
        });
      });

      test('the scale of tonnes', () => {
        fc.assert(
          fc.property(inputs, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (of, times) => {
            const scaled = (table: Readonly<Record<string, number>> | null | undefined) =>
              Object.fromEntries(Object.entries(table ?? {}).map(([origin, value]) => [origin, value * times]));
            const stages = Object.entries(of.stages).map(([stage, rows]) => [
              stage,
              { ...rows, world: scaled(rows?.world), imports: scaled(rows?.imports) },
            ]);
            expect(scoreOf({ ...of, stages: Object.fromEntries(stages) })).toBeCloseTo(scoreOf(of), 8);
          }),
        );
      });

      test('measures of other origins, on other buyers, or not yet known', () => {
        fc.assert(
          fc.property(inputs, inputs, fc.integer({ min: 0, max: 2 }), (of, other, which) => {
            const [row] = other.measures ?? [];
            if (row === undefined) return;
            const foreign = [{ origins: ['ZAF'] }, { targets: ['GBR'] }, { known_from: '2027-12-31' }][which] ?? {};
            const more = { ...of, measures: [...(of.measures ?? []), { ...row, id: 'a-new-one', ...foreign }] };
            expect(scoreElement(more, methodology)).toEqual(scoreElement(of, methodology));
          }),
          { numRuns: 300 },
        );
      });

      test('reliefs that are not yet known, or that name no measure', () => {
        fc.assert(
          fc.property(inputs, inputs, fc.boolean(), (of, other, unknown) => {
            const [row] = other.reliefs ?? [];
            if (row === undefined) return;
            const idle = unknown ? { known_from: '2027-12-31' } : { measures: ['none of them'] };
            const more = { ...of, reliefs: [...(of.reliefs ?? []), { ...row, id: 'a-new-one', ...idle }] };
            expect(scoreElement(more, methodology)).toEqual(scoreElement(of, methodology));
          }),
        );
      });
    });

    describe('a hazard', () => {
      const buffer = stageBuffer(62, 0.9, 'separation', parameters);
      const twoShares = fc.tuple(fraction, fraction).map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);

      test('with a rate rises with the share it hits', () => {
        fc.assert(
          fc.property(twoShares, fraction, ([less, more], rho) => {
            const at = (a: number) => {
              const terms = { id: 'x', kind: 'transit', a, rho, duration: { median: 90, sigma: 1 }, ratePerYear: 0.2, ramp: 0.1 } as const;
              return ratedHazard(terms, buffer, 365, parameters).Lambda;
            };
            expect(at(more)).toBeGreaterThanOrEqual(at(less));
          }),
        );
      });

      test('of controls rises with the share it hits', () => {
        const effect: fc.Arbitrary<MeasureEffectResult> = fc.constantFrom(...classNames).chain((cls) =>
          fc.record({
            id: fc.string({ minLength: 1, maxLength: 3 }),
            cls: fc.constant(cls),
            group: fc.constant(parameters.control_class[cls]?.group ?? 'flow'),
            rho: fc.constant(parameters.control_class[cls]?.rho ?? 0),
            pi: fc.double({ min: 0.01, max: 0.95, noNaN: true }),
            median: fc.constant(parameters.control_class[cls]?.median ?? 1),
            start: fc.integer({ min: 0, max: 300 }),
            status: fc.constant('in_force'),
            ramp: fc.constantFrom(parameters.ramp_all, parameters.ramp_targeted),
          }),
        );
        const effects = fc.uniqueArray(effect, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });
        fc.assert(
          fc.property(twoShares, effects, ([less, more], rows) => {
            const at = (a: number) => activeControl('CHN', a, rows, buffer, 365, parameters)?.Lambda ?? 0;
            expect(at(more)).toBeGreaterThanOrEqual(at(less) - 1e-12);
          }),
        );
      });
    });
  },
);
