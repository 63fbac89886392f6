import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { activeControls } from '#domain/hazards/active-control.ts';
import { assess } from '#domain/hazards/hazard.ts';
import { datedMeasures, measureOn } from '#domain/measures/measure-state.ts';
import { withLearnedRenewal } from '#domain/measures/renewal-record.ts';
import { stockDraw } from '#domain/measures/stock-draw.ts';
import { lognormalTail } from '#domain/numbers/statistics.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { lossOf, timeToSurvive } from '#domain/supply/loss.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { statedParameters } from '#domain/vocabulary/drawn-parameters.ts';
import { methodologyOf, withAmendments } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, MeasureEffectResult, ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';
import { sharesOf, situation, steadyBuffer } from '#test/builders/stage-situation.ts';

function documentOf(version: string) {
  const published = bundledMethodologies.get(version);
  if (published === undefined) throw new Error(`no methodology ${version}`);
  return published.document;
}
const [base, later] = [documentOf('1.0.0'), documentOf('1.1.0')];
const kept = (later.amendments?.items ?? []).map(({ key }) => key);
const quiet = {
  carriers: { x: 0, age_days: 0 },
  senkaku: { x: 0, age_days: 0 },
  taiwan_strait: { x: 0, age_days: 0 },
};

/** The shipped facts as 1.0.0 with some amendments reads them. */
function world(...keys: readonly string[]) {
  const methodology = methodologyOf(keys.length === 0 ? base : withAmendments(base, later, keys));
  const index = indexReferenceData(bundledReferenceData, methodology);
  const inputs = (element: string, buyer: string, as_of: string, known_at = as_of): ElementInputs =>
    elementInputs(index, { element, buyer, as_of, known_at, signals: quiet }).inputs;
  const result = (element: string, buyer: string, as_of: string) => {
    const scored = scoreElement(inputs(element, buyer, as_of), methodology);
    if (scored.score === null) throw new Error(`${element} has no score`);
    return scored;
  };
  const stage = (element: string, buyer: string, as_of: string, name: string): ScoredStage => {
    const found = result(element, buyer, as_of).stages.find((one) => one.stage === name);
    if (found === undefined || found.score === null) throw new Error(`${element} has no ${name}`);
    return found;
  };
  return { methodology, inputs, result, stage, score: (element: string, buyer: string, day: string) => result(element, buyer, day).score };
}
const before = world();

describe('amendments of a methodology', () => {
  it('make the later version when all that it keeps are applied, in any order', () => {
    expect(withAmendments(base, later, kept).parameters).toEqual(later.parameters);
    expect(withAmendments(base, later, [...kept].reverse())).toEqual(withAmendments(base, later, kept));
  });

  it('leave the base as it is when none is applied', () => {
    expect(withAmendments(base, later, []).parameters).toEqual(base.parameters);
    expect(withAmendments(base, later, []).measure_map).toEqual(base.measure_map);
  });

  it('can be applied one by one, the dropped ones too, under a name of their own', () => {
    const { version, parameters } = withAmendments(base, later, ['stock-draw']);
    expect(version).toBe('1.0.0.with.stock-draw');
    expect(Object.keys(parameters).filter((name) => !(name in base.parameters))).toEqual(['stock_draw']);
  });

  it('are refused under an unknown key, and on a version they do not amend', () => {
    expect(() => withAmendments(base, later, ['no-such'])).toThrow('"no-such" is no amendment of 1.1.0');
    expect(() => withAmendments(later, base, [])).toThrow('1.0.0 does not amend 1.1.0');
  });
});

describe('an old import reliance', () => {
  it('caps domestic supply: antimony for the European Union goes from 6 to about 33', () => {
    expect(before.score('Sb', 'EUU', '2026-10-01')).toBeCloseTo(6.1, 0);
    expect(world('old-reliance').score('Sb', 'EUU', '2026-10-01')).toBeCloseTo(32.6, 0);
    expect(world('old-reliance').stage('Sb', 'EUU', '2026-10-01', 'refining').domestic).toBe(0);
  });
});

