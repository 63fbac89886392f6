import { describe, expect, test } from 'vitest';
import { scenarioSchema } from '#contracts/api/analysis-requests.ts';
import { scenarioEvaluationSchema } from '#contracts/api/analysis-routes.ts';
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { languageOf } from '#domain/words/catalogue.ts';
import { type Asker, answerScenario, scenarioOfLink } from '#functions/api/analysis/scenarios.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { bodyErrors } from '#functions/http/parse-request.ts';
import { runScorer } from '#functions/scoring/results/run-scorer.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { shippedFacts, shippedMethodology } from '#test/builders/shipped-facts.ts';
import { documentsOf } from '#test/builders/small-facts.ts';

const RUN = 'r0000000007';
const DAY = '2026-10-01';
const methodology = { version: shippedMethodology.version, sha256: 'b'.repeat(64) };
const identity = {
  run_id: RUN,
  as_of: DAY,
  known_at: DAY,
  started_at: `${DAY}T18:30:00.000Z`,
  code_version: 'test',
  methodology,
};
const pinned = { document: shippedMethodology, sha256: methodology.sha256 };
const scorer = runScorer(identity, { data: shippedFacts, methodology: pinned, brief: true });
const documents = new Map<string, unknown>(
  [...(await documentsOf(scorer))].map(([name, content]) => [name, JSON.parse(JSON.stringify(content))]),
);
const runs = new Map([
  [RUN, 'running'],
  ['r0000000006', 'completed'],
  ['r0000000005', 'failed'],
]);
const scores = {
  currentRun: async () => ({ run_id: RUN, as_of: DAY, published_at: `${DAY}T18:31:00.000Z` }),
  run: async (id: string) =>
    runs.has(id) ? { ...identity, run_id: id, status: runs.get(id), inputs_sha256: 'a'.repeat(64) } : null,
  document: async (_run: string, name: string) => documents.get(name) ?? null,
} as unknown as PublishedScores;

const nothing: Asker = {
  ownMeasures: async () => [],
  companyIn: () => expect.fail('no company is asked for'),
  language: languageOf('en'),
};
const ask = (scenario: object) => answerScenario(scores, scenarioSchema.parse(scenario), nothing);
type Answer = Awaited<ReturnType<typeof ask>>;
const of = ({ results }: Answer, id: string) =>
  results.find(({ subject }) => subject.id === id) ?? expect.fail(`${id} is in the answer`);
const queryOf = ({ share_url }: Answer) =>
  new URL(share_url ?? '', 'http://localhost').searchParams.get('scenario') ?? undefined;

describe.each(['element', 'supplier'] as const)('scenarios of %ss', (subject_type) => {
  test('begin at the scores of the run, and have a sentence for each that does not move', async () => {
    const { results, summary, changes } = await ask({ subject_type });
    expect([summary.raised, summary.lowered, summary.band_changes, changes]).toEqual([0, 0, 0, {}]);
    expect(results.length).toBeGreaterThan(30);
    for (const { subject, unchanged_because } of results)
      expect([subject.id, unchanged_because]).toEqual([subject.id, expect.stringMatching(/^[A-Z].*\.$/)]);
    for (const { subject, baseline } of results.slice(0, 5))
      expect(baseline).toBe(
        scorer.findings({ type: subject_type, id: subject.id }, 'JPN').result.document.score,
      );
  });

  test.each(SCENARIO_TEMPLATES)('have the shape of the contract and causes that sum: $id', async ({ id }) => {
    const elements = { element: ['Dy', 'Ga'], supplier: ['Er', 'Ge'] }[subject_type]; // of few suppliers
    const answer = await ask({ template: id, subject_type, elements });
    expect(() => scenarioEvaluationSchema.parse(JSON.parse(JSON.stringify(answer)))).not.toThrow();
    for (const { subject, delta, scarce_delta, by_driver, unchanged_because } of answer.results) {
      const sum = by_driver.reduce((total, driver) => total + Math.round(100 * driver.delta), 0);
      if (delta !== null) expect([subject.id, sum]).toEqual([subject.id, Math.round(100 * delta)]);
      const moves = Math.max(Math.abs(delta ?? 0), Math.abs(scarce_delta ?? 0)) >= 1;
      expect([subject.id, unchanged_because === null]).toEqual([subject.id, moves]);
    }
    const sizes = answer.results.map(({ delta }) => (delta === null ? -1 : Math.abs(delta)));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });
});

