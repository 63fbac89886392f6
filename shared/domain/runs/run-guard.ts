/**
 * The last check before a run is published; a refused one leaves the last good run. Contradictions are
 * never published; doubts hold a run back until a person had time to look.
 */
import type { ScoreDocument } from '../vocabulary/score-document.ts';

/** Unrounded, with hashes of its inputs. */
export type ExactFigures = Readonly<{
  score: number | null;
  contributions_sum: number | null;
  published_hundredths: number | null;
  /** Facts whose change may explain a movement, as sha256. */
  facts: Readonly<{
    /** Inputs without dates, measures and signals. */
    inputs: string;
    /** With their states, and what is scheduled inside the horizon. */
    measures: string;
    signals: string;
    methodology: string;
    code: string;
  }>;
}>;

export type GuardedResult = Readonly<{
  document: ScoreDocument;
  exact: ExactFigures;
}>;

/** The score unrounded, scarcity as published. */
export type GuardedChances = Pick<ScoreDocument, 'score' | 'scarce'>;

/** Points are those of the chance that moved further. */
export type GuardBounds = Readonly<{
  minScoredShare: Readonly<Record<string, number>>;
  minMeanCoverage: number;
  /** Without a changed fact, beside what the passing of days does. */
  maxMovementPoints: number;
  /**
   * Where facts or code changed: how far is far, and by type the part of scores that may move so. Absent:
   * all may.
   */
  farMovement?: Readonly<{ points: number; maxShare: Readonly<Record<string, number>> }>;
  /** By type the part of the active run's subjects that may be gone. Absent: all. */
  maxGoneShare?: Readonly<Record<string, number>>;
}>;

/** A reason to hold back a run that agrees with itself. */
export type RunDoubt = Readonly<{
  /** Without figures: the same in every run that it holds back. */
  about: string;
  finding: string;
}>;

/** Of the active run's facts, by the code of this one. */
export type ScoreOnTwoDays = Readonly<{
  earlier: GuardedChances;
  today: GuardedChances;
}>;

const SUM_TOLERANCE = 1e-9;
const MAX_FINDINGS = 25;

const nameOf = ({ subject, buyer }: ScoreDocument) => `${subject.type} ${subject.id} for ${buyer}`;

