import * as z from 'zod';
import {
  elementInputsDocumentSchema,
  lanesDocumentSchema,
  outputPartsSchema,
  supplierInputsDocumentSchema,
  supplierOutputsDocumentSchema,
  suppliersIn,
} from '#contracts/run/run-documents.ts';
import { type MethodologyDocument, pinnedMethodology } from '#domain/method/parameters.ts';
import type { ScenarioChanges, StopFacts } from '#domain/scenarios/scenario.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import {
  type PublishedScores,
  partWith,
  type RunDocumentName,
  readDocument,
  runDocument,
} from '#functions/store/scores/published-scores.ts';

/** Throws `temporarily_unavailable` where it is missing. */
async function keptDocument<T extends z.ZodType>(
  scores: PublishedScores,
  runId: string,
  name: RunDocumentName,
  schema: T,
): Promise<z.output<T>> {
  const content = await scores.document(runId, name);
  if (content !== null) return readDocument(content, runId, name, schema);
  const detail = `Run ${runId} was made by an earlier version of this service, which did not keep its inputs. Ask again after the next run.`;
  throw new ExpectedError('temporarily_unavailable', detail, [], { retryAfterSeconds: 3600 });
}

/** Throws `temporarily_unavailable`. */
export const elementInputsOf = (scores: PublishedScores, runId: string, buyer: string) =>
  keptDocument(scores, runId, `inputs:${buyer}`, elementInputsDocumentSchema);

/** Throws `temporarily_unavailable`, and `invalid_request` for more suppliers than a scenario can score. */
export async function supplierInputsOf(
  scores: PublishedScores,
  runId: string,
  buyer: string,
): Promise<ReturnType<typeof suppliersIn>> {
  const name = `supplier-inputs:${buyer}` as const;
  const document = await keptDocument(scores, runId, name, supplierInputsDocumentSchema);
  const { too_many } = document;
  if (too_many !== undefined) {
    const detail = `The register has ${too_many} suppliers, and a scenario scores all of them for its answer: leave \`subject_type\` out, which asks for elements.`;
    throw invalidRequest([{ pointer: '/subject_type', code: 'too_many_suppliers', detail }]);
  }
  return suppliersIn(document);
}

/** Throws `temporarily_unavailable`. */
export async function stopFactsOf(
  scores: PublishedScores,
  runId: string,
  { stops }: Pick<ScenarioChanges, 'stops'>,
): Promise<StopFacts> {
  const suppliers = stops.flatMap(({ supplier }) => supplier ?? []);
  const [outputs, { routes }] = await Promise.all([
    suppliers.length === 0 ? [] : outputsNear(scores, runId, suppliers),
    stops.every(({ lane }) => lane === null)
      ? { routes: [] }
      : keptDocument(scores, runId, 'lanes', lanesDocumentSchema),
  ]);
  return {
    outputs,
    routes,
    names: Object.fromEntries(outputs.map(({ supplier, name }) => [supplier, name])),
  };
}

type Outputs = z.output<typeof supplierOutputsDocumentSchema>['outputs'];

async function outputsNear(
  scores: PublishedScores,
  runId: string,
  suppliers: readonly string[],
): Promise<Outputs> {
  const found = await keptDocument(
    scores,
    runId,
    'supplier-outputs',
    z.union([outputPartsSchema, supplierOutputsDocumentSchema]),
  );
  if ('outputs' in found) return found.outputs as Outputs;
  const parts = new Set(suppliers.map((id) => partWith(id, found)));
  const read = (part: number) =>
    keptDocument(scores, runId, `supplier-outputs:${part}`, supplierOutputsDocumentSchema);
  return (await Promise.all([...parts].map(read))).flatMap(({ outputs }) => outputs);
}

export async function methodologyOfRun(
  scores: Pick<PublishedScores, 'document'>,
  runId: string,
): Promise<Readonly<{ document: MethodologyDocument; reference: MethodologyReference }>> {
  const { sha256, ...document } = await runDocument(scores, runId, 'methodology', pinnedMethodology);
  return { document, reference: { version: document.version, sha256 } };
}