test.each(SCENARIO_TEMPLATES)(
  'what a template says it changes is a scenario that gives the same: $id',
  async ({ id }) => {
    const elements = ['Er'];
    const answer = await ask({ template: id, elements });
    expect((await ask({ ...answer.changes, elements })).results).toEqual(answer.results);
  },
);

test('an embargo on Japan reaches the United States through magnets made in Japan, and by nothing else', async () => {
  const template = 'japan-embargo-2010';
  const [japan, usa] = [await ask({ template }), await ask({ template, buyers: ['USA'] })];
  expect(of(japan, 'Nd').scarce_delta).toBeGreaterThan(20);
  const moved = usa.results.filter(({ delta, scarce_delta }) => delta || scarce_delta);
  expect(moved.map(({ subject }) => subject.id).sort()).toEqual(['Dy', 'Nd', 'Pr', 'Tb']);
  for (const { subject, delta } of moved) {
    expect([subject.id, (delta ?? 0) > 0]).toEqual([subject.id, true]);
    expect(delta).toBeLessThan(of(japan, subject.id).delta ?? 0);
  }
});

test('several buyers are answered together, each as by itself', async () => {
  const elements = ['Dy', 'Ga'];
  const both = await ask({ template: 'japan-embargo-2010', elements, buyers: ['JPN', 'USA', 'JPN'] });
  expect(both.results).toHaveLength(4);
  for (const buyer of ['JPN', 'USA']) {
    const { results } = await ask({ template: 'japan-embargo-2010', elements, buyers: [buyer] });
    expect(both.results.filter((result) => result.buyer === buyer)).toEqual(results);
  }
});

test('a theatre of which nothing is known can be set, to calm too, and the answer says what it was', async () => {
  const inputs = documents.get('inputs:JPN') as { elements: { pressure: object }[] };
  const unknown = { index: null, day: null, age: null, multiplier: 1, series: {} };
  const elements = inputs.elements.map((one) => ({ ...one, pressure: { ...one.pressure, taiwan: unknown } }));
  const blind = {
    ...scores,
    document: async (run: string, name: string) =>
      name === 'inputs:JPN' ? { ...inputs, elements } : scores.document(run, name as 'methodology'),
  };
  const calm = await answerScenario(
    blind as unknown as PublishedScores,
    scenarioSchema.parse({ pressure: { taiwan: 0 } }),
    nothing,
  );
  expect(calm.summary.lowered).toBeGreaterThan(0);
  expect(calm.summary.raised).toBe(0);
  expect(calm.assumptions).toContain(
    'Pressure (Taiwan Strait) is at 0 of 100 in its own three years, seen today; it was unknown.',
  );
});

test('without Lynas in Malaysia Lynas delivers nothing, no Chinese maker moves, and each element says what meets the gap', async () => {
  const template = 'lynas-malaysia-licence-lost';
  const elements = ['Nd'];
  const suppliers = await ask({ template, subject_type: 'supplier', elements });
  expect(of(suppliers, 'lynas').scenario).toBe(100);
  expect(of(suppliers, 'jl-mag').delta).toBe(0);
  expect(of(await ask({ template, elements }), 'Nd').unchanged_because).toMatch(
    /^The scenario takes \d+ % of what the buyer needs at the magnet stage for 365 days: users do without that much, or others step in\.$/,
  );
});

test('elements that are named are those of the answer, or those that its suppliers deliver', async () => {
  expect((await ask({ elements: ['Ga', 'Dy'] })).results.map(({ subject }) => subject.id).sort()).toEqual([
    'Dy',
    'Ga',
  ]);
  const { results } = await ask({ elements: ['Ga'], subject_type: 'supplier' });
  expect(results.length).toBeGreaterThan(0);
  expect(results.length).toBeLessThan(scorer.subjects.filter(({ type }) => type === 'supplier').length / 4);
});

test('parts of every kind are given again by the link, on the run that it names', async () => {
  const scenario = {
    template: 'senkaku-incident-coercion',
    elements: ['Dy', 'Tb', 'Ga'],
    measures_added: [
      {
        control_class: 'licence',
        origins: ['CHN'],
        targets: ['ALL'],
        elements: ['Ga'],
        stages: ['refining'],
      },
    ],
    measures_lifted: ['CN-2025-18'],
    pressure: { taiwan: 0 },
    cover: [{ add_days: 10 }],
    stops: [
      { lane: 'taiwan_strait', days: 45 },
      { origin: 'MYS', begins: 10, days: 90, severity: 0.5 },
      { origin: 'MYS', elements: ['Ga'] },
      { supplier: 'lynas', countries: ['MYS'], begins: 30, days: 60 },
    ],
    shares: [{ element: 'Dy', stage: 'separation', origin: 'CHN', share: 0.5 }],
    parameters: { spare: 0.15, 'depth.licence': 0.8 },
  };
  const posted = await ask({ ...scenario, run_id: 'r0000000006' });
  expect(posted.baseline.run_id).toBe('r0000000006');
  expect(JSON.stringify(await answerScenario(scores, scenarioOfLink(queryOf(posted)), nothing))).toBe(
    JSON.stringify(posted),
  );
  const measure = {
    control_class: 'licence',
    origins: ['CHN'],
    targets: Array(60).fill('JPN'),
    elements: ['Dy'],
    stages: ['refining'],
  };
  expect((await ask({ elements: ['Dy'], measures_added: Array(20).fill(measure) })).share_url).toBeNull();
});

