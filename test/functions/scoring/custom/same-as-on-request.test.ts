import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customSupplierSchema } from '#contracts/api/custom-suppliers.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { pressureOfRun } from '#functions/api/published-run/run-documents.ts';
import { customScoringServices } from '#functions/scoring/custom-scoring.services.ts';
import { rescorer } from '#functions/scoring/rescorer.services.ts';
import { runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { noObjects } from '#functions/store/objects/run-objects.ts';
import { runRecord } from '#test/builders/score-documents.ts';
import { documentsOf } from '#test/builders/small-facts.ts';
import { inMemoryStore } from '#test/fakes/in-memory-store.ts';
import { SIGNALS_TABLE, sqliteStore, TABLE } from '#test/functions/store/embedded-store.ts';

const country = fc.constantFrom('CHN', 'JPN', 'VNM', 'USA', 'MYS');
const elements = fc.constantFrom(['Dy'], ['Nd', 'Dy'], ['Ga']);
const anySupplier = fc
  .record({
    countries: fc.array(country, { minLength: 1, maxLength: 3 }),
    elements,
    share: fc.constantFrom(0.3, 1),
  })
  .map(({ countries, elements: made, share }) => {
    const sites = countries.map((of, n) => ({
      id: `site-${n}`,
      name: `Site ${n}`,
      country: of,
      stage: n === 0 ? 'magnet' : 'separation',
      elements: made,
    }));
    const feeds = sites.slice(1).map(({ id }) => ({
      from: id,
      to: 'site-0',
      share_of_input: share / countries.length,
      essential: 'yes',
    }));
    return customSupplierSchema.parse({ name: 'Acme Magnets', sites, feeds });
  });

test('a score of the night is that which a reader would have computed for the run, byte by byte', async () => {
  const store = await sqliteStore();
  const { snapshots } = inMemoryStore();
  // The run has read an observation that came in and does not ship.
  const [shipped] = bundledReferenceData.taiwan_strait.slice(-1);
  if (shipped === undefined) throw new Error('reports ship');
  const fact = {
    ...shipped,
    report_date: '2026-10-01',
    aircraft: 41,
    row: 'taiwan_strait:test',
    known_from: '2026-10-01',
  };
  const data = { ...bundledReferenceData, taiwan_strait: [...bundledReferenceData.taiwan_strait, fact] };
  const inputs_sha256 = await snapshots.put(data);
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
  const run = runRecord({ inputs_sha256, methodology });
  const documents = await documentsOf(runScorer(run, { data, methodology: METHODOLOGY, brief: true }));
  const signals = documents.get('signals');
  const pressure = await pressureOfRun(run.run_id, {
    document: async () => JSON.parse(JSON.stringify(signals)),
  });
  expect(pressure).not.toBeNull();
  const place = {
    tables: store.table,
    scoresTable: TABLE,
    signalsTable: SIGNALS_TABLE,
    snapshots,
    objects: noObjects,
    codeVersion: 'test',
  };
  const atNight = await customScoringServices(place).makeCustomScorer(run, inputs_sha256);
  const onRequest = rescorer.customSuppliers(run, pressure);
  await fc.assert(
    fc.asyncProperty(anySupplier, fc.constantFrom(...BUYERS), async (supplier, buyer) => {
      const supplierOf = {
        id: 'acme-1',
        version: 3,
        updated_at: '2026-09-01T09:00:00.000Z',
        deleted: false,
        supplier,
      };
      const chain = new Map();
      expect(JSON.stringify(atNight.score(supplierOf, buyer, chain).document)).toBe(
        JSON.stringify(await onRequest.score(supplierOf, buyer, chain)),
      );
    }),
    { numRuns: 12 },
  );
  await store.close();
});
