/** Published documents of a supplier, and of a country as one. */

import type { Assembled } from '../method/facts.ts';
import { measureStatus } from '../method/measure.ts';
import type { Parameters } from '../method/parameters.ts';
import type { Pressure } from '../method/pressure.ts';
import {
  type SupplierInputs,
  type SupplierScore,
  scoreSupplier,
  supplierChance,
} from '../method/supplier.ts';
import type { DueSite, Feeder } from '../method/supplier-facts.ts';
import { dayNumber } from '../time/calendar.ts';
import { picked } from '../vocabulary/picked.ts';
import { roundTo } from '../vocabulary/published-numbers.ts';
import type { Message, NoDelivery } from '../vocabulary/score-document.ts';
import { message } from '../words/render.ts';
import { scheduledSteps, undecidedSince } from './calendar.ts';
import type { DocumentContext } from './document-context.ts';
import {
  type PublishedSubject,
  type SubjectFacts,
  scoredDocument,
  unscoredDocument,
} from './subject-document.ts';
import { type Change, type ChangedChances, commonChanges, publishedWhatIfs } from './what-if.ts';

export type SupplierScoring = Assembled<SupplierInputs> &
  Readonly<{
    type: 'supplier' | 'country';
    name: string;
    countries: readonly string[];
    elements: readonly string[];
    parameters: Parameters;
    pressure: Readonly<Record<string, Pressure>>;
    due: readonly DueSite[];
    brief: boolean;
    more?: Readonly<Record<string, unknown>>;
    /** Absent: a country. */
    feedersOf?: (element: string) => readonly Feeder[];
  }>;

function reasonOf(
  status: NoDelivery,
  { name, type }: SupplierScoring,
  inputs: SupplierInputs,
  { names }: DocumentContext,
) {
  const buyer = names.country(inputs.buyer);
  switch (status) {
    case 'not_producing':
      return type === 'country'
        ? `${name} makes a tenth of the world's supply of no scored element.`
        : `No site of ${name} produces on ${inputs.as_of}.`;
    case 'no_plants':
      return `${name} has no plants: the risk is that of whose goods it sells.`;
    case 'state_not_read':
      return `Whether a site of ${name} produces has not been read for years.`;
    case 'delivers_elsewhere':
      return `What ${name} mines goes to plants outside ${buyer} only.`;
    case 'committed_elsewhere':
      return `Offtakes outside ${buyer} take ${Math.round(100 * (1 - inputs.available))} % of the output of ${name}.`;
    case 'no_element':
      return `${name} delivers no element of which the world's supply is known.`;
  }
}

type WithMeasures = SupplierInputs & Readonly<{ measures: SupplierInputs['elements'][string]['measures'] }>;

const withMeasures = (inputs: SupplierInputs, element: string): WithMeasures => ({
  ...inputs,
  measures: inputs.elements[element]?.measures ?? [],
});