async function errorsOf(scenario: object) {
  const parsed = scenarioSchema.safeParse(scenario, { reportInput: true });
  if (!parsed.success) return bodyErrors(parsed.error.issues);
  return answerScenario(scores, parsed.data, nothing).then(
    () => [],
    (error: unknown) => (error instanceof ExpectedError ? error.errors : expect.fail(String(error))),
  );
}

test.each([
  [{ template: 'japan-embargo-201' }, '/template', /Did you mean `japan-embargo-2010`/],
  [
    { measures_lifted: ['CN-2025-81'] },
    '/measures_lifted/0',
    /no such measure that acts on scores. Did you mean CN-2025-01\?/,
  ],
  [{ elements: ['dy'] }, '/elements/0', /no such element. Did you mean Dy\?/],
  [{ stops: [{ supplier: 'lynass' }] }, '/stops/0/supplier', /Did you mean lynas\?/],
  [
    {
      shares: ['CHN', 'AUS'].map((origin) => ({ element: 'Dy', stage: 'mine', origin, share: 0.6 })),
    },
    '/shares',
    /1 at most together/,
  ],
  [{ stops: [{ days: 10 }] }, '/stops/0', /one of `origin`, `lane` and `supplier`/],
  [{ stops: [{ lane: 'malacca', countries: ['MYS'] }] }, '/stops/0/countries', /only with `supplier`/],
  [
    { stops: [{ origin: 'ZZZ', days: 10 }] },
    '/stops/0/origin',
    /no such country that supplies a scored element/,
  ],
  [{ stops: [{ lane: 'taiwan_strait', days: 0 }] }, '/stops/0/days', /1 to 365 days/],
  [{ pressure: { senkaku: 101 } }, '/pressure/senkaku', /a number from 0 to 100/],
  [{ parameters: { spare: 0.9 } }, '/parameters/spare', /send a number from 0.05 to 0.2/],
  [
    { parameters: { sparse: 0.2 } },
    '/parameters/sparse',
    /no such number of the method that a scenario may set. Did you mean spare\?/,
  ],
  [
    { shares: [{ element: 'Dy', stage: 'refining', origin: 'CHN', share: 0.5 }] },
    '/shares/0/stage',
    /Dy has no shares of world there, only at: /,
  ],
  [{ methodology: '3.0.0' }, '/methodology', /There is no field `methodology` here/],
  [
    {
      measures_added: [
        {
          control_class: 'entity_list',
          origins: ['CHN'],
          targets: ['ALL'],
          elements: ['Dy'],
          stages: ['refining'],
        },
      ],
    },
    '/measures_added/0/control_class',
    /is not one of: embargo, .*end_use_broad\.$/,
  ],
  [
    {
      measures_added: [
        {
          control_class: 'ban',
          origins: ['CHN'],
          targets: ['ALL'],
          elements: ['@REEs'],
          stages: ['refining'],
        },
      ],
    },
    '/measures_added/0/elements/0',
    /no such element or group. Did you mean @REE\?/,
  ],
])('a mistake is told what to send: %j', async (scenario, pointer, detail) => {
  const errors = await errorsOf(scenario);
  expect(errors.find((error) => error.pointer === pointer)?.detail).toMatch(detail);
});

test.each(['r0000000005', 'r0000000099'])(
  'a run that failed or is not kept is not found: %s',
  async (run_id) => {
    await expect(ask({ run_id })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Leave out `run_id`'),
    });
  },
);

test.each(['not-json', 'eyJidXllciI6'])('a link that was cut or changed: %s', (text) => {
  expect(() => scenarioOfLink(text)).toThrow(/it was cut or changed/);
});

test('a link with a wrong field names the field', () => {
  expect(() => scenarioOfLink(Buffer.from('{"buyers":["XXX"]}').toString('base64url'))).toThrow(/buyers/);
});
