/**
 * The last check before a run is published. A run that does not pass is marked failed, and the last good run stays current. Each violation
 * states what was expected and what came, so that a person can decide in the morning.
 */
import type { ScoreDocument } from '../vocabulary/score-document.ts';

/** Unrounded figures of a result, and hashes of its inputs. */
export interface ExactFigures {
  readonly score: number | null;
  readonly contributions_sum: number | null;
  /** Sum of all published points, in hundredths. */
  readonly published_hundredths: number | null;
  /** Groups of facts whose change may explain a movement of the score, each as the sha256 of its content. */
  readonly facts: {
    /** Inputs without dates, measures and signals. */
    readonly inputs: string;
    /** Every measure with its state, and what is scheduled inside the horizon. */
    readonly measures: string;
    /** Readings of the signals. */
    readonly signals: string;
    readonly methodology: string;
    readonly code: string;
  };
}

export interface GuardedResult {
  readonly document: ScoreDocument;
  readonly exact: ExactFigures;
}

export interface GuardBounds {
  /** Part of the subjects with a score, by type and buyer. */
  readonly minScoredShare: Readonly<Record<string, number>>;
  /** Mean coverage of the scored elements of a buyer. */
  readonly minMeanCoverage: number;
  /** Points that a score may move without a changed fact. */
  readonly maxMovementPoints: number;
  /** And for each day between the two runs: controls age, suspensions come near their end. */
  readonly maxMovementPointsPerDay: number;
  /** Where facts or code changed: the points above which a score moved far, and by type the part (0 to 1) of its scores for a buyer that may. Absent: all may. */
  readonly farMovement?: { readonly points: number; readonly maxShare: Readonly<Record<string, number>> };
}

const SUM_TOLERANCE = 1e-9;
/** More would bury what matters. */
const MAX_FINDINGS = 25;

const nameOf = ({ subject, buyer }: ScoreDocument): string => `${subject.type} ${subject.id} for ${buyer}`;

/** Score in [0, 100), contributions that sum to it, published points that sum to the published score, and so for each of its parts. */
function numberFindings({ document, exact }: GuardedResult): readonly string[] {
  if (exact.score === null && document.score !== null) return [`${nameOf(document)}: the score is not a number`];
  if (exact.score === null) return document.status_reason === null ? [`${nameOf(document)}: no score, and no reason is given`] : [];
  const findings: string[] = [];
  if (!(exact.score >= 0 && exact.score < 100)) findings.push(`${nameOf(document)}: score ${exact.score} is not in [0, 100)`);
  const difference = Math.abs((exact.contributions_sum ?? Number.NaN) - exact.score);
  if (!(difference <= SUM_TOLERANCE))
    findings.push(`${nameOf(document)}: contributions sum to ${exact.contributions_sum}, not ${exact.score}`);
  if (document.score === null || exact.published_hundredths !== Math.round(document.score * 100)) {
    findings.push(
      `${nameOf(document)}: published points sum to ${exact.published_hundredths} hundredths, published score ${document.score}`,
    );
  }
  return [...findings, ...partFindings(document)];
}

/** The published parts add up to the published score. */
function partFindings(document: ScoreDocument): readonly string[] {
  const { score, state, may_begin, security } = document;
  const sum = [state, may_begin, security].reduce<number>((all, part) => all + Math.round(100 * (part ?? Number.NaN)), 0);
  if (score !== null && sum === Math.round(100 * score)) return [];
  return [`${nameOf(document)}: state ${state}, may_begin ${may_begin} and security ${security} do not add up to ${score}`];
}

const groupOf = ({ document: { subject, buyer } }: GuardedResult): string => `${subject.type} for ${buyer}`;

/** Counts of the results of a type of subject for a buyer. */
interface GroupCounts {
  readonly group: string;
  readonly type: string;
  members: number;
  scored: number;
  coverages: number;
  coverageSum: number;
  /** Scores that can be compared with one of the run before, by the same methodology. */
  compared: number;
  movedFar: number;
}

function coverageFindings({ group, type, members, scored, coverages, coverageSum }: GroupCounts, bounds: GuardBounds): readonly string[] {
  const minShare = bounds.minScoredShare[type] ?? 0;
  const findings =
    scored / members < minShare ? [`${group}: ${scored} of ${members} have a score, at least ${minShare * 100} % are expected`] : [];
  const mean = coverageSum / coverages;
  if (coverages > 0 && mean < bounds.minMeanCoverage) {
    findings.push(`${group}: mean coverage ${mean.toFixed(3)} is below ${bounds.minMeanCoverage}`);
  }
  return findings;
}

