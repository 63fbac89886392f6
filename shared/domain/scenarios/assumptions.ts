/** Assumptions of a scenario, in sentences for a reader who does not know the method. */
import type { Methodology } from '../vocabulary/methodology.ts';
import { lookup } from '../vocabulary/methodology.ts';
import { adjustableValue } from './adjustable-parameters.ts';
import type { KnownOutput } from './evaluate-scenario.ts';
import { type Closure, type ScenarioChanges, statedSignals } from './scenario.ts';

export interface AssumptionContext {
  readonly buyer: string;
  readonly as_of: string;
  readonly outputs: readonly KnownOutput[];
  readonly methodology: Methodology;
}

export function assumptionsOf(changes: ScenarioChanges, context: AssumptionContext): readonly string[] {
  const { as_of, methodology } = context;
  const { measures_added, measures_lifted, measures_unsuspended, cover, shares, parameters } = changes;
  return [
    `Everything that the scenario does not name is as the run had it on ${as_of}; nobody reacts that does not react in the method.`,
    'Scores are those of the central parameters, for the 365 days that follow; no interval is drawn for a what-if.',
    ...measures_added.map(
      ({ control_class, origins, targets, elements, stages }, index) =>
        `added-${index + 1}: a measure of class ${control_class} of ${origins.join(', ')} against ${targets.join(', ')} on ${elements.join(', ')} (${stages.join(', ')}) is in force from ${as_of}. It is rated, not certain: it binds with the chance and for the length that the method gives its class. It counts as one more announcement of its origin.`,
    ),
    ...measures_lifted.map((id) => `${id} ends on ${as_of} for good. It was imposed all the same, so the rate of new controls stays.`),
    ...measures_unsuspended.map((id) => `The suspension of ${id} ends on ${as_of}; it binds like a new measure.`),
    ...signalAssumptions(changes),
    ...changes.closures.flatMap((closure) => closureAssumptions(closure, context)),
    ...changes.suppliers_lost.flatMap((lost) => supplierAssumptions(lost.supplier, lost.countries, context.outputs)),
    ...cover.map(({ elements, days, factor, add_days }) => {
      const start = days === null ? 'the stock there is' : `${days} days of stock`;
      return `Stock of ${elements === null ? 'every element' : elements.join(', ')} is ${start} times ${factor}, plus ${add_days} days, at every stage.`;
    }),
    ...shares.map(
      ({ element, stage, origin, share }) =>
        `${origin} makes ${percent(share)} of the world's ${element} at the ${stage} stage; the others keep their proportions. Imports of the buyer stay as they are.`,
    ),
    ...Object.entries(parameters).map(
      ([name, value]) => `${name} is ${value} instead of ${adjustableValue(name, methodology.parameters)}, for all elements.`,
    ),
  ];
}

const percent = (part: number): string => `${Math.round(1000 * part) / 10} %`;

function signalAssumptions({ signals }: ScenarioChanges): readonly string[] {
  return statedSignals(signals).map(
    ([name, x]) =>
      `The signal ${name} is at state ${x}, seen today: a day of about one in ${Math.round(10 ** (x + 1)).toLocaleString('en-US')}.`,
  );
}

const lasting = (days: number | null): string => (days === null ? 'without an end, so for the whole horizon,' : `for ${days} days`);

const CERTAIN =
  'it is stated, not rated: it happens, for exactly that long. The loss and how long stock lasts are those of the method; only the stock is uncertain. The chance of other closures stays as it was.';

function closureAssumptions(closure: Closure, { buyer, methodology }: AssumptionContext): readonly string[] {
  const { days } = closure;
  if ('lane' in closure) {
    const lost = closure.severity ?? lookup(methodology.parameters.transit_rho, buyer);
    return [
      `The sea lanes of the Taiwan Strait and the East China Sea are closed ${lasting(days)} from the start: ${CERTAIN}`,
      `${percent(lost)} of what crosses the lanes to ${buyer} is lost, the rest finds another way. The lanes are one scenario: what crosses two of them is counted once.`,
    ];
  }
  const { origin, stages, processed_in, severity, elements, targets } = closure;
  const what = `${elements == null ? '' : ` of ${elements.join(', ')}`}${targets == null ? '' : ` to ${targets.join(', ')}`}`;
  const base = `${percent(severity)} of what ${origin} sends${what} at the stage ${stages.join(', ')} is missing ${lasting(days)} from the start: ${CERTAIN}`;
  if (processed_in === null) return [base];
  const fed = `Ore of ${origin} is processed in ${processed_in}: the next stage there loses the part of its feed that ${origin} has in the mine output of both, once the ore that is on the way is used up. Later stages are not cut a second time.`;
  return [base, fed];
}

function supplierAssumptions(supplier: string, countries: readonly string[] | null, outputs: readonly KnownOutput[]): readonly string[] {
  const where = countries === null ? '' : ` in ${countries.join(', ')}`;
  const own = outputs.filter((made) => made.supplier === supplier);
  const unknown = own.filter(({ output }) =>
    Object.entries(output).some(([country, share]) => share === null && countries?.includes(country) !== false),
  );
  const stops = `${supplier} delivers nothing${where} for 365 days; the gap is filled only by what others ramp up and by substitution.`;
  if (unknown.length === 0) return [stops];
  const places = unknown.map(({ element, stage }) => `${element} ${stage}`).join(', ');
  return [stops, `The register can not tell how much of its country's output ${supplier} makes of: ${places}. That part is not counted.`];
}
