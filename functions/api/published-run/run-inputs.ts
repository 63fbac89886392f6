import type * as z from 'zod';
import { elementInputsDocumentSchema, supplierInputsDocumentSchema, supplierOutputsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { KnownOutput } from '#domain/scenarios/evaluate-scenario.ts';
import type { SupplierOfRun } from '#domain/scenarios/evaluate-supplier-scenario.ts';
import { type Methodology, type MethodologyDocument, methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { PublishedScores, RunDocumentName } from '#functions/ports/published-scores.ts';
import { ExpectedError, invalidRequest } from '#functions/requests/expected-errors.ts';
import { readDocument } from './run-documents.ts';

/** A document that runs of earlier versions do not have. Throws `temporarily_unavailable` where it is missing. */
export async function keptDocument<T extends z.ZodType>(
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

export interface RunInputs {
  readonly elements: readonly ElementInputs[];
  /** Symbol -> name. */
  readonly names: Readonly<Record<string, string>>;
}

/** The inputs from which a run scored all elements for a buyer. Throws `temporarily_unavailable` for a run that did not store them. */
export async function elementInputsOf(scores: PublishedScores, runId: string, buyer: string): Promise<RunInputs> {
  return (await keptDocument(scores, runId, `inputs:${buyer}`, elementInputsDocumentSchema)) as unknown as RunInputs;
}

export interface SupplierInputsOfRun {
  readonly suppliers: readonly SupplierOfRun[];
  /** Site of the register -> its supplier. */
  readonly owners: Readonly<Record<string, string>>;
  /** Id -> name. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The inputs from which a run scored all suppliers for a buyer. Throws `temporarily_unavailable` for a run that did not store them, and
 * `invalid_request` for one with more suppliers than a scenario can score.
 */
export async function supplierInputsOf(scores: PublishedScores, runId: string, buyer: string): Promise<SupplierInputsOfRun> {
  const kept = await keptDocument(scores, runId, `supplier-inputs:${buyer}`, supplierInputsDocumentSchema);
  const { owners, shared, suppliers, too_many } = kept;
  if (too_many !== undefined) {
    const detail = `The register has ${too_many} suppliers, and a scenario scores all of them for its answer: leave \`subject_type\` out, which asks for elements.`;
    throw invalidRequest([{ pointer: '/subject_type', code: 'too_many_suppliers', detail }]);
  }
  return {
    owners,
    names: Object.fromEntries(suppliers.map(({ supplier, name }) => [supplier, name])),
    suppliers: suppliers.map(({ supplier, inputs }) => ({ supplier, inputs: { ...inputs, ...shared } as unknown as SupplierInputs })),
  };
}

/**
 * The part of each country's output that every supplier makes, by element and stage, as of a run. Throws `temporarily_unavailable` for a
 * run that did not store them.
 */
export async function supplierOutputsOf(scores: PublishedScores, runId: string): Promise<readonly KnownOutput[]> {
  return (await keptDocument(scores, runId, 'supplier-outputs', supplierOutputsDocumentSchema)).outputs;
}

/** A methodology of the run with its hash; `null` when the run has none of that version. */
export async function methodologyOfRun(
  scores: PublishedScores,
  runId: string,
  version: string,
): Promise<{ readonly methodology: Methodology; readonly reference: MethodologyReference } | null> {
  const found = (await scores.document(runId, `methodology:${version}`)) as (MethodologyDocument & { readonly sha256: string }) | null;
  if (found === null) return null;
  return { methodology: methodologyOf(found), reference: { version, sha256: found.sha256 } };
}
