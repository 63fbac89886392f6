/** Attributes the change between two published explanations of a subject to its causes, for elements, suppliers and countries. */

import type { DatedStep } from '../../facts/dated-steps.ts';
import {
  type FieldPath,
  type InputChange,
  inputChanges,
  inputsOnLaterDay,
  type SameVintage,
  withChanges,
} from '../../facts/input-changes.ts';
import { scoreElementHeadline } from '../../scores/element-score.ts';
import { elementStages } from '../../scores/element-situation.ts';
import { assessStage, scoreOf } from '../../scores/stage-score.ts';
import { scoreSupplier } from '../../scores/supplier-score.ts';
import { hasStateAndEvent, type Methodology } from '../../vocabulary/methodology.ts';
import type { DatedInputs, ElementInputs, SupplierInputs } from '../../vocabulary/scoring-inputs.ts';
import type { Explanation } from '../recompute.ts';
import { type Attribution, attributeChange, type PointsOfDrivers } from './change-attribution.ts';

/** A change of inputs that is part of the reason. */
export interface ChangeReason {
  readonly cause: string;
  /** A measure, a signal, or the path of a field of the inputs. */
  readonly what: string;
  /** The step and its date, when the change is a step that was in the calendar. */
  readonly step?: Pick<DatedStep, 'kind' | 'date'>;
  /** State of the signal before and after, when the change is a signal; null where the state is unknown or not read. */
  readonly states?: readonly [before: number | null, after: number | null];
  /** Sources that now state something else, with their dates, when the change is a field. */
  readonly sources?: readonly string[];
}

export interface ExplainedChange extends Attribution {
  readonly reasons: readonly ChangeReason[];
}

export interface ExplainedRun {
  readonly explanation: Explanation;
  readonly methodology: Methodology;
  /** Countries: inputs of the elements that give one of the two scores. */
  readonly elements: Readonly<Record<string, ElementInputs>>;
}

/** Why the score is another. Both must have a score: from or to no score there is no difference to split. */
export function explainChange(before: ExplainedRun, after: ExplainedRun): ExplainedChange {
  const { subject } = after.explanation;
  if (subject.type === 'element') return explainWith(before, after, inputsOf<ElementInputs>, elementPoints);
  if (subject.type === 'supplier') return explainWith(before, after, inputsOf<SupplierInputs>, supplierPoints);
  return explainSourceOrCountry(before, after, subject.id);
}

const inputsOf = <Inputs>({ explanation }: ExplainedRun): Inputs => explanation.inputs as Inputs;

/** Unrounded points as they were published. */
function publishedPoints({ explanation }: ExplainedRun): PointsOfDrivers {
  const contributions = explanation.contributions as readonly { readonly id: string; readonly points: number }[];
  return Object.fromEntries(contributions.map(({ id, points }) => [id, points]));
}

function elementPoints(inputs: ElementInputs, methodology: Methodology): PointsOfDrivers | null {
  const headline = scoreElementHeadline(inputs, methodology);
  return headline.score === null ? null : headline.contributions;
}

function supplierPoints(inputs: SupplierInputs, methodology: Methodology): PointsOfDrivers | null {
  const result = scoreSupplier(inputs, methodology);
  return result.score === null ? null : result.contributions;
}

function explainWith<Inputs extends DatedInputs>(
  before: ExplainedRun,
  after: ExplainedRun,
  inputsFrom: (run: ExplainedRun) => Inputs,
  pointsOf: (inputs: Inputs, methodology: Methodology) => PointsOfDrivers | null,
): ExplainedChange {
  const [was, is] = [inputsFrom(before), inputsFrom(after)];
  const rules = before.methodology.parameters;
  const changes = inputChanges(was, is, vintageOf(before.explanation, after.explanation), rules);
  const attribution = attributeChange({
    before: { inputs: was, methodology: before.methodology, points: publishedPoints(before) },
    after: { inputs: is, methodology: after.methodology, points: publishedPoints(after) },
    onLaterDay: inputsOnLaterDay(was, is, rules),
    changes,
    make: withChanges,
    pointsOf,
    methodologyChanged: methodologyChanged(before, after),
  });
  return { ...attribution, reasons: reasonsOf(changes, was, sourcesRevised(before.explanation, after.explanation)) };
}

