import { afterAll, beforeAll, expect, test } from 'vitest';
import { companySchema } from '#contracts/api/companies.ts';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { scoreCompanies } from '#functions/scoring/company-scoring.ts';
import { customSupplierScores } from '#functions/scoring/results/custom-supplier-score.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { companyResultsIn, madeFrom } from '#functions/store/clients/company-results.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { WORLD_RUN } from '#test/builders/published-world.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { tableInMemory } from '#test/fakes/table-in-memory.ts';
import type { ApiUnderTest } from '#test/functions/api/api-under-test.ts';
import { clientOf, fedBy, startApiWithClients } from '#test/functions/api/clients-under-test.ts';
import { SIGNALS_TABLE, TABLE } from '#test/functions/store/embedded-store.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme', 'bolt']);
});
afterAll(() => api.close());

const NOW = '2026-09-01T09:00:00.000Z';
const company = (over: object = {}) =>
  companySchema.parse({
    name: 'Kyushu',
    country: 'JPN',
    needs: [{ id: 'dy', material: 'dysprosium oxide', quantity: 12, unit: 't' }],
    sources: [{ material: 'dysprosium oxide', supplier_id: 'works', share: 0.8 }],
    watch: ['works'],
    ...over,
  });

test('a run makes the figures that a reader would be given, for each client with its own suppliers, and goes past what cannot be made', async () => {
  const companies = companiesIn(api.store.table(SIGNALS_TABLE));
  const suppliers = customSuppliersIn(api.store.table(SIGNALS_TABLE));
  for (const [client, country] of [
    ['acme', 'CHN'],
    ['bolt', 'AUS'],
  ] as const) {
    await suppliers.put(client, 'works', customSupplierSchema.parse(fedBy(country)), 'anything', NOW);
    await companies.put(client, 'kyushu', company(), 'anything', NOW);
  }
  await companies.put('bolt', 'nowhere', company({ country: 'KOR' }), 'anything', NOW); // of which the run has no inputs
  const { methodology } = (await api.store.ledger.get(WORLD_RUN)) ?? runRecord();
  const run = runRecord({ run_id: WORLD_RUN, status: 'running', methodology });
  const pressure = { senkaku: { index: null, multiplier: 1 }, taiwan: { index: 30, multiplier: 1 } } as never; // that of the world
  const scorer = customSupplierScores(run, {
    data: bundledReferenceData,
    methodology: METHODOLOGY,
    asked: { pressure },
  });
  const atNight = companyResultsIn(tableInMemory());
  const made = await scoreCompanies(WORLD_RUN, {
    ledger: { get: async () => run },
    makeCustomScorer: async () => ({
      score: () => Promise.reject(new Error('not asked for')) as never,
      inputs: scorer.inputs,
      ships: () => false,
    }),
    companies,
    suppliers,
    companyResults: atNight,
    written: api.store.scores,
    codeVersion: run.code_version,
    customScoreDays: 95,
  });
  expect(made).toEqual({ companies: 2 });

  const figures: unknown[] = [];
  for (const client of ['acme', 'bolt']) {
    const [stored, works] = [await companies.get(client, 'kyushu'), await suppliers.get(client, 'works')];
    if (stored === null || works === null) throw new Error('both are stored');
    expect((await clientOf(api, client).get('/v1/companies/kyushu/results')).status).toBe(200); // made and kept for its reader
    const key = [client, 'kyushu', WORLD_RUN, 'results', madeFrom(stored, [works])] as const;
    figures.push(await atNight.get(...key));
    expect(figures.at(-1)).toEqual(await companyResultsIn(api.store.table(TABLE)).get(...key));
  }
  expect(figures).not.toContain(null);
  expect(figures[0]).not.toEqual(figures[1]);
});