/** Scored or not, every field is there. */
export function supplierDocument(scoring: SupplierScoring, context: DocumentContext): PublishedSubject {
  const {
    inputs,
    type,
    name,
    countries,
    elements,
    parameters,
    pressure,
    due,
    evidence,
    brief,
    more = {},
    feedersOf,
  } = scoring;
  const { names } = context;
  const facts: SubjectFacts = {
    subject: { type, id: inputs.supplier, name },
    buyer: inputs.buyer,
    end_use: inputs.end_use ?? 'civil',
    elements,
    countries,
    pressure,
    parameters,
  };
  const score = scoreSupplier(inputs, parameters);
  const shared = { due_within_horizon: due, inputs };
  if (score === null) {
    const status = inputs.unscored ?? 'no_element';
    const nothing = {
      elements_scored: [],
      exposures: [],
      counterfactuals: [],
      scheduled_steps: [],
      ...shared,
      ...more,
    };
    return unscoredDocument(facts, status, reasonOf(status, scoring, inputs, context), nothing, context);
  }
  const counted = countedFor(inputs, score);
  return scoredDocument(
    facts,
    {
      figures: score,
      scarcity: null,
      stage: score.stage,
      cover_days: inputs.cover_days ?? parameters.supplier.cover,
      undecided_since: undecidedSince(withMeasures(inputs, score.element), counted),
      more: {
        element: score.element,
        ...(type === 'country'
          ? { feed_named: null, available: null, listed: null }
          : {
              feed_named: roundTo(score.feed_named, 4),
              available: roundTo(inputs.available, 4),
              listed: inputs.listed,
            }),
        coverage: null,
        hhi: null,
      },
      driverSubject: {
        names,
        buyer: inputs.buyer,
        day: dayNumber(inputs.as_of),
        supply:
          type === 'country'
            ? message('industry_of', { element: score.element, country: inputs.supplier })
            : name,
        sourceOf: (id) =>
          (type === 'country' ? null : sourceOfDeliveries(score, id, name)) ??
          message('source_unknown', {
            origin: id.split(':')[1] ?? '',
            supply: message('supply_at_stage', { element: score.element, stage: score.stage }),
          }),
        measuresOf: (origin) =>
          (inputs.elements[score.element]?.measures ?? []).flatMap((measure) => {
            const status = measureStatus(measure, dayNumber(inputs.as_of));
            return status !== null && counted.includes(measure.id) && measure.origins.includes(origin)
              ? [{ id: measure.id, status }]
              : [];
          }),
      },
      evidence,
      explanation: {
        elements_scored: score.elements.map((one) =>
          picked(one, 'element', 'stage', 'new', 'weighed_by', 'score', 'p_90', 'now', 'feed_named'),
        ),
        exposures: score.exposures,
        ...(brief || feedersOf === undefined ? {} : { fed_by: feedersOf(score.element) }),
        counterfactuals: brief
          ? []
          : publishedWhatIfs(changesOf(inputs, score, counted, parameters), score, inputs.buyer, names),
        scheduled_steps: scheduledSteps(withMeasures(inputs, score.element), counted, names, (changed) =>
          brief ? null : scoreOfElement(changed, score.element, parameters),
        ),
        ...shared,
        ...more,
      },
    },
    context,
  );
}

/** Measures on the worst element that count at the places of the supplier. */
function countedFor(inputs: SupplierInputs, { element, controls }: SupplierScore): readonly string[] {
  const counted = new Set(
    [...controls.values()].flatMap(({ measures }) => measures.map(({ measure }) => measure.id)),
  );
  return (inputs.elements[element]?.measures ?? []).flatMap(({ id }) => (counted.has(id) ? [id] : []));
}

/** What-ifs are about the worst element alone. */
function scoreOfElement(
  { measures, ...inputs }: WithMeasures,
  element: string,
  parameters: Parameters,
): ChangedChances | null {
  const facts = inputs.elements[element];
  if (facts === undefined) return null;
  const score = supplierChance({ ...inputs, elements: { [element]: { ...facts, measures } } }, parameters);
  return score === null ? null : { score };
}

function changesOf(
  inputs: SupplierInputs,
  score: SupplierScore,
  counted: readonly string[],
  parameters: Parameters,
): readonly Change[] {
  const cover = inputs.cover_days ?? parameters.supplier.cover;
  const own = withMeasures(inputs, score.element);
  const scoreOf = (changed: WithMeasures) => scoreOfElement(changed, score.element, parameters);
  return [
    { kind: 'stock_doubled', chances: scoreOf({ ...own, cover_days: 2 * cover }) },
    ...commonChanges(own, counted, parameters, scoreOf),
  ];
}

/** Null where nothing is there. */
function sourceOfDeliveries(
  { exposures, feed_named, stage }: SupplierScore,
  id: string,
  supply: string,
): Message | null {
  const [, origin = ''] = id.split(':');
  const there = exposures.filter(({ country }) => country === origin);
  const share = Math.min(
    1,
    there.reduce((sum, exposure) => sum + exposure.share, 0),
  );
  const isGuessed =
    stage !== 'mine' && roundTo(feed_named, 4) < 1 && there.some(({ role }) => role === 'feed');
  return there.length === 0
    ? null
    : message(isGuessed ? 'source_of_unnamed_feed' : 'source_of_deliveries', { origin, share, supply });
}
