import type { ExplainedRun } from '#domain/explanations/changes/subject-change.ts';
import { type Cite, citationsOf } from '#domain/explanations/evidence-rows.ts';
import type { PublishedSubject } from '#domain/explanations/published-subject.ts';
import { rememberByKey } from '#domain/numbers/memoized.ts';
import { hasStateAndEvent } from '#domain/vocabulary/methodology.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { sketchedSource } from './country-results.ts';
import { sketchedElement } from './element-results.ts';
import { contextInRun, contextOf, type RunScorerInputs } from './reference-run-scorer.ts';
import type { RunIdentity } from './run-scorer.ts';
import type { ScoringContext } from './scoring-context.ts';
import { scoredSupplier } from './supplier-results.ts';

/**
 * A subject for a buyer on the day of a run, as far as attributing a change needs it. `null`: there is no such subject, or the methodology
 * scores countries in a way that is not scored again for this.
 */
export type ExplainDay = (
  run: RunIdentity,
  subject: { readonly type: SubjectType; readonly id: string },
  buyer: string,
) => ExplainedRun | null;

/** Makes what scores subjects on any day without intervals and alternatives: a tenth of the work. What days share is made once. */
export function dayExplainer(inputs: RunScorerInputs): ExplainDay {
  const remembered = rememberByKey();
  const cite = citationsOf(inputs.data);
  return (run, { type, id }, buyer) => {
    const { version, sha256 } = run.methodology;
    const shared = remembered(`${version} ${sha256}`, () => contextOf(run, { ...inputs, brief: true }));
    const context = { ...contextInRun(shared, run), alternatives: [], shadows: [] };
    const found = sketch(type, id, buyer, context);
    return found === null ? null : explained(found, context, cite);
  };
}

interface Sketch extends Pick<ExplainedRun, 'sources'> {
  readonly published: PublishedSubject;
}

function sketch(type: SubjectType, id: string, buyer: string, context: ScoringContext): Sketch | null {
  const { index, methodology } = context;
  if (type === 'element') return index.element(id) === null ? null : sketchedElement(id, buyer, context);
  if (type === 'country') return hasStateAndEvent(methodology.parameters) ? sketchedSource(id, buyer, context) : null;
  const name = index.data.supplier_sites.find(({ supplier }) => supplier === id)?.supplier_name;
  if (name === undefined) return null;
  return scoredSupplier({ id, subject: id, name }, buyer, context, () => ({ alternatives: {}, interval: null }));
}

function explained({ published: { document, explanation }, sources }: Sketch, { methodology }: ScoringContext, cite: Cite): ExplainedRun {
  const drivers = explanation.drivers as readonly { readonly evidence: readonly string[] }[];
  const evidence = cite(drivers.flatMap((driver) => driver.evidence));
  return {
    explanation: { ...document, ...explanation, evidence },
    methodology,
    elements: {},
    ...(sources === undefined ? {} : { sources }),
  };
}
