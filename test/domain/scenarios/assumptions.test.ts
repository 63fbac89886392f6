import { expect, test } from 'vitest';
import { adjustableNumbers, assumptionsOf } from '#domain/scenarios/assumptions.ts';
import { NO_CHANGES, type ScenarioChanges, stopOf } from '#domain/scenarios/scenario.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { rendered } from '#domain/words/render.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const context = {
  ...{ buyers: ['JPN', 'USA'], as_of: '2026-10-01', register_read: '2026-09-30' },
  facts: {
    names: { lynas: 'Lynas Rare Earths' },
    outputs: [
      { supplier: 'lynas', element: 'Dy', stage: 'separation', output: { MYS: 1, AUS: null } },
      { supplier: 'lynas', element: 'Nd', stage: 'mine', output: { AUS: null } },
    ],
  },
  methodology: {
    parameters: [
      { name: 'spare', value: 0.2, unit: '', range: null, basis: 'expert', source: '', section: '2' },
    ],
  },
  pressure: { senkaku: { index: null, age: null }, taiwan: { index: 63.4, age: 3 } },
  titles: { A: 'Announcement 18 of 2025' },
} as const;
/** What is said beside the sentence that stands over every scenario. */
const said = (changes: Partial<ScenarioChanges>, lang: 'en' | 'ja' = 'en') =>
  assumptionsOf({ ...NO_CHANGES, ...changes }, context)
    .slice(1)
    .map((sentence) => rendered(sentence, languageOf(lang)));
const CERTAIN =
  'What is stopped is stopped for certain: only stock, saving, substitutes and what others add stand against it. Stops that hold at the same time are one gap: nothing is lost twice.';

/** One of everything, by the sentence that says it. */
const cases: readonly (readonly [Partial<ScenarioChanges>, readonly string[]])[] = [
  [
    {
      measures_added: [
        {
          control_class: 'ban',
          origins: ['CHN'],
          targets: ['JPN', 'ALL'],
          elements: ['Dy', '@LREE'],
          stages: ['refining', 'magnet'],
          coverage: 1,
        },
      ],
      measures_lifted: ['A'],
      measures_unsuspended: ['B'],
    },
    [
      'A new export ban of China against Japan, everybody on dysprosium, the light rare earths (refining, magnet) is in force from 1 Oct 2026. It is no certain stop: it binds with the chance and the depth of its class in the method.',
      '“Announcement 18 of 2025” is not in force. The rate of further controls stays.',
      'The suspension of “B” ends on 1 Oct 2026; it binds like a new measure.',
    ],
  ],
  [
    { pressure: { taiwan: 100, senkaku: 0 } },
    [
      'Pressure (Senkaku/Diaoyu islands) is at 0 of 100 in its own three years, seen today; it was unknown.',
      'Pressure (Taiwan Strait) is at 100 of 100 in its own three years, seen today; it was at 63, seen 3 days before.',
    ],
  ],
  [
    { stops: [stopOf({ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 90 })] },
    [
      '100 % of every element that Myanmar sends (mine) is missing for 90 days.',
      'Ore of Myanmar is processed in China: the next stage there loses the part of its feed that Myanmar has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.',
      CERTAIN,
    ],
  ],
  [
    { stops: [stopOf({ origin: 'CHN', elements: ['@HREE'], targets: ['JPN'], begins: 5, severity: 0.125 })] },
    [
      '12.5 % of the heavy rare earths that China sends to Japan is missing without an end, beginning in 5 days.',
      CERTAIN,
    ],
  ],
  [
    { stops: [stopOf({ lane: 'malacca', days: 90 })] },
    [
      '100 % of every element that passes here on the way to Japan, the United States is lost for 90 days: Strait of Malacca. The table of routes says how much passes, and no ship takes another way.',
      CERTAIN,
    ],
  ],
  [
    {
      stops: [
        stopOf({ supplier: 'lynas' }),
        stopOf({ supplier: 'lynas', countries: ['MYS'], days: 30, severity: 0.5 }),
      ],
    },
    [
      'Lynas Rare Earths delivers 100 % less of every element without an end.',
      'The register cannot tell which part of its country’s output Lynas Rare Earths makes of this, so others miss nothing of it here: dysprosium (separation), neodymium (mine).',
      'Lynas Rare Earths (Malaysia) delivers 50 % less of every element for 30 days.',
      CERTAIN,
    ],
  ],
  [
    {
      cover: [
        { elements: null, days: null, factor: 2, add_days: 0 },
        { elements: ['Dy'], days: 60, factor: 1, add_days: 30 },
      ],
    },
    [
      'Stock of every element is what there is times 2, plus 0 days, at every stage.',
      'Stock of dysprosium is 60 days times 1, plus 30 days, at every stage.',
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
      "China has 65.5 % of the world's gallium at the refining stage; the others keep their proportions.",
      'Germany has 50 % of the imports of gallium at the refining stage (Japan, the United States); the others keep their proportions.',
      'The number spare of the method is 0.1 instead of 0.2.',
    ],
  ],
];

test('every scenario says that the rest stays as it is', () => {
  expect(assumptionsOf(NO_CHANGES, context).map((sentence) => rendered(sentence, languageOf('en')))).toEqual([
    'Everything else is as it was on 1 Oct 2026. Nobody reacts, beyond the saving, the substitutes and the new supply that the method counts.',
  ]);
});

test('one that stands on an unread register says so', () => {
  const [, unread] = assumptionsOf(NO_CHANGES, { ...context, register_read: '2026-09-01' });
  expect(unread).toMatchObject({ code: 'status_register', params: { age: 30, since: '2026-09-01' } });
});

test.each(cases)('%j', (changes, sentences) => {
  expect(said(changes)).toEqual(sentences);
});

test('in Japanese no id and no word of another language is left', () => {
  const text = cases.flatMap(([changes]) => said(changes, 'ja')).join('');
  const latin = text
    .replaceAll(/Announcement 18 of 2025|Lynas Rare Earths|「B」|spare/g, '')
    .match(/[A-Za-z_{}@]+/g);
  expect(latin).toBeNull();
});

test('numbers with a range in figures may be set, but not those that the inputs of a run hold already', () => {
  const numbers = adjustableNumbers(shippedMethodology);
  expect(numbers.find(({ name }) => name === 'depth.ban')).toMatchObject({
    min: 0.75,
    max: 1,
    unit: 'of flow',
  });
  const names = numbers.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['spare', 'new_control.rest', 'crisis.taiwan']));
  for (const name of ['new_control.rate', 'pressure.power', 'horizon']) expect(names).not.toContain(name);
  for (const { name, min, max } of numbers) {
    const value = shippedMethodology.parameters.find((row) => row.name === name)?.value ?? Number.NaN;
    expect([name, min <= value && value <= max]).toEqual([name, true]);
  }
});
