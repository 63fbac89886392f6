import { describe, expect, test } from 'vitest';
import { type AssumptionContext, assumptionsOf } from '#domain/scenarios/assumptions.ts';
import { NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const context: AssumptionContext = {
  buyer: 'JPN',
  as_of: '2026-10-01',
  outputs: [
    { supplier: 'lynas', element: 'Dy', stage: 'separation', output: { MYS: 1, AUS: null } },
    { supplier: 'lynas', element: 'Nd', stage: 'mine', output: { AUS: null } },
    { supplier: 'lynas', element: 'Nd', stage: 'separation', output: { MYS: 0.2 } },
    { supplier: 'other', element: 'Ga', stage: 'refining', output: { CHN: null } },
  ],
  methodology: goldenMethodology,
};
/** What is said beside the two sentences that stand over every scenario. */
const said = (changes: Partial<ScenarioChanges>) => assumptionsOf({ ...NO_CHANGES, ...changes }, context).slice(2);

test('every scenario says that the rest stays as it is, and that no interval is drawn', () => {
  expect(assumptionsOf(NO_CHANGES, context)).toEqual([
    'Everything that the scenario does not name is as the run had it on 2026-10-01; nobody reacts that does not react in the method.',
    'Scores are those of the central parameters, for the 365 days that follow; no interval is drawn for a what-if.',
  ]);
});

test('measures that are added, lifted, and back from a suspension', () => {
  const added = {
    control_class: 'ban',
    origins: ['CHN', 'RUS'],
    targets: ['JPN', 'USA'],
    elements: ['Dy', '@HREE'],
    stages: ['refining', 'magnet'],
    coverage: 1,
  };
  expect(said({ measures_added: [added], measures_lifted: ['A'], measures_unsuspended: ['B'] })).toEqual([
    'added-1: a measure of class ban of CHN, RUS against JPN, USA on Dy, @HREE (refining, magnet) is in force from 2026-10-01. It is rated, not certain: it binds with the chance and for the length that the method gives its class. It counts as one more announcement of its origin.',
    'A ends on 2026-10-01 for good. It was imposed all the same, so the rate of new controls stays.',
    'The suspension of B ends on 2026-10-01; it binds like a new measure.',
  ]);
});

test('signals: a state is a number of zeros, state 0 one day in ten and state 3 one in ten thousand', () => {
  expect(said({ signals: { taiwan_strait: 3, carriers: 0 } })).toEqual([
    'The signal carriers is at state 0, seen today: a day of about one in 10.',
    'The signal taiwan_strait is at state 3, seen today: a day of about one in 10,000.',
  ]);
});

const CERTAIN =
  'it is stated, not rated: it happens, for exactly that long. The loss and how long stock lasts are those of the method; only the stock is uncertain. The chance of other closures stays as it was.';

describe('closures', () => {
  test('of the lanes lose what the method says for the buyer, or what is stated', () => {
    const closed = `The sea lanes of the Taiwan Strait and the East China Sea are closed for 30 days from the start: ${CERTAIN}`;
    const way = 'is lost, the rest finds another way. The lanes are one scenario: what crosses two of them is counted once.';
    expect(said({ closures: [{ lane: 'taiwan_strait', days: 30, severity: null }] })).toEqual([
      closed,
      `50 % of what crosses the lanes to JPN ${way}`, // transit_rho of Japan
    ]);
    expect(said({ closures: [{ lane: 'taiwan_strait', days: 30, severity: 0.125 }] })).toEqual([
      closed,
      `12.5 % of what crosses the lanes to JPN ${way}`,
    ]);
  });

  test('of an origin say where its ore is processed, if it is', () => {
    const closure = { origin: 'MMR', stages: ['mine', 'separation'] as const, processed_in: null, days: 90, severity: 1 };
    const base = `100 % of what MMR sends at the stage mine, separation is missing for 90 days from the start: ${CERTAIN}`;
    expect(said({ closures: [closure] })).toEqual([base]);
    expect(said({ closures: [{ ...closure, processed_in: 'CHN' }] })).toEqual([
      base,
      'Ore of MMR is processed in CHN: the next stage there loses the part of its feed that MMR has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.',
    ]);
  });

  test('say what stops, for whom, and that there is no end', () => {
    const closure = { origin: 'CHN', stages: ['refining'] as const, processed_in: null, days: null, severity: 1 };
    expect(said({ closures: [{ ...closure, elements: ['@REE', 'Ga'], targets: ['JPN'] }] })).toEqual([
      `100 % of what CHN sends of @REE, Ga to JPN at the stage refining is missing without an end, so for the whole horizon, from the start: ${CERTAIN}`,
    ]);
    expect(said({ closures: [{ ...closure, elements: null, targets: null }] })[0]).toContain(
      'of what CHN sends at the stage refining is missing',
    );
    expect(said({ closures: [{ lane: 'taiwan_strait', days: null, severity: 1 }] })[0]).toContain('are closed without an end, so for');
  });
});

describe('suppliers that are lost', () => {
  const stops = (who: string) => `${who} for 365 days; the gap is filled only by what others ramp up and by substitution.`;

  test('with what the register can not tell about them', () => {
    expect(said({ suppliers_lost: [{ supplier: 'lynas', countries: null }] })).toEqual([
      stops('lynas delivers nothing'),
      "The register can not tell how much of its country's output lynas makes of: Dy separation, Nd mine. That part is not counted.",
    ]);
  });

  test('in some countries: only what is unknown there is left out', () => {
    expect(said({ suppliers_lost: [{ supplier: 'lynas', countries: ['MYS', 'VNM'] }] })).toEqual([
      stops('lynas delivers nothing in MYS, VNM'),
    ]);
    expect(said({ suppliers_lost: [{ supplier: 'lynas', countries: ['AUS'] }] })).toHaveLength(2);
  });

  test('whose output is known in full need no such sentence', () => {
    expect(said({ suppliers_lost: [{ supplier: 'nobody', countries: null }] })).toEqual([stops('nobody delivers nothing')]);
  });
});

test('stock, of some elements or of all, from what there is or from stated days', () => {
  expect(
    said({
      cover: [
        { elements: ['Dy', 'Tb'], days: null, factor: 2, add_days: 0 },
        { elements: null, days: 60, factor: 1, add_days: 30 },
      ],
    }),
  ).toEqual([
    'Stock of Dy, Tb is the stock there is times 2, plus 0 days, at every stage.',
    'Stock of every element is 60 days of stock times 1, plus 30 days, at every stage.',
  ]);
});

test('shares and parameters, with what stays', () => {
  expect(said({ shares: [{ element: 'Ga', stage: 'refining', origin: 'CHN', share: 0.655 }], parameters: { ramp_all: 0.2 } })).toEqual([
    "CHN makes 65.5 % of the world's Ga at the refining stage; the others keep their proportions. Imports of the buyer stay as they are.",
    'ramp_all is 0.2 instead of 0.1, for all elements.',
  ]);
});
