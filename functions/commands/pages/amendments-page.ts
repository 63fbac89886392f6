/**
 * `docs/methodology-1.1.0.md`: what each amendment of the methodology in shadow does alone, and all of them together, to scores, to the steps
 * of 2024 to 2026, and on the back-test. A pure function of the facts, the two documents and the back-test figures, so that a test
 * can make the page again and compare bytes.
 */
import { createHash } from 'node:crypto';
import type { MethodologySummary } from '#domain/back-test/report.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { type SignalReader, signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import {
  type Amendment,
  type DroppedAmendment,
  type MethodologyDocument,
  methodologyOf,
  withAmendments,
} from '#domain/vocabulary/methodology.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { fixed, type MarkdownCell, markdownTable } from './markdown.ts';

const AS_OF = '2026-10-01';
const ELEMENTS = ['Dy', 'Tb', 'Y', 'Ga', 'Ge', 'Sb', 'W', 'Er', 'Nd', 'Ce', 'Cu', 'Li'];
const TABLE_BUYERS = ['JPN', 'USA', 'EUU'];
/** Days on which a fact changed or a term ends: announcements, suspensions, ends, and the day after an end. */
const STEP_DAYS = [
  '2024-08-15',
  '2024-10-22',
  '2024-12-03',
  '2025-02-04',
  '2025-04-04',
  '2025-10-09',
  '2025-11-07',
  '2025-11-09',
  '2025-11-10',
  '2026-01-06',
  '2026-02-24',
  '2026-06-29',
  '2026-11-10',
  '2026-11-27',
  '2026-11-28',
  '2027-01-10',
  '2027-01-11',
];
/** Differences of published scores; below them nothing is shown. */
const SHOWN_POINTS = 0.05;
const PAIRS_PER_STEP = 5;

/** Back-test figures of documents, and the hash of the inputs from which they were computed. */
export interface MeasuredAmendments {
  readonly inputs_sha256: string;
  readonly summaries: readonly MethodologySummary[];
}

/** The base, the amended version, and the base with each amendment alone, the dropped ones last. */
export function judgedVersions(base: MethodologyDocument, later: MethodologyDocument): readonly MethodologyDocument[] {
  return [base, later, ...allAmendments(later).map(({ key }) => withAmendments(base, later, [key]))];
}

function allAmendments({ amendments }: MethodologyDocument): readonly (Amendment | DroppedAmendment)[] {
  return [...(amendments?.items ?? []), ...(amendments?.dropped ?? [])];
}

/** Score of an element for a buyer on a day as known then, and the stage that gives it; `null` without shares. */
type ScoreOf = (element: string, buyer: string, day: string) => { readonly score: number; readonly stage: string } | null;

interface Version {
  readonly name: string;
  readonly scoreOf: ScoreOf;
}