describe('group rows of rare earths', () => {
  const own = world('group-rows');
  it('speak for the light ones that make up their tonnes only', () => {
    const importsOf = (of: typeof own, element: string) => of.inputs(element, 'JPN', '2026-10-01').stages.separation?.imports;
    expect(importsOf(own, 'Nd')).toEqual(importsOf(before, 'Nd'));
    expect([importsOf(before, 'Dy'), importsOf(own, 'Dy')]).toEqual([importsOf(before, 'Nd'), null]);
  });

  it('are not read as recycling at the mine', () => {
    const at = (of: typeof own) => of.stage('Nd', 'USA', '2026-10-01', 'mine').domestic;
    expect(own.inputs('Nd', 'USA', '2026-10-01').stages.mine?.import_reliance).toBe(0);
    // Own output explains 0.0912/0.12 of use; half of the rest counted as recycling before.
    expect(at(before) / at(own)).toBeCloseTo((0.091172 / 0.12 + 0.5 * (1 - 0.091172 / 0.12)) / (0.091172 / 0.12), 3);
  });
});

it('magnets of one alloy have one cover, whatever else is stockpiled', () => {
  const days = (of: typeof before, element: string) => of.inputs(element, 'KOR', '2026-10-01').cover?.magnet ?? null;
  expect(days(before, 'Nd')).not.toBe(days(before, 'Pr'));
  expect(days(world('magnet-cover'), 'Nd')).toBe(days(world('magnet-cover'), 'Pr'));
});

describe('supplementary policy rows', () => {
  const own = world('missing-measures');
  const idsOf = (of: typeof own) => (of.inputs('Dy', 'USA', '2026-10-01').measures ?? []).map(({ id }) => id);

  it('are not there for a methodology that does not name them', () => {
    expect(idsOf(own).filter((id) => !idsOf(before).includes(id))).toEqual([
      'CN-2024-46-1',
      'CN-2025-01',
      'CN-2025-13',
      'CN-2025-22',
      'CN-2025-61-DEC',
    ]);
  });

  it('keep item 1 of Announcement 46 in force while item 2 is suspended', () => {
    const dated = datedMeasures(own.inputs('Ga', 'USA', '2026-10-01').measures, []);
    const stateOf = (id: string) => {
      const found = dated.find(({ measure }) => measure.id === id);
      return found === undefined ? null : measureOn(found, dayNumber('2026-10-01'), dayNumber('2026-10-01'))?.state;
    };
    expect([stateOf('CN-2024-46'), stateOf('CN-2024-46-1')]).toEqual(['suspended', 'in_force']);
  });

  it('are prolonged by the reliefs they name, like the row they were part of', () => {
    const [extension] = (own.inputs('Dy', 'USA', '2026-10-01').reliefs ?? []).filter(({ kind }) => kind === 'extends_suspension');
    expect(extension?.measures).toContain('CN-2025-61');
    expect(extension?.measures).toContain('CN-2025-61-DEC');
  });

  it('let no earlier day know of the list that was stopped', () => {
    const dated = datedMeasures(own.inputs('Dy', 'USA', '2026-10-01').measures, []).find(({ measure }) => measure.id === 'CN-2025-13');
    const on = (day: string) => (dated === undefined ? null : measureOn(dated, dayNumber(day), dayNumber(day))?.state);
    expect([on('2025-04-03'), on('2025-04-04'), on('2025-11-09'), on('2025-11-10')]).toEqual([
      undefined,
      'in_force',
      'in_force',
      'suspended',
    ]);
  });
});

describe('end dates', () => {
  it('are the last day of a state: item 2 of Announcement 46 applies again from 28 November 2026', () => {
    const own = world('end-dates');
    const step = (of: typeof own, day: string) => of.score('Ge', 'USA', day) - of.score('Ge', 'USA', isoDate(dayNumber(day) - 1));
    expect(step(before, '2026-11-27')).toBeGreaterThan(10);
    expect(Math.abs(step(own, '2026-11-27'))).toBeLessThan(1);
    expect(step(own, '2026-11-28')).toBeGreaterThan(10);
  });

  it('of the horizon are those of expected days', () => {
    const { methodology } = world('end-dates');
    fc.assert(
      fc.property(anyElementInputs(methodology), (of) => {
        for (const stage of scoreElement(of, methodology).stages)
          if (stage.score !== null) expect(stage.expected_days).toBeLessThanOrEqual(of.horizon_days ?? 365);
      }),
    );
  });
});