const sameFacts = (a: ExactFigures, b: ExactFigures): boolean =>
  a.facts.inputs === b.facts.inputs &&
  a.facts.measures === b.facts.measures &&
  a.facts.signals === b.facts.signals &&
  a.facts.methodology === b.facts.methodology &&
  a.facts.code === b.facts.code;

function movementFindings(result: GuardedResult, last: GuardedResult | null, daysBetween: number, bounds: GuardBounds): readonly string[] {
  if (last === null || !sameFacts(last.exact, result.exact)) return [];
  const allowed = bounds.maxMovementPoints + bounds.maxMovementPointsPerDay * Math.abs(daysBetween);
  const [from, to] = [last.exact.score, result.exact.score];
  if (from === null && to === null) return [];
  const moved = from === null || to === null ? Number.POSITIVE_INFINITY : Math.abs(to - from);
  if (moved <= allowed) return [];
  return [
    `${nameOf(result.document)}: moved from ${last.document.score} to ${result.document.score} though no fact changed (allowed ${allowed.toFixed(1)})`,
  ];
}

/** Fewer scores than this are no share of anything. */
const FEWEST_FOR_A_SHARE = 4;

/**
 * Changed facts or code explain that a score moves, but hardly that most of them move far in one night: that is a table that was read wrongly or
 * a mistake in the code. Another methodology is let through: it was released to move them.
 */
function farMovementFindings({ group, type, compared, movedFar }: GroupCounts, bounds: GuardBounds['farMovement']): readonly string[] {
  const maxShare = bounds?.maxShare[type] ?? 1;
  if (bounds === undefined || compared < FEWEST_FOR_A_SHARE || movedFar <= maxShare * compared) return [];
  return [
    `${group}: ${movedFar} of ${compared} scores moved by more than ${bounds.points} points in one run, at most ${Math.round(100 * maxShare)} % are expected; look at the largest, and begin a run with "accept_movement": true if they are right`,
  ];
}

/** Looks at the results of a run one after another, so that a run of any size needs room for its counts only. */
export interface RunGuard {
  /** `last`: the result of the same subject and buyer in the active run; `null` where there is none. */
  look(result: GuardedResult, last: GuardedResult | null): void;
  /** Reasons not to publish the run, among all that was looked at; empty when there are none. */
  violations(): readonly string[];
}

/** `daysBetween`: from the day of the active run to that of this one. `movementIsAccepted`: a person has looked at what moved far. */
export function runGuard(daysBetween: number, bounds: GuardBounds, movementIsAccepted = false): RunGuard {
  const groups = new Map<string, GroupCounts>();
  const [numbers, movements]: [string[], string[]] = [[], []];
  const countsOf = (result: GuardedResult): GroupCounts => {
    const group = groupOf(result);
    const counts = groups.get(group) ?? {
      group,
      type: result.document.subject.type,
      members: 0,
      scored: 0,
      coverages: 0,
      coverageSum: 0,
      compared: 0,
      movedFar: 0,
    };
    groups.set(group, counts);
    return counts;
  };
  return {
    look(result, last) {
      const { document, exact } = result;
      const counts = countsOf(result);
      counts.members += 1;
      if (document.score !== null) {
        counts.scored += 1;
        if (document.coverage !== null) {
          counts.coverages += 1;
          counts.coverageSum += document.coverage;
        }
      }
      if (last !== null && last.exact.facts.methodology === exact.facts.methodology && last.exact.score !== null && exact.score !== null) {
        counts.compared += 1;
        if (Math.abs(exact.score - last.exact.score) > (bounds.farMovement?.points ?? Number.POSITIVE_INFINITY)) counts.movedFar += 1;
      }
      numbers.push(...numberFindings(result));
      movements.push(...movementFindings(result, last, daysBetween, bounds));
    },
    violations() {
      const all = [...groups.values()];
      const findings = [
        ...numbers,
        ...all.flatMap((counts) => coverageFindings(counts, bounds)),
        ...movements,
        ...(movementIsAccepted ? [] : all.flatMap((counts) => farMovementFindings(counts, bounds.farMovement))),
      ];
      const more = findings.length - MAX_FINDINGS;
      return more > 0 ? [...findings.slice(0, MAX_FINDINGS), `and ${more} more`] : findings;
    },
  };
}