/** Score in [0, 100), sums of contributions and of published points. */
function numberFindings({ document, exact }: GuardedResult): readonly string[] {
  if (exact.score === null && document.score !== null)
    return [`${nameOf(document)}: the score is not a number`];
  if (exact.score === null)
    return document.status_reason === null ? [`${nameOf(document)}: no score, and no reason is given`] : [];
  const findings: string[] = [];
  if (!(exact.score >= 0 && exact.score < 100))
    findings.push(`${nameOf(document)}: score ${exact.score} is not in [0, 100)`);
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

function partFindings(document: ScoreDocument): readonly string[] {
  const { score, state, may_begin, security } = document;
  const sum = [state, may_begin, security].reduce<number>(
    (all, part) => all + Math.round(100 * (part ?? Number.NaN)),
    0,
  );
  if (score === null || sum === Math.round(100 * score)) return [];
  return [
    `${nameOf(document)}: state ${state}, may_begin ${may_begin} and security ${security} do not add up to ${score}`,
  ];
}

const HAS_NONE: readonly string[] = ['no_plants', 'state_not_read'] satisfies ScoreDocument['status'][];

const groupOf = ({ document: { subject, buyer } }: GuardedResult) => `${subject.type} for ${buyer}`;

const SUMMED = [
  ...(['members', 'scored', 'unscored', 'coverages', 'coverageSum'] as const),
  // By the same methodology.
  ...(['compared', 'movedFar'] as const),
  // Beside a score of the run before, whatever the methodology.
  ...(['beside', 'far'] as const),
  // Scores of the run before, and those whose subject is gone.
  ...(['before', 'gone'] as const),
] as const;

type GroupCounts = Readonly<{ group: string; type: string }> &
  Record<(typeof SUMMED)[number] | 'farthest', number>;

/** In plain values: those of parts of a run are added up. */
export type RunTally = Readonly<{
  groups: readonly Readonly<GroupCounts>[];
  contradictions: readonly string[];
  movements: readonly RunDoubt[];
}>;

function coverageDoubts(
  { group, type, members, scored, coverages, coverageSum }: GroupCounts,
  bounds: GuardBounds,
): readonly RunDoubt[] {
  const minShare = bounds.minScoredShare[type] ?? 0;
  const mean = coverageSum / coverages;
  return [
    ...(scored / members < minShare
      ? [
          {
            about: `${group}: how many have a score`,
            finding: `${group}: ${scored} of ${members} have a score, at least ${minShare * 100} % are expected`,
          },
        ]
      : []),
    ...(coverages > 0 && mean < bounds.minMeanCoverage
      ? [
          {
            about: `${group}: coverage`,
            finding: `${group}: mean coverage ${mean.toFixed(3)} is below ${bounds.minMeanCoverage}`,
          },
        ]
      : []),
  ];
}

const sameFacts = ({ facts }: ExactFigures, other: ExactFigures) =>
  (Object.keys(facts) as (keyof typeof facts)[]).every((name) => facts[name] === other.facts[name]);

const chancesOf = ({ exact, document }: GuardedResult): GuardedChances => ({
  score: exact.score,
  scarce: document.scarce,
});

/** Of the chance that is farther. To or from no score is farther than any number. */
function pointsBetween(one: GuardedChances, other: GuardedChances) {
  if (one.score === null && other.score === null) return 0;
  if (one.score === null || other.score === null) return Number.POSITIVE_INFINITY;
  const scarcer = one.scarce == null || other.scarce == null ? 0 : other.scarce - one.scarce;
  return Math.max(Math.abs(other.score - one.score), Math.abs(scarcer));
}

/** But for the passing of days: new code on the active run's day, new facts on this one's. */
function movement(result: GuardedResult, last: GuardedResult, days: ScoreOnTwoDays | null) {
  const [before, after] = [chancesOf(last), chancesOf(result)];
  const whole = pointsBetween(before, after);
  return days === null
    ? whole
    : Math.min(whole, pointsBetween(before, days.earlier) + pointsBetween(days.today, after));
}

function movementDoubts(
  result: GuardedResult,
  last: GuardedResult,
  moved: number,
  { maxMovementPoints }: GuardBounds,
): readonly RunDoubt[] {
  if (moved <= maxMovementPoints || !sameFacts(last.exact, result.exact)) return [];
  const [from, to] = [last, result].map(({ document: { score, scarce } }) =>
    scarce === null ? score : `${score} (scarce ${scarce})`,
  );
  return [
    {
      about: `${groupOf(result)}: movement without a changed fact`,
      finding: `${nameOf(result.document)}: moved from ${from} to ${to} though no fact changed, by more than days explain (allowed ${maxMovementPoints.toFixed(1)})`,
    },
  ];
}

/** Fewer are no share of anything. */
const FEWEST_FOR_A_SHARE = 4;

/**
 * When most move far in one night, a table was read wrongly or the code is mistaken. Another methodology is
 * let through.
 */
function farMovementDoubts(
  { group, type, compared, movedFar }: GroupCounts,
  bounds: GuardBounds['farMovement'],
): readonly RunDoubt[] {
  const maxShare = bounds?.maxShare[type] ?? 1;
  if (bounds === undefined || compared < FEWEST_FOR_A_SHARE || movedFar <= maxShare * compared) return [];
  return [
    {
      about: `${group}: far movement`,
      finding: `${group}: ${movedFar} of ${compared} scores moved by more than ${bounds.points} points in one run, at most ${Math.round(100 * maxShare)} % are expected; look at the largest, and begin a run with "accept_movement": true if they are right`,
    },
  ];
}

/** A register that lost many subjects in one night was cut off, or read in part. */
function goneDoubts(
  { group, type, gone, before }: GroupCounts,
  bounds: GuardBounds['maxGoneShare'],
): readonly RunDoubt[] {
  const maxShare = bounds?.[type] ?? 1;
  if (before < FEWEST_FOR_A_SHARE || gone <= maxShare * before) return [];
  return [
    {
      about: `${group}: scores that are gone`,
      finding: `${group}: ${gone} of ${before} that readers have a score of are gone, at most ${Math.round(100 * maxShare)} % are expected; begin a run with "accept_movement": true if that is right`,
    },
  ];
}

export type RunFigures = Readonly<{
  scored: number;
  unscored: number;
  /** 0 to 1; `null`: none is known. */
  mean_coverage: number | null;
  /** Points of the chance that moved most; `null`: none could be compared. */
  largest_movement: number | null;
  /** Percent of the compared; `null`: none could be compared. */
  far_movements: number | null;
}>;

/** Looks at results one after another: a run of any size needs room for its counts only. */
export interface RunGuard {
  /** Did the score move so far that the effect of the days has to be known? */
  asksForDays(result: GuardedResult, last: GuardedResult): boolean;
  /**
   * `last`: of the active run. `days`: for those that `asksForDays` names; `null` where it is of the same
   * day, or its facts are gone.
   */
  look(result: GuardedResult, last: GuardedResult | null, days?: ScoreOnTwoDays | null): void;
  /** A result of the active run whose subject this one does not have. */
  miss(last: GuardedResult): void;
  tally(): RunTally;
  add(tally: RunTally): void;
  contradictions(): readonly string[];
  /** Reasons that a person may find to be none. */
  doubts(): readonly RunDoubt[];
  figures(): RunFigures;
}

/** `movementIsAccepted`: a person has looked at what moved. */
export function runGuard(bounds: GuardBounds, movementIsAccepted = false): RunGuard {
  const groups = new Map<string, GroupCounts>();
  const [numbers, movements]: [string[], RunDoubt[]] = [[], []];
  const farPoints = bounds.farMovement?.points ?? Number.POSITIVE_INFINITY;
  const countsOf = (group: string, type: string): GroupCounts => {
    const none = Object.fromEntries([...SUMMED, 'farthest'].map((name) => [name, 0]));
    const counts = groups.get(group) ?? ({ group, type, ...none } as GroupCounts);
    groups.set(group, counts);
    return counts;
  };
  return {
    asksForDays: (result, last) =>
      pointsBetween(chancesOf(last), chancesOf(result)) > bounds.maxMovementPoints,
    look(result, last, days = null) {
      const { document, exact } = result;
      const counts = countsOf(groupOf(result), document.subject.type);
      if (!HAS_NONE.includes(document.status)) counts.members += 1;
      if (document.score === null) counts.unscored += 1;
      else {
        counts.scored += 1;
        if (document.coverage !== null) {
          counts.coverages += 1;
          counts.coverageSum += document.coverage;
        }
      }
      numbers.push(...numberFindings(result));
      if (last === null) return;
      if (last.exact.score !== null) counts.before += 1;
      const moved = movement(result, last, days);
      movements.push(...movementDoubts(result, last, moved, bounds));
      if (last.exact.score === null || exact.score === null) return;
      const points = pointsBetween(chancesOf(last), chancesOf(result));
      counts.beside += 1;
      counts.farthest = Math.max(counts.farthest, points);
      if (points > farPoints) counts.far += 1;
      if (last.exact.facts.methodology !== exact.facts.methodology) return;
      counts.compared += 1;
      if (moved > farPoints) counts.movedFar += 1;
    },
    miss(last) {
      if (last.exact.score === null) return;
      const counts = countsOf(groupOf(last), last.document.subject.type);
      counts.before += 1;
      counts.gone += 1;
    },
    tally: () => ({ groups: [...groups.values()], contradictions: numbers, movements }),
    add(tally) {
      for (const part of tally.groups) {
        const counts = countsOf(part.group, part.type);
        for (const name of SUMMED) counts[name] += part[name];
        counts.farthest = Math.max(counts.farthest, part.farthest);
      }
      numbers.push(...tally.contradictions);
      movements.push(...tally.movements);
    },
    contradictions: () => numbers,
    doubts() {
      const all = [...groups.values()];
      const ofMovement = [
        ...movements,
        ...all.flatMap((counts) => [
          ...farMovementDoubts(counts, bounds.farMovement),
          ...goneDoubts(counts, bounds.maxGoneShare),
        ]),
      ];
      return [
        ...all.flatMap((counts) => coverageDoubts(counts, bounds)),
        ...(movementIsAccepted ? [] : ofMovement),
      ];
    },
    figures() {
      const all = [...groups.values()];
      const sum = (name: (typeof SUMMED)[number]): number =>
        all.reduce((total, counts) => total + counts[name], 0);
      const [beside, coverages] = [sum('beside'), sum('coverages')];
      return {
        scored: sum('scored'),
        unscored: sum('unscored'),
        mean_coverage: coverages === 0 ? null : sum('coverageSum') / coverages,
        largest_movement: beside === 0 ? null : Math.max(...all.map(({ farthest }) => farthest)),
        far_movements: beside === 0 ? null : (100 * sum('far')) / beside,
      };
    },
  };
}

/** No more than a person reads. */
export function toldFindings(findings: readonly string[]): readonly string[] {
  const more = findings.length - MAX_FINDINGS;
  return more > 0 ? [...findings.slice(0, MAX_FINDINGS), `and ${more} more`] : findings;
}