describe('ore that is separated elsewhere', () => {
  const own = world('ore-feed');
  it('reaches the buyer through the feed of the plants that live on it: Kachin in October 2024', () => {
    const { shares, hazards } = own.stage('Dy', 'JPN', '2024-11-15', 'separation');
    const hazard = hazards.find(({ id }) => id === 'active_control:mine-CHN:MMR') as ActiveControlResult;
    // Mine shares of 2025e of the ores that are separated in China: CHN, MMR, THA, BRA, VNM, MYS, MDG, NGA.
    const fed = 0.512903 + 0.338161 + 0.073781 + 0.023737 + 0.002306 + 0.001691 + 0.00226 + 0.001255;
    expect(hazard.a).toBeCloseTo(((shares.CHN ?? 0) * 0.338161) / fed, 9);
    expect(hazard.flow).toBe('MM-2024-KIA');
    expect(own.score('Er', 'JPN', '2024-11-15')).toBeGreaterThan(before.score('Er', 'JPN', '2024-11-15') + 1);
  });

  it('does nothing before the closure is known, and nothing after it has ended', () => {
    for (const day of ['2024-10-21', '2025-06-01']) expect(own.score('Dy', 'JPN', day)).toBe(before.score('Dy', 'JPN', day));
  });
});

describe('a suspension that runs out without news', () => {
  it('lapses by degrees: no day has a step, and in the end it is in force as without the rule', () => {
    const own = world('undecided-lapse');
    const days = Array.from({ length: 80 }, (_, day) => isoDate(dayNumber('2026-11-20') + day));
    const scores = days.map((day) => own.score('Ge', 'USA', day));
    const steps = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(1);
    expect(own.score('Ge', 'USA', '2027-03-15')).toBe(before.score('Ge', 'USA', '2027-03-15'));
    expect(own.score('Ge', 'USA', '2026-11-20')).toBe(before.score('Ge', 'USA', '2026-11-20'));
  });
});

describe('domestic output on foreign feed', () => {
  it('counts with the origins of the feed: magnets of Japan from Chinese metal', () => {
    const own = world('domestic-feed');
    const [with_, without, metal] = [
      own.stage('Nd', 'JPN', '2026-10-01', 'magnet'),
      before.stage('Nd', 'JPN', '2026-10-01', 'magnet'),
      before.stage('Nd', 'JPN', '2026-10-01', 'metal'),
    ];
    expect(with_.shares.CHN).toBeCloseTo((without.shares.CHN ?? 0) + without.domestic * (metal.shares.CHN ?? 0), 9);
    const foreign = Object.values(metal.shares).reduce((sum, share) => sum + share, 0);
    expect(with_.domestic).toBeCloseTo(without.domestic * (1 - foreign), 9);
  });

  it('is foreign at the same stage: antimony oxide of the Union from Chinese metal, episode E10', () => {
    const own = world('domestic-feed').stage('Sb', 'EUU', '2026-10-01', 'refining');
    const { shares } = before.stage('Sb', 'EUU', '2026-10-01', 'refining');
    const foreign = Object.values(shares).reduce((sum, share) => sum + share, 0);
    expect(own.domestic).toBe(0);
    expect((own.shares.CHN ?? 0) / (1 - own.secondary)).toBeCloseTo((shares.CHN ?? 0) / foreign, 9);
  });
});

it('the largest plant of a country is that of the register where its tonnes can be compared', () => {
  const { plant_shares } = world('plants').inputs('Nd', 'JPN', '2026-10-01').stages.separation ?? {};
  // Lynas, 10,500 t nameplate of NdPr oxide: more than the output of Malaysia, so the plant is the country.
  expect(plant_shares?.MYS).toBe(1);
  // Of China's output the register knows one plant: the largest of the rest is not known.
  expect(plant_shares?.CHN).toBeUndefined();
});

