import { beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { scoreLinksSchema, scoreSchema } from '#contracts/api/score.ts';
import { explanationSchema } from '#contracts/api/subjects-answers.ts';
import { catalogueDocumentSchema } from '#contracts/run/catalogue-documents.ts';
import * as documents from '#contracts/run/run-documents.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { withScoreLinks } from '#functions/api/published-run/score-links.ts';
import { type RunScorer, runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { documentsOf } from '#test/builders/small-facts.ts';

/** On shipped facts. */
let scorer: RunScorer;
beforeAll(() => {
  const methodology = { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 };
  const dates = { as_of: '2026-10-01', known_at: '2026-10-01', started_at: '2026-10-01T18:00:00.000Z' };
  const run = { run_id: 'r0000000001', ...dates, methodology, code_version: 'test' };
  scorer = runScorer(run, { data: bundledReferenceData, methodology: METHODOLOGY });
});

const issuesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(JSON.parse(JSON.stringify(value))).error?.issues ?? [];

test('the documents of a run have the shapes that the API reads', async () => {
  const content = await documentsOf(scorer);
  const entries = (name: string) => (content.get(name) as { entries: unknown[] }).entries;
  for (const entry of entries('catalogue:elements'))
    expect(issuesOf(documents.elementEntrySchema, entry)).toEqual([]);
  for (const entry of entries('catalogue:suppliers'))
    expect(issuesOf(documents.supplierEntrySchema, entry)).toEqual([]);
  for (const entry of entries('catalogue:countries'))
    expect(issuesOf(documents.countryEntrySchema, entry)).toEqual([]);
  expect(issuesOf(documents.signalsDocumentSchema, content.get('signals'))).toEqual([]);
  for (const theatre of ['taiwan', 'senkaku']) {
    expect(issuesOf(documents.signalDocumentSchema, content.get(`signal:${theatre}`))).toEqual([]);
  }
  expect(issuesOf(documents.measuresDocumentSchema, content.get('measures'))).toEqual([]);
  expect(issuesOf(documents.sourcesDocumentSchema, content.get('sources'))).toEqual([]);
  for (const buyer of BUYERS) {
    const inputs = documents.elementInputsDocumentSchema.parse(
      JSON.parse(JSON.stringify(content.get(`inputs:${buyer}`))),
    );
    expect(inputs.elements.map((one) => [one.element, one.buyer])).toEqual(
      Object.keys(inputs.names).map((element) => [element, buyer]),
    );
  }
  expect(issuesOf(documents.supplierOutputsDocumentSchema, content.get('supplier-outputs'))).toEqual([]);
  for (const buyer of BUYERS) {
    expect(issuesOf(documents.supplierInputsDocumentSchema, content.get(`supplier-inputs:${buyer}`))).toEqual(
      [],
    );
  }
  expect(issuesOf(documents.lanesDocumentSchema, content.get('lanes'))).toEqual([]);
  expect(issuesOf(documents.productContentsDocumentSchema, content.get('product-contents'))).toEqual([]);
});

describe('scores and explanations of a run have the shapes that the API promises', () => {
  test.each([
    ['element', 'Dy', 'JPN'],
    ['element', 'Pm', 'USA'],
    ['supplier', 'lynas', 'JPN'],
    ['supplier', 'sip-jamstec', 'JPN'],
    ['country', 'CHN', 'EUU'],
  ])('%s %s for %s', (type, id, buyer) => {
    const { result, explanation } = scorer.findings({ type, id }, buyer);
    const answer = withScoreLinks(result.document);
    expect(issuesOf(scoreSchema, answer)).toEqual([]);
    expect(issuesOf(explanationSchema, withScoreLinks(explanation))).toEqual([]);
    expect(issuesOf(scoreLinksSchema, answer.links)).toEqual([]);
  });
});

test('every subject that is scored is in its catalogue, and the other way round', async () => {
  const content = await documentsOf(scorer);
  for (const [type, name] of Object.entries({
    element: 'elements',
    supplier: 'suppliers',
    country: 'countries',
  })) {
    const { entries } = catalogueDocumentSchema.parse(
      JSON.parse(JSON.stringify(content.get(`catalogue:${name}`))),
    );
    const scored = scorer.subjects.filter((subject) => subject.type === type).map((subject) => subject.id);
    expect(entries.map((entry) => entry.id)).toEqual(scored);
  }
});

test('ids are such that an address can hold them', () => {
  for (const { id } of scorer.subjects) expect(id).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
});