const methodologyChanged = (before: ExplainedRun, after: ExplainedRun): boolean =>
  before.explanation.methodology.sha256 !== after.explanation.methodology.sha256;

/** Sources of a field that are new or of another date. */
type SourcesOf = (path: FieldPath) => readonly string[];

const reasonsOf = (changes: readonly InputChange[], was: DatedInputs, sourcesOf: SourcesOf): readonly ChangeReason[] =>
  changes
    .filter(({ what }) => what !== '')
    .map((change) => ({ cause: change.cause, what: change.what, ...detailOf(change, was, sourcesOf) }));

function detailOf(change: InputChange, was: DatedInputs, sourcesOf: SourcesOf): Partial<ChangeReason> {
  if (change.kind === 'step') return { step: { kind: change.step.kind, date: change.step.date } };
  if (change.kind === 'signal') return { states: [was.signals?.[change.id]?.x ?? null, change.value?.x ?? null] };
  if (change.kind !== 'field') return {};
  const sources = sourcesOf(change.path);
  return sources.length === 0 ? {} : { sources };
}

/** A country is scored as a source or by its elements. Between the two ways nothing but the methodology can be compared. */
function explainSourceOrCountry(before: ExplainedRun, after: ExplainedRun, country: string): ExplainedChange {
  const [was, is] = [before, after].map(({ methodology }) => hasStateAndEvent(methodology.parameters));
  if (was !== is) return explainByMethodology(before, after);
  return is === true ? explainWith(before, after, inputsOf<SupplierInputs>, supplierPoints) : explainCountry(before, after, country);
}

function explainByMethodology(before: ExplainedRun, after: ExplainedRun): ExplainedChange {
  const [was, is] = [publishedPoints(before), publishedPoints(after)];
  const attribution = attributeChange<null, InputChange>({
    before: { inputs: null, methodology: before.methodology, points: was },
    after: { inputs: null, methodology: after.methodology, points: is },
    onLaterDay: null,
    changes: [],
    make: () => null,
    pointsOf: () => was,
    methodologyChanged: true,
  });
  return { ...attribution, reasons: [] };
}

type CountryInputsOfRun = Readonly<Record<string, ElementInputs>>;

/** A country is the worst of its elements: those that give one of the two scores are looked at in both runs. */
function explainCountry(before: ExplainedRun, after: ExplainedRun, country: string): ExplainedChange {
  const rules = before.methodology.parameters;
  const sources = sourcesRevised(before.explanation, after.explanation);
  const ids = Object.keys(after.elements).filter((id) => before.elements[id] !== undefined);
  const pairs = ids.map((id) => ({ id, was: before.elements[id] as ElementInputs, is: after.elements[id] as ElementInputs }));
  const changes = pairs.flatMap(({ id, was, is }) =>
    inputChanges(was, is, () => false, rules).map((change) => ({ element: id, was, change, cause: change.cause })),
  );
  const attribution = attributeChange({
    before: { inputs: before.elements, methodology: before.methodology, points: publishedPoints(before) },
    after: { inputs: after.elements, methodology: after.methodology, points: publishedPoints(after) },
    onLaterDay: Object.fromEntries(pairs.map(({ id, was, is }) => [id, inputsOnLaterDay(was, is, rules)])),
    changes,
    make: (inputs: CountryInputsOfRun, some) =>
      Object.fromEntries(
        Object.entries(inputs).map(([id, own]) => [
          id,
          withChanges(
            own,
            some.flatMap(({ element, change }) => (element === id ? [change] : [])),
          ),
        ]),
      ),
    pointsOf: (inputs, methodology) => countryPoints(country, inputs, methodology),
    methodologyChanged: methodologyChanged(before, after),
  });
  const reasons = changes.flatMap(({ change, was }) => reasonsOf([change], was, sources));
  const distinct = new Map(reasons.map((reason) => [`${reason.cause}|${reason.what}`, reason]));
  return { ...attribution, reasons: [...distinct.values()] };
}