describe('two origins under control at once', () => {
  const effect = (id: string, over: Partial<MeasureEffectResult> = {}): MeasureEffectResult => ({
    id,
    cls: 'licence',
    group: 'flow',
    rho: 0.65,
    pi: 0.6,
    median: 230,
    start: 0,
    status: 'in_force',
    ramp: 0.1,
    ...over,
  });
  const parameters = { ...methodologyOf(base).parameters, joint_controls: true };
  const joint = (measures: Readonly<Record<string, readonly MeasureEffectResult[]>>) =>
    assess(
      activeControls,
      situation({ parameters, shares: sharesOf({ CHN: 0.4, MMR: 0.35, MYS: 0.25 }), measures: (origin) => measures[origin] ?? [] }),
    ).filter(({ id }) => id.includes('+'));

  it('lose both shares against the spare of the rest', () => {
    const [hazard] = joint({ CHN: [effect('a')], MMR: [effect('b', { pi: 0.5, rho: 0.5, median: 120 })] }) as [ActiveControlResult];
    const outlasts = (lost: number, a: number, median: number) =>
      lognormalTail(median, 1.3, timeToSurvive(62, lossOf(1, lost, 0.1 * (1 - a) + 0.05)));
    const [one, other] = [outlasts(0.4 * 0.65, 0.4, 230), outlasts(0.35 * 0.5, 0.35, 120)];
    const both = outlasts(0.4 * 0.65 + 0.35 * 0.5, 0.75, 120);
    const q = 0.6 * 0.5 * one + 0.4 * 0.5 * other + 0.6 * 0.5 * both;
    expect(hazard.id).toBe('active_control:CHN+MMR');
    expect(hazard.Lambda).toBeCloseTo(-Math.log1p(-q) + Math.log1p(-0.6 * one) + Math.log1p(-0.5 * other), 9);
    expect(Object.values(hazard.Lambda_measures).reduce((sum, part) => sum + part, 0)).toBeCloseTo(hazard.Lambda, 12);
  });

  it('are no hazard of their own for one origin, and none without the rule', () => {
    expect(joint({ CHN: [effect('a'), effect('b')] })).toEqual([]);
    expect(assess(activeControls, situation({ measures: () => [effect('a')] })).filter(({ id }) => id.includes('+'))).toEqual([]);
  });
});

describe('the chance that a suspension is renewed', () => {
  it('is learned from the renewals known on the day: none before 23 September 2026, one since', () => {
    const own = world('renewal-record');
    const learned = (as_of: string, known_at = as_of) => {
      const { suspension_decisions: decisions } = own.inputs('Er', 'JPN', as_of, known_at);
      const asOf = { day: dayNumber(as_of), knownAt: dayNumber(known_at), horizonDays: 365 };
      return withLearnedRenewal(own.methodology.parameters, decisions, asOf).renewal_suspension;
    };
    expect(learned('2026-09-22')).toBeCloseTo(6.5 / 9, 12);
    expect(learned('2026-09-23')).toBeCloseTo(7.5 / 10, 12);
    expect(learned('2026-10-01', '2026-09-22')).toBeCloseTo(6.5 / 9, 12);
  });

  it('falls by degrees while no news tells whether another was renewed: 30 of 60 days after its end are half a lapse', () => {
    const own = world('renewal-record', 'undecided-lapse');
    const day = '2026-12-27';
    const asOf = { day: dayNumber(day), knownAt: dayNumber(day), horizonDays: 365 };
    const { renewal_suspension: chance } = withLearnedRenewal(
      own.methodology.parameters,
      own.inputs('Er', 'JPN', day).suspension_decisions,
      asOf,
    );
    expect(chance).toBeCloseTo(7.5 / 10.5, 12);
  });
});

describe('stocks that a control has drawn', () => {
  const methodology = methodologyOf(withAmendments(base, later, ['stock-draw']));
  const licence = {
    id: 'm',
    control_class: 'licence',
    origins: ['CHN'],
    targets: ['ALL'],
    known_from: '2025-04-04',
    effective_from: '2025-04-04',
    applies: [{ elements: ['Dy'], stages: ['refining'] }],
  };
  const drawn = (day: string, over: object = {}) => {
    const measures = datedMeasures([{ ...licence, ...over }], []);
    const asOf = { day: dayNumber(day), knownAt: dayNumber(day), horizonDays: 365 };
    const scope = { element: 'Dy', stage: 'separation', buyer: 'JPN', origin: 'CHN' } as const;
    const days = stockDraw(scope, asOf, measures, methodology);
    return days === null ? 0 : days(0.9, steadyBuffer(62, 0.1), statedParameters(methodology.parameters));
  };

  it('are the solution of dX/dt = loss pi e^(-t/median) - X ln2/half-life', () => {
    let stock = 0;
    const perDay = (0.9 * 0.65 - 0.1) * 0.8;
    const steps = 1000;
    for (let step = 0; step < 545 * steps; step++) {
      stock += (perDay * Math.exp(-(step + 0.5) / steps / 230) - (stock * Math.LN2) / 180) / steps;
    }
    expect(drawn('2026-10-01')).toBeCloseTo(stock, 1);
  });

  it('come back by half in a half-life once the control is suspended', () => {
    const suspended = { suspended_from: '2026-01-01' };
    expect(drawn('2026-06-30', suspended)).toBeCloseTo(drawn('2026-01-01', suspended) / 2, 9);
  });

  it('are none on the day it begins', () => {
    expect(drawn('2025-04-04')).toBe(0);
  });
});
