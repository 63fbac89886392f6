import { afterAll, beforeAll, expect, test } from 'vitest';
import { elementInputsDocumentSchema, supplierInputsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { RunDocumentName } from '#functions/store/scores/published-scores.ts';
import { WORLD_RUN } from '#test/builders/published-world.ts';
import { FAR_OFF } from '#test/builders/runs/written-run.ts';
import { documentsOf, scorerOn } from '#test/builders/small-facts.ts';
import type { ApiUnderTest } from '../api-under-test.ts';
import { clientOf, startApiWithClients } from '../clients-under-test.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApiWithClients(['acme']);
});
afterAll(() => api.close());

async function statusWithout(name: RunDocumentName, damaged: object, ask: () => Promise<{ status: number }>) {
  const whole = await api.store.scores.document(WORLD_RUN, name);
  await api.store.rows.putDocument(WORLD_RUN, name, { ...(whole as object), ...damaged }, FAR_OFF);
  const { status } = await ask();
  await api.store.rows.putDocument(WORLD_RUN, name, whole, FAR_OFF);
  return status;
}
const get = (address: string) => () => clientOf(api, 'acme').get(address);

test('a document of our own that cannot be read is our fault, and never an answer without it', async () => {
  const measures = { measures: [{ id: 'CN-2025-18', row: 'policy:CN-2025-18' }] };
  expect(await statusWithout('measures', measures, get('/v1/elements/Dy/score?as_of=2025-10-09'))).toBe(500);
  const signals = { pressure: { taiwan: { index: 30 } } };
  expect(await statusWithout('signals', signals, get('/v1/elements/Dy/score?end_use=defence'))).toBe(500);
});

const NO_METHOD = [
  ['a rate', { theta: undefined }],
  ['a class that the method does not have', { measures: [{ id: 'x', control_class: 'blockade' }] }],
  ['the pressure of a theatre', { pressure: { senkaku: { multiplier: 1 } } }],
] as const;
test.each(NO_METHOD)('inputs of a run are read no further without %s', async (_, damage) => {
  const content = await documentsOf(scorerOn('2026-10-01'));
  const [elements, suppliers] = ['inputs:JPN', 'supplier-inputs:JPN'].map((name) =>
    JSON.parse(JSON.stringify(content.get(name))),
  );
  expect(elementInputsDocumentSchema.safeParse(elements).error).toBeUndefined();
  expect(supplierInputsDocumentSchema.safeParse(suppliers).error).toBeUndefined();
  Object.assign(elements.elements[0], damage);
  expect(elementInputsDocumentSchema.safeParse(elements).error).toBeDefined();
});