/** Memoizes the scores of a version, because the tables need the same days several times. */
function versionOf(name: string, document: MethodologyDocument, data: ReferenceData, read: SignalReader): Version {
  const methodology = methodologyOf(document);
  const index = indexReferenceData(data, methodology);
  const known = new Map<string, ReturnType<ScoreOf>>();
  const make: ScoreOf = (element, buyer, as_of) => {
    const { inputs } = elementInputs(index, { element, buyer, as_of, signals: read(as_of, as_of).readings });
    const headline = scoreElementHeadline(inputs, methodology);
    return headline.score === null ? null : { score: headline.score, stage: headline.stage };
  };
  return {
    name,
    scoreOf(element, buyer, day) {
      const key = `${element}|${buyer}|${day}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const made = make(element, buyer, day);
      known.set(key, made);
      return made;
    },
  };
}

const signed = (points: number): string => `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(1)}`;
const dayBefore = (day: string): string => isoDate(dayNumber(day) - 1);

/** Points by which a score differs from the day before; `null` without a score. */
function stepOn(day: string, [element, buyer]: Pair, { scoreOf }: Version): number | null {
  const [before, on] = [scoreOf(element, buyer, dayBefore(day)), scoreOf(element, buyer, day)];
  return before === null || on === null ? null : on.score - before.score;
}

type Pair = readonly [element: string, buyer: string];

const TABLE_PAIRS = ELEMENTS.flatMap((element) => TABLE_BUYERS.map((buyer): Pair => [element, buyer]));

interface Difference {
  readonly pair: Pair;
  readonly before: number;
  readonly after: number;
}

/** Where two versions differ on a day, the largest difference first. */
function differences(day: string, pairs: readonly Pair[], base: Version, other: Version): readonly Difference[] {
  return pairs
    .flatMap((pair): Difference[] => {
      const [before, after] = [base.scoreOf(...pair, day), other.scoreOf(...pair, day)];
      return before === null || after === null ? [] : [{ pair, before: before.score, after: after.score }];
    })
    .filter(({ before, after }) => Math.abs(after - before) >= SHOWN_POINTS)
    .sort((left, right) => Math.abs(right.after - right.before) - Math.abs(left.after - left.before));
}

const nameOf = ([element, buyer]: Pair): string => `${element} ${buyer}`;

function sideBySide(base: Version, later: Version): string {
  const cellsOf = (element: string, buyer: string): readonly MarkdownCell[] => {
    const [before, after] = [base.scoreOf(element, buyer, AS_OF), later.scoreOf(element, buyer, AS_OF)];
    const stage = after === null || before?.stage === after.stage ? (before?.stage ?? '') : `${before?.stage} → ${after.stage}`;
    return [fixed(before?.score, 1), fixed(after?.score, 1), stage];
  };
  return markdownTable(
    ['element', ...TABLE_BUYERS.flatMap((buyer) => [`${buyer} 1.0.0:`, `${buyer} 1.1.0:`, 'stage'])],
    ELEMENTS.map((element) => [element, ...TABLE_BUYERS.flatMap((buyer) => cellsOf(element, buyer))]),
  );
}

/** The largest steps of a day under either version. */
function stepRows(day: string, pairs: readonly Pair[], base: Version, later: Version): readonly (readonly MarkdownCell[])[] {
  const steps = pairs.flatMap((pair) => {
    const [before, after] = [stepOn(day, pair, base), stepOn(day, pair, later)];
    return before === null || after === null ? [] : [{ pair, before, after, size: Math.max(Math.abs(before), Math.abs(after)) }];
  });
  const largest = steps.filter(({ size }) => size >= 0.5).sort((left, right) => right.size - left.size);
  return largest.slice(0, PAIRS_PER_STEP).map(({ pair, before, after }) => [day, nameOf(pair), signed(before), signed(after)]);
}

/** Scores and steps that one amendment alone changes. */
function effectOf(base: Version, alone: Version, everyPair: readonly Pair[]): string {
  const onDay = differences(AS_OF, everyPair, base, alone);
  const shown = onDay.slice(0, 8).map(({ pair, before, after }) => `${nameOf(pair)} ${before.toFixed(1)} → ${after.toFixed(1)}`);
  const scores =
    onDay.length === 0
      ? `No score of ${AS_OF} changes by ${SHOWN_POINTS} points or more.`
      : `Scores of ${AS_OF} that change: ${onDay.length} of ${everyPair.length}. The largest: ${shown.join(', ')}.`;
  const steps = STEP_DAYS.flatMap((day) =>
    TABLE_PAIRS.flatMap((pair) => {
      const [before, after] = [stepOn(day, pair, base), stepOn(day, pair, alone)];
      if (before === null || after === null || Math.abs(after - before) < 0.3) return [];
      return [{ text: `${day} ${nameOf(pair)} ${signed(before)} → ${signed(after)}`, size: Math.abs(after - before) }];
    }),
  );
  const largest = [...steps].sort((left, right) => right.size - left.size).slice(0, 8);
  const changed =
    steps.length === 0
      ? 'No step of the table below changes by 0.3 points or more.'
      : `Steps that change (points on the day, 1.0.0 → with it): ${largest.map(({ text }) => text).join('; ')}${steps.length > largest.length ? `; and ${steps.length - largest.length} more` : ''}.`;
  return `${scores}\n\n${changed}`;
}

function parameterTable(amendment: Amendment | DroppedAmendment, later: MethodologyDocument): string {
  const entries =
    'reason' in amendment
      ? Object.entries(amendment.parameters)
      : amendment.parameters.map((name) => [name, later.parameters[name]] as const);
  return markdownTable(
    ['parameter', 'value', 'unit', 'basis', 'source', 'note'],
    entries.flatMap(([name, entry]) =>
      entry === undefined ? [] : [[`\`${name}\``, `\`${JSON.stringify(entry.value)}\``, entry.unit, entry.basis, entry.source, entry.note]],
    ),
  );
}

