import { elementDocument } from '#domain/explanations/element-document.ts';
import { elementFigures } from '#domain/explanations/score-from-inputs.ts';
import { driverEvidence } from '#domain/facts/element-evidence.ts';
import { type AssembledElement, type ElementQuestion, elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds } from '#domain/facts/reference-index.ts';
import { rememberByKey } from '#domain/numbers/memoized.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { publishedIndices } from '#domain/supply/published-indices.ts';
import type { ElementInputs, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { criticalSuppliersOf } from './critical-suppliers.ts';
import { forEndUse } from './end-use-inputs.ts';
import { measureStates } from './measure-states.ts';
import type { ElementScorer, Found, ScoredElementOfBuyer, ScoringContext } from './scoring-context.ts';
import { publishedShadows, shadowInputs } from './shadow-inputs.ts';

/** Elements: the full score, the alternatives, and the interval from sampling. */
export function elementScoring(context: ScoringContext): ElementScorer {
  const { run, index, methodology, signals } = context;
  const remembered = rememberByKey();
  const scored = (element: string, buyer: string): ScoredElementOfBuyer =>
    remembered(`${element}|${buyer}`, () => newlyScored(element, buyer));

  function newlyScored(element: string, buyer: string): ScoredElementOfBuyer {
    const question = { element, buyer, as_of: run.as_of, known_at: run.known_at, signals: signals.readings };
    if (context.refusalOf({ type: 'element', id: element, buyer }) !== null) {
      const assembled = nothingAssembled(question);
      return { assembled, result: scoreElement(assembled.inputs, methodology), shadows: [] };
    }
    const assembled = atStage(forEndUse(elementInputs(index, question), context.endUse), context.atStage);
    const shadows = context.shadows.map((shadow) => ({
      methodology: shadow.index.methodology,
      inputs: shadowInputs(assembled.inputs, elementInputs(shadow.index, { ...question, signals: shadow.signals }).inputs),
    }));
    return { assembled, result: scoreElement(assembled.inputs, methodology), shadows };
  }

  const scoring: ElementScorer = {
    type: 'element',
    subjects: elementIds(index.data).map((id) => ({ type: 'element', id, name: context.context.names.element(id) })),
    scored,
    find(id, buyer) {
      const found = findElement(id, scored(id, buyer), context);
      const { published } = found;
      const missed = context.brief ? { critical_suppliers: [] } : criticalSuppliersOf(id, buyer, context, scoring);
      const detail = { ...missed, shadow_inputs: publishedShadows(scored(id, buyer).shadows) };
      return { ...found, published: { ...published, explanation: { ...published.explanation, ...detail } } };
    },
  };
  return scoring;
}

/** An element without its interval and the analysis of its spread, which is nearly all of the work: enough to tell why a score moved. */
export const sketchedElement = (id: string, buyer: string, context: ScoringContext): Found =>
  findElement(id, elementScoring(context).scored(id, buyer), context, () => ({
    alternatives: {},
    interval: null,
    sensitivity: null,
    draws: null,
  }));

function findElement(
  id: string,
  { assembled, result, shadows }: ScoredElementOfBuyer,
  context: ScoringContext,
  figuresOf: typeof elementFigures = elementFigures,
): Found {
  const { inputs, evidence } = assembled;
  const { draws, ...figures } = figuresOf(inputs, result, context, shadows);
  const published = elementDocument(
    {
      inputs,
      result,
      methodology: context.methodology,
      ...figures,
      evidenceOf: (hazard, stage) => driverEvidence(hazard.id, stage, evidence),
      refusedBecause: context.refusalOf({ type: 'element', id, buyer: inputs.buyer }),
    },
    context.context,
  );
  return {
    published,
    facts: { inputs: structureOf(inputs), measures: measureStates(inputs, context.methodology.parameters) },
    referenceIndices: publishedIndices(inputs, context.index.element(id)),
    evidence: evidence.element === null ? [] : [evidence.element],
    draws,
  };
}

/** Assembled inputs for the score of one stage alone. Those of published scores do not name any. */
const atStage = (assembled: AssembledElement, stage: Stage | null): AssembledElement =>
  stage === null ? assembled : { ...assembled, inputs: { ...assembled.inputs, at_stage: stage } };

/** Inputs of an element that rests on a refused fact: nothing is used, so it has no stage and no score. */
function nothingAssembled({ element, buyer, as_of, known_at, signals }: ElementQuestion): AssembledElement {
  const none = {
    element: null,
    shares: {},
    imports: {},
    import_reliance: {},
    cover: {},
    demand: {},
    routes: {},
    governance: {},
    measures: [],
    feed_measures: {},
  };
  const inputs = { element, buyer, as_of, known_at: known_at ?? as_of, stages: {}, signals };
  return { inputs, evidence: { ...none, signals: {}, signal_origin: '' } };
}

/** Inputs that are no dates, measures or signals. */
function structureOf(inputs: ElementInputs): unknown {
  const { stages, cover, governance, eol_rir, si_sr } = inputs;
  return { stages, cover, governance, eol_rir, si_sr };
}
