import { driverEvidence } from '#domain/assembly/element-evidence.ts';
import { type AssembledElement, type ElementQuestion, elementInputs } from '#domain/assembly/element-inputs.ts';
import { elementIds } from '#domain/assembly/reference-index.ts';
import { elementDocument } from '#domain/documents/element-document.ts';
import { elementFigures } from '#domain/documents/score-from-inputs.ts';
import { scoreElement } from '#domain/element-score.ts';
import { governanceWeightedHerfindahl, herfindahl, wgiScaled10 } from '#domain/reference-indices.ts';
import { type ElementInputs, STAGES } from '#domain/scoring-inputs.ts';
import { criticalSuppliersOf } from './critical-suppliers.ts';
import { measureStates } from './measure-states.ts';
import type { ElementFinder, Found, ScoredElementOfBuyer, ScoringScene } from './scoring-scene.ts';
import { publishedShadows, shadowInputs } from './shadow-inputs.ts';

/** Elements: the full score, the alternatives, and the interval from sampling. */
export function elementFinder(scene: ScoringScene): ElementFinder {
  const { run, index, methodology, signals } = scene;
  const known = new Map<string, ScoredElementOfBuyer>();

  function scored(element: string, buyer: string): ScoredElementOfBuyer {
    const key = `${element}|${buyer}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const question = { element, buyer, as_of: run.as_of, known_at: run.known_at, signals: signals.readings };
    if (scene.refusalOf({ type: 'element', id: element, buyer }) !== null) {
      const assembled = nothingAssembled(question);
      const refused = { assembled, result: scoreElement(assembled.inputs, methodology), shadows: [] };
      known.set(key, refused);
      return refused;
    }
    const assembled = elementInputs(index, question);
    const shadows = scene.shadows.map((shadow) => ({
      methodology: shadow.methodology,
      inputs: shadowInputs(assembled.inputs, elementInputs(shadow, question).inputs),
    }));
    const made = { assembled, result: scoreElement(assembled.inputs, methodology), shadows };
    known.set(key, made);
    return made;
  }

  const finder: ElementFinder = {
    type: 'element',
    subjects: elementIds(index.data).map((id) => ({ type: 'element', id, name: scene.context.names.element(id) })),
    scored,
    find(id, buyer) {
      const found = findElement(id, scored(id, buyer), scene);
      const { published } = found;
      const critical_suppliers = scene.brief ? [] : criticalSuppliersOf(id, buyer, scene, finder);
      const detail = { critical_suppliers, shadow_inputs: publishedShadows(scored(id, buyer).shadows) };
      return { ...found, published: { ...published, explanation: { ...published.explanation, ...detail } } };
    },
  };
  return finder;
}

function findElement(id: string, { assembled, result, shadows }: ScoredElementOfBuyer, scene: ScoringScene): Found {
  const { inputs, evidence } = assembled;
  const { draws, ...figures } = elementFigures(inputs, result, scene, shadows);
  const published = elementDocument(
    {
      inputs,
      result,
      methodology: scene.methodology,
      ...figures,
      evidenceOf: (hazard, stage) => driverEvidence(hazard.id, stage, evidence),
      refusedBecause: scene.refusalOf({ type: 'element', id, buyer: inputs.buyer }),
    },
    scene.context,
  );
  return {
    published,
    facts: { inputs: structureOf(inputs), measures: measureStates(inputs) },
    referenceIndices: elementIndices(id, inputs, scene),
    evidence: evidence.element === null ? [] : [evidence.element],
    draws,
  };
}

/** Of an element that rests on a refused fact nothing is used: it has no stage, and so no score. */
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
  const noSignals = { carriers: [], senkaku: [], taiwan_strait: [] };
  const inputs = { element, buyer, as_of, known_at: known_at ?? as_of, stages: {}, signals };
  return { inputs, evidence: { ...none, signals: noSignals, signal_origin: '' } };
}

/** Inputs that are no dates, measures or signals. */
function structureOf(inputs: ElementInputs): unknown {
  const { stages, cover, governance, eol_rir, si_sr } = inputs;
  return { stages, cover, governance, eol_rir, si_sr };
}

/** Published indices of concentration and criticality, for comparison; they are no part of the score. */
function elementIndices(id: string, inputs: ElementInputs, { index }: ScoringScene): Readonly<Record<string, unknown>> {
  const row = index.element(id);
  const governance = Object.fromEntries(
    Object.entries(inputs.governance ?? {}).flatMap(([origin, values]) =>
      values?.wgi_mean == null ? [] : [[origin, wgiScaled10(values.wgi_mean)] as const],
    ),
  );
  const byStage = STAGES.flatMap((stage) => {
    const world = inputs.stages[stage]?.world;
    return world == null ? [] : [[stage, { hhi: herfindahl(world), hhi_wgi: governanceWeightedHerfindahl(world, governance) }] as const];
  });
  return {
    concentration: Object.fromEntries(byStage),
    eu_supply_risk_2017: row?.eu_supply_risk_2017 ?? null,
    eu_supply_risk_2023: row?.eu_supply_risk_2023 ?? null,
  };
}
