/** Published documents of an element for a buyer. */
import {
  type Chances,
  coverDays,
  type ElementInputs,
  type ElementScore,
  elementChances,
  networkOf,
  scoreElement,
} from '../method/element.ts';
import type { Assembled } from '../method/facts.ts';
import type { Parameters } from '../method/parameters.ts';
import type { Pressure } from '../method/pressure.ts';
import { dayNumber } from '../time/calendar.ts';
import { roundTo } from '../vocabulary/published-numbers.ts';
import { STAGES, type Stage } from '../vocabulary/scoring-inputs.ts';
import { coded, englishWith, message } from '../words/render.ts';
import { scheduledSteps, undecidedSince } from './calendar.ts';
import type { DocumentContext, Names } from './document-context.ts';
import type { NamedMeasure } from './drivers.ts';
import { stageLabel } from './labels.ts';
import { herfindahl } from './published-indices.ts';
import {
  type PublishedSubject,
  publishedChances,
  type SubjectFacts,
  scoredDocument,
  unscoredDocument,
} from './subject-document.ts';
import { type Change, commonChanges, publishedWhatIfs, withCap, withStockDoubled } from './what-if.ts';

/** Part of the inputs of a stage that is known. */
function coverageOf({ stages, cover, cover_days, eol, si }: ElementInputs, stage: Stage) {
  const of = stages[stage];
  const known = [
    of?.imports != null,
    of?.import_reliance != null,
    cover !== null || cover_days != null,
    eol !== null,
    si !== null,
  ];
  return known.filter(Boolean).length / known.length;
}

export type ElementScoring = Assembled<ElementInputs> &
  Readonly<{
    parameters: Parameters;
    pressure: Readonly<Record<string, Pressure>>;
    /** Without what-ifs and calendar, which cost a dozen scores. */
    brief: boolean;
    more?: Readonly<Record<string, unknown>>;
  }>;

/** At some stage. */
const countedIds = ({ stages, measures }: ElementInputs): readonly string[] =>
  measures
    .filter(({ coverage }) => (Object.keys(stages) as Stage[]).some((stage) => (coverage[stage] ?? 0) > 0))
    .map(({ id }) => id);

const NOT_OF_ELEMENTS = {
  element: null,
  feed_named: null,
  available: null,
  listed: null,
} as const;

/** Scored or not, every field is there. */
export function elementDocument(scoring: ElementScoring, context: DocumentContext): PublishedSubject {
  const { inputs, parameters, pressure, evidence, brief, more = {} } = scoring;
  const { names } = context;
  const facts: SubjectFacts = {
    subject: { type: 'element', id: inputs.element, name: names.element(inputs.element) },
    buyer: inputs.buyer,
    end_use: inputs.end_use ?? 'civil',
    elements: [inputs.element],
    countries: [],
    pressure,
    parameters,
  };
  const score = scoreElement(inputs, parameters);
  if (score === null) {
    const reason = `There is no table of world supply by country for ${names.element(inputs.element)} with a foreign origin, so no dependence can be measured.`;
    return unscoredDocument(
      facts,
      'insufficient_data',
      reason,
      { stages: [], counterfactuals: [], scheduled_steps: [], inputs },
      context,
    );
  }
  const ids = countedIds(inputs);
  const scoreOf = (changed: ElementInputs) => elementChances(changed, parameters);
  const changes = (): readonly Change[] => [
    { kind: 'stock_doubled', chances: scoreOf(withStockDoubled(inputs, parameters)) },
    { kind: 'cap65', chances: scoreOf(withCap(inputs)) },
    ...commonChanges(inputs, ids, parameters, scoreOf),
  ];
  const stage = inputs.stages[score.stage];
  const supply = message('supply_at_stage', { element: inputs.element, stage: score.stage });
  return scoredDocument(
    facts,
    {
      figures: score,
      scarcity: score,
      stage: score.stage,
      cover_days: coverDays(inputs, score.stage, parameters),
      undecided_since: undecidedSince(inputs, ids),
      more: {
        ...NOT_OF_ELEMENTS,
        coverage: roundTo(coverageOf(inputs, score.stage), 4),
        hhi: roundTo(herfindahl(stage?.world ?? {}), 4),
      },
      driverSubject: {
        names,
        buyer: inputs.buyer,
        day: dayNumber(inputs.as_of),
        supply,
        sourceOf: (id) => {
          const origin = id.split(':')[1] ?? '';
          const share = score.supply.share.get(origin);
          return share === undefined
            ? message('source_unknown', { origin, supply })
            : message('source', { origin, share, buyer: inputs.buyer, supply });
        },
        measuresOf: (origin) => strongestFirst(score, origin),
      },
      evidence,
      explanation: {
        stages: STAGES.filter((name) => name in score.stages).map((name) => ({
          ...stageLabel(name),
          ...publishedChances(name, score.stages[name] as Chances),
          ...suppliedAt(inputs, name, parameters),
        })),
        measures: score.measures.map(({ status: { status, days, ...rest }, ...measure }) => ({
          ...measure,
          ...titled(measure.id, names),
          status,
          days,
          ...rest,
        })),
        counterfactuals: brief ? [] : publishedWhatIfs(changes(), score, inputs.buyer, names),
        scheduled_steps: scheduledSteps(inputs, ids, names, brief ? () => null : scoreOf),
        inputs,
        ...more,
      },
    },
    context,
  );
}

function titled(id: string, names: Names) {
  const { title, label = message('label_measure_by_id', { id }) } = names.measure(id);
  return { title, ...coded('label', label, englishWith(names)) };
}

/** As shares of need, and how long the stock lasts. */
function suppliedAt(inputs: ElementInputs, stage: Stage, parameters: Parameters) {
  const supply = networkOf(inputs, parameters).supply.get(stage);
  return {
    shares: Object.fromEntries(supply?.share ?? []),
    domestic: supply?.home ?? null,
    recycled: supply?.recycled ?? null,
    cover_days: coverDays(inputs, stage, parameters),
  };
}

const strongestFirst = ({ measures }: ElementScore, of: string): readonly NamedMeasure[] =>
  measures
    .filter(({ origin, alone }) => origin === of && alone > 0)
    .toSorted((a, b) => b.alone - a.alone || (a.id < b.id ? -1 : 1))
    .map(({ id, status }) => ({ id, status }));