function countryPoints(country: string, inputs: CountryInputsOfRun, methodology: Methodology): PointsOfDrivers | null {
  let worst: { readonly sum: number; readonly hazards: readonly { readonly id: string; readonly Lambda: number }[] } | null = null;
  for (const element of Object.keys(inputs).sort()) {
    for (const { situation } of elementStages(inputs[element] as ElementInputs, methodology)) {
      if (situation === null) continue;
      const hazards = assessStage(situation).hazards.filter(({ id }) => id.endsWith(`:${country}`));
      const sum = hazards.reduce((total, { Lambda }) => total + Lambda, 0);
      if (hazards.length > 0 && (worst === null || sum > worst.sum)) worst = { sum, hazards };
    }
  }
  if (worst === null) return null;
  const pointsPer = worst.sum > 0 ? scoreOf(worst.sum) / worst.sum : 0;
  return Object.fromEntries(worst.hazards.map(({ id, Lambda }) => [id, Lambda * pointsPer]));
}

interface Cited {
  readonly row: string;
  readonly date: string;
  readonly source?: string;
}

const citedBy = ({ evidence }: Explanation): readonly Cited[] => (Array.isArray(evidence) ? evidence : []);

/** Evidence ids begin with the kind of their table; stages and countries stand between colons. */
function rowsBehind([field, key, part = '']: FieldPath): (row: string) => boolean {
  const ofStage = (table: string) => (row: string) => row.startsWith(`${table}:`) && `${row}:`.includes(`:${key}:`);
  if (field === 'stages') {
    const table = { imports: 'import', import_reliance: 'reliance', routes: 'route', annual_tonnes: 'demand' }[part] ?? 'share';
    return ofStage(table);
  }
  if (field === 'control_record') return (row) => row.startsWith('control-event:') || row.startsWith('policy:');
  if (field === 'control_outcomes') return (row) => row.startsWith('control-outcome:');
  if (field === 'governance') return (row) => row === `governance:${key}`;
  const table = { cover: 'cover:', eol_rir: 'element:', si_sr: 'element:', world_share: 'share:' }[field] ?? 'supplier-';
  return (row) => row.startsWith(table);
}

/** The rows that both explanations cite for a field are the same rows of the same date: then its value was corrected, not updated. */
function vintageOf(before: Explanation, after: Explanation): SameVintage {
  return (path) => {
    const behind = rowsBehind(path);
    const vintage = (rows: readonly Cited[]): string =>
      rows
        .filter(({ row }) => behind(row))
        .map(({ row, date }) => `${row} ${date}`)
        .sort()
        .join('\n');
    const [was, is] = [vintage(citedBy(before)), vintage(citedBy(after))];
    return was !== '' && was === is;
  };
}

/** Which sources of a field say another thing: those of rows that are new or of another date; where there are none, those of all its rows. */
function sourcesRevised(before: Explanation, after: Explanation): SourcesOf {
  const known = new Set(citedBy(before).map(({ row, date, source }) => `${row} ${date} ${source}`));
  return (path) => {
    const rows = citedBy(after).filter(({ row }) => rowsBehind(path)(row));
    const revised = rows.filter(({ row, date, source }) => !known.has(`${row} ${date} ${source}`));
    const named = (revised.length > 0 ? revised : rows).flatMap(({ source, date }) => (source === undefined ? [] : [`${source}, ${date}`]));
    return [...new Set(named)].sort();
  };
}
