import { expect, test } from 'vitest';
import { adjustableNumbers, assumptionsOf } from '#domain/scenarios/assumptions.ts';
import { type Closure, NO_CHANGES, type ScenarioChanges } from '#domain/scenarios/scenario.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const outputs = [
  { supplier: 'lynas', element: 'Dy', stage: 'separation', output: { MYS: 1, AUS: null } },
  { supplier: 'lynas', element: 'Nd', stage: 'mine', output: { AUS: null } },
];
const methodology = {
  parameters: [{ name: 'spare', value: 0.2, unit: '', range: null, basis: 'expert', source: '', section: '2' }],
} as const;
/** What is said beside the sentence that stands over every scenario. */
const said = (changes: Partial<ScenarioChanges>) =>
  assumptionsOf({ ...NO_CHANGES, ...changes }, { buyer: 'JPN', as_of: '2026-10-01', outputs, methodology }).slice(1);
const closed: Closure = {
  ...{ origin: 'MMR', lane: null, stages: ['mine'], processed_in: null, elements: null, targets: null, begins: 0, days: 90, severity: 1 },
};
const CERTAIN =
  'What is stopped is stopped for certain, so that only cover, saving, substitutes and what others add stand against it. Stops that hold at the same time are one gap: nothing is lost twice.';

test('every scenario says that the rest stays as it is', () => {
  expect(assumptionsOf(NO_CHANGES, { buyer: 'JPN', as_of: '2026-10-01', outputs, methodology })).toEqual([
    'Everything that the scenario does not name is as the run had it on 2026-10-01; nobody reacts that does not react in the method.',
  ]);
});

test.each<[Partial<ScenarioChanges>, readonly string[]]>([
  [
    {
      measures_added: [
        {
          control_class: 'ban',
          origins: ['CHN'],
          targets: ['JPN'],
          elements: ['Dy', '@LREE'],
          stages: ['refining', 'magnet'],
          coverage: 1,
        },
      ],
      measures_lifted: ['A'],
      measures_unsuspended: ['B'],
    },
    [
      'A measure of class ban of CHN against JPN on Dy, the light rare earths (refining, magnet) is in force from 2026-10-01. It is no certain stop: it binds with the chance and the depth that the method gives its class. The rate of further controls stays.',
      'A is not in force. The rate of further controls stays.',
      'The suspension of B ends on 2026-10-01; it binds like a new measure.',
    ],
  ],
  [
    { pressure: { taiwan: 100, senkaku: 0 } },
    [
      'The pressure in the theatre senkaku is at 0 of 100 in its own three years, seen today.',
      'The pressure in the theatre taiwan is at 100 of 100 in its own three years, seen today.',
    ],
  ],
  [
    { closures: [{ ...closed, processed_in: 'CHN' }] },
    [
      '100 % of every element that MMR sends at the stages mine is missing for 90 days.',
      'Ore of MMR is processed in CHN: the next stage there loses the part of its feed that MMR has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.',
      CERTAIN,
    ],
  ],
  [
    {
      closures: [{ ...closed, origin: 'CHN', stages: null, elements: ['@REE'], targets: ['JPN'], begins: 5, days: null, severity: 0.125 }],
    },
    ['12.5 % of the rare earths that CHN sends to JPN is missing without an end, beginning in 5 days.', CERTAIN],
  ],
  [
    { closures: [{ ...closed, origin: null, lane: 'malacca', stages: null }] },
    [
      '100 % of every element that passes malacca on the way to JPN is lost for 90 days; the table of routes says how much passes, and no ship takes another way.',
      CERTAIN,
    ],
  ],
  [
    { suppliers_lost: [{ supplier: 'lynas', countries: null }] },
    [
      "lynas delivers nothing for the whole year. The register can not tell its part of its country's output of Dy separation, Nd mine: that is not counted.",
      CERTAIN,
    ],
  ],
  [{ suppliers_lost: [{ supplier: 'lynas', countries: ['MYS'] }] }, ['lynas delivers nothing from MYS for the whole year.', CERTAIN]],
  [
    {
      cover: [
        { elements: null, days: null, factor: 2, add_days: 0 },
        { elements: ['Dy'], days: 60, factor: 1, add_days: 30 },
      ],
    },
    [
      'Stock of every element is the stock there is times 2, plus 0 days, at every stage.',
      'Stock of Dy is 60 days of stock times 1, plus 30 days, at every stage.',
    ],
  ],
  [
    {
      shares: [
        { of: 'world', element: 'Ga', stage: 'refining', origin: 'CHN', share: 0.655 },
        { of: 'imports', element: 'Ga', stage: 'refining', origin: 'DEU', share: 0.5 },
      ],
      parameters: { spare: 0.1 },
    },
    [
      "CHN has 65.5 % of the world's Ga at the refining stage; the others keep their proportions.",
      "DEU has 50 % of JPN's imports of Ga at the refining stage; the others keep their proportions.",
      'spare is 0.1 instead of 0.2.',
    ],
  ],
])('%j', (changes, sentences) => {
  expect(said(changes)).toEqual(sentences);
});

test('numbers with a range in figures may be set, but not those that the inputs of a run hold already', () => {
  const numbers = adjustableNumbers(shippedMethodology);
  expect(numbers.find(({ name }) => name === 'depth.ban')).toMatchObject({ min: 0.75, max: 1, unit: 'share of flow' });
  const names = numbers.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['spare', 'new_control.rest', 'crisis.taiwan']));
  for (const name of ['new_control.rate', 'pressure.power', 'horizon']) expect(names).not.toContain(name);
  for (const { name, min, max } of numbers) {
    const value = shippedMethodology.parameters.find((row) => row.name === name)?.value ?? Number.NaN;
    expect([name, min <= value && value <= max]).toEqual([name, true]);
  }
});
