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
import { type Attribution, type News, type PointsOfDrivers, scoreDifference } from './change-attribution.ts';

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
  /** Countries scored as sources: inputs of all their sources by element and stage. Absent where only those of the worst are kept. */
  readonly sources?: InputsOfSources;
}

/** `element stage` -> inputs of a country as the source of it. */
export type InputsOfSources = Readonly<Record<string, SupplierInputs>>;

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
  const attribution = attributed(before, after, was, inputsOnLaterDay(was, is, rules), changes, withChanges, pointsOf);
  return { ...attribution, reasons: reasonsOf(changes, was, sourcesRevised(before.explanation, after.explanation)) };
}

/** The method is another from the later day on. */
interface OtherMethod extends News {
  readonly cause: 'methodology';
}

/** The difference between two published scores, of which both inputs and methods are known. `aged`: the earlier inputs on the later day. */
function attributed<Inputs, Change extends News>(
  before: ExplainedRun,
  after: ExplainedRun,
  was: Inputs,
  aged: Inputs,
  changes: readonly Change[],
  make: (inputs: Inputs, changes: readonly Change[]) => Inputs,
  pointsOf: (inputs: Inputs, methodology: Methodology) => PointsOfDrivers | null,
): Attribution {
  const shown = (run: ExplainedRun) => ({ day: run.explanation.as_of, points: publishedPoints(run) });
  const isOther = before.explanation.methodology.sha256 !== after.explanation.methodology.sha256;
  const other: readonly OtherMethod[] = isOther ? [{ cause: 'methodology', day: after.explanation.as_of }] : [];
  const isMethod = (news: Change | OtherMethod): news is OtherMethod => news.cause === 'methodology';
  return scoreDifference<Change | OtherMethod>(shown(before), shown(after), [...changes, ...other], (news, day) => {
    const { methodology } = news.some(isMethod) ? after : before;
    const facts = news.filter((one): one is Change => !isMethod(one));
    return pointsOf(make(news.length === 0 && day === before.explanation.as_of ? was : aged, facts), methodology);
  });
}

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
  if (is !== true) return explainCountry(before, after, country);
  return explainSources(before, after) ?? explainWith(before, after, inputsOf<SupplierInputs>, supplierPoints);
}

const sourceOf = ({ explanation: { element, stage } }: ExplainedRun): string => `${element} ${stage}`;

/**
 * A country that is worst for another element or stage than before: both sources are looked at in both runs, so that what made the one overtake the
 * other is the cause, and not that they differ. `null`: it is the source it was, or the inputs of both are not known.
 */
function explainSources(before: ExplainedRun, after: ExplainedRun): ExplainedChange | null {
  const names = [...new Set([sourceOf(before), sourceOf(after)])];
  const pairs = names.flatMap((name) => {
    const [was, is] = [before.sources?.[name], after.sources?.[name]];
    return was === undefined || is === undefined ? [] : [{ name, was, is }];
  });
  if (names.length < 2 || pairs.length < 2) return null;
  return explainWorst(before, after, pairs, vintageOf(before.explanation, after.explanation), (inputs, methodology) => {
    const results = Object.values(inputs).flatMap((own) => {
      const result = scoreSupplier(own, methodology);
      return result.score === null ? [] : [result];
    });
    return results.toSorted((left, right) => right.Lambda - left.Lambda)[0]?.contributions ?? null;
  });
}

function explainByMethodology(before: ExplainedRun, after: ExplainedRun): ExplainedChange {
  const was = publishedPoints(before);
  return {
    ...attributed<null, OtherMethod>(
      before,
      after,
      null,
      null,
      [],
      () => null,
      () => was,
    ),
    reasons: [],
  };
}

/** Inputs of a part of a country by its name, in both runs. */
interface PartInBothRuns<Inputs> {
  readonly name: string;
  readonly was: Inputs;
  readonly is: Inputs;
}

type InputsByName<Inputs> = Readonly<Record<string, Inputs>>;

/** A country is the worst of its elements: those that give one of the two scores are looked at in both runs. */
function explainCountry(before: ExplainedRun, after: ExplainedRun, country: string): ExplainedChange {
  const names = Object.keys(after.elements).filter((id) => before.elements[id] !== undefined);
  const pairs = names.map((name) => ({ name, was: before.elements[name] as ElementInputs, is: after.elements[name] as ElementInputs }));
  return explainWorst(
    before,
    after,
    pairs,
    () => false,
    (inputs, methodology) => countryPoints(country, inputs, methodology),
  );
}

/** Why the worst of some parts changed; a reason that reaches several of them is told once. */
function explainWorst<Inputs extends DatedInputs>(
  before: ExplainedRun,
  after: ExplainedRun,
  pairs: readonly PartInBothRuns<Inputs>[],
  sameVintage: SameVintage,
  pointsOf: (inputs: InputsByName<Inputs>, methodology: Methodology) => PointsOfDrivers | null,
): ExplainedChange {
  const rules = before.methodology.parameters;
  const sources = sourcesRevised(before.explanation, after.explanation);
  const byName = (inputsOf: (pair: PartInBothRuns<Inputs>) => Inputs): InputsByName<Inputs> =>
    Object.fromEntries(pairs.map((pair) => [pair.name, inputsOf(pair)]));
  const changes = pairs.flatMap(({ name, was, is }) =>
    inputChanges(was, is, sameVintage, rules).map((change) => ({ name, was, change, cause: change.cause, day: change.day })),
  );
  const make = (inputs: InputsByName<Inputs>, some: readonly (typeof changes)[number][]): InputsByName<Inputs> =>
    Object.fromEntries(
      Object.entries(inputs).map(([name, own]) => [
        name,
        withChanges(
          own,
          some.flatMap((one) => (one.name === name ? [one.change] : [])),
        ),
      ]),
    );
  const was = byName((pair) => pair.was);
  const aged = byName((pair) => inputsOnLaterDay(pair.was, pair.is, rules));
  const attribution = attributed(before, after, was, aged, changes, make, pointsOf);
  const reasons = changes.flatMap(({ change, was }) => reasonsOf([change], was, sources));
  const distinct = new Map(reasons.map((reason) => [`${reason.cause}|${reason.what}`, reason]));
  return { ...attribution, reasons: [...distinct.values()] };
}

function countryPoints(country: string, inputs: InputsByName<ElementInputs>, methodology: Methodology): PointsOfDrivers | null {
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