const OUTCOME_TITLES: Readonly<Record<string, string>> = {
  control: 'new controls',
  disruption: 'disruptions',
  outlasting_disruption: 'disruptions that outlast the cover',
};

function backTestTable({ summaries }: MeasuredAmendments, outcome: string): string {
  const rows = summaries.flatMap(({ version, figures }) => {
    const figure = figures.find((one) => one.outcome === outcome);
    if (figure === undefined) return [];
    const { brier, brier_skill: skill, log_loss: loss, auc, auc_within_day: within } = figure;
    const interval = `${fixed(auc.low, 2)} ... ${fixed(auc.high, 2)}`;
    return [[version, fixed(brier, 4), fixed(skill?.value, 3), fixed(loss, 3), fixed(auc.value, 3), interval, fixed(within?.value, 3)]];
  });
  return markdownTable(['version', 'Brier:', 'skill:', 'log loss:', 'AUC:', '95 %', 'AUC within a day:'], rows);
}

/** The page; `measured` are the back-test figures of `judgedVersions`. */
export function amendmentsPage(
  data: ReferenceData,
  base: MethodologyDocument,
  later: MethodologyDocument,
  measured: MeasuredAmendments,
): string {
  const read = signalReader(data, methodologyOf(base).parameters);
  const version = (name: string, document: MethodologyDocument): Version => versionOf(name, document, data, read);
  const [before, after] = [version(base.version, base), version(later.version, later)];
  const everyPair = elementIds(data).flatMap((element) => BUYERS.map((buyer): Pair => [element, buyer]));
  const sections = allAmendments(later).map((amendment) => {
    const alone = version(amendment.key, withAmendments(base, later, [amendment.key]));
    const verdict = 'reason' in amendment ? `\n\n**Not part of ${later.version}.** ${amendment.reason}` : '';
    return `### ${amendment.title} (\`${amendment.key}\`)\n\n${parameterTable(amendment, later)}\n\n${effectOf(before, alone, everyPair)}${verdict}`;
  });
  const outcomes = Object.entries(OUTCOME_TITLES).map(([outcome, title]) => `### ${title}\n\n${backTestTable(measured, outcome)}`);
  const steps = STEP_DAYS.flatMap((day) => stepRows(day, TABLE_PAIRS, before, after));
  return `# Methodology ${later.version}, the amendments of ${base.version}

Made by \`npm run docs:methodology-1.1.0\` from the frozen vintage of the facts (\`test/frozen-world\`) and the two documents. Runs publish ${PUBLISHED_METHODOLOGY}; ${base.version} and ${later.version} are computed beside it
(\`alternatives\` of every score), and ${later.version} never was the headline. Each amendment is a set of parameters of the document
(\`shared/reference/methodology/${later.version}.json\`); without it the rule of ${base.version} holds, so each can be applied alone. Why each was chosen
and what was rejected: \`docs/decisions/0009-methodology-1.1.0.md\`. Sampling draws ${later.version} about as fast as ${base.version}
(\`docs/decisions/0016-one-scorer.md\`); a run samples the published version only.

## Scores of ${AS_OF}

${sideBySide(before, after)}

## Steps

Points by which a score differs from the day before, as known on each day; for each day the ${PAIRS_PER_STEP} largest of the pairs above, from half a point on.
Days after ${AS_OF} are what the facts known now imply. A legal end date is the last day of a state in ${later.version}, so its steps come a day later; a suspension whose
renewal is not known then lapses by degrees, so that no single day has the step.

${markdownTable(['day', 'element, buyer', `${base.version}:`, `${later.version}:`], steps)}

## Amendments, each alone

${sections.join('\n\n')}

## On the back-test

The score as a forecast at its own horizon, on the same pairs, origins and outcomes for all versions (\`docs/backtest.md\` says how). Skill is against the
Gamma-Poisson base rate and is negative throughout: a smaller Brier score is better, differences in the third decimal are within what a dozen events can tell. What the rules for
truces and end dates do lies after the last day that is judged and does not show here.

${outcomes.join('\n\n')}
`;
}

/**
 * Hash of the inputs of the back-test of the amendments: figures with another hash are out of date. It covers all facts, since one of the
 * amendments uses plants of the supplier register.
 */
export function amendmentInputsSha256(data: ReferenceData, versions: readonly MethodologyDocument[]): string {
  return createHash('sha256').update(canonicalJson({ data, versions })).digest('hex');
}
