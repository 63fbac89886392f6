/** The chance that at least one line of a company stops ("Any of mine" in docs/methodology.md). */
import { type Cause, combine, type ScoreFigures } from '../method/causes.ts';
import type { Parameters } from '../method/parameters.ts';
import { anyStop, NONE } from '../method/stop-chance.ts';

/** A line with what may stop each of its elements. */
export interface LineCauses {
  readonly id: string;
  /**
   * Element -> its causes, each id once. A cause with the same id is the same one in every element and line.
   */
  readonly elements: Readonly<Record<string, readonly Cause[]>>;
  /** Money that a year without the material costs; null unknown. */
  readonly money: number | null;
}

/**
 * What an origin does: luck in it is half common to all that comes from there. All other causes are one event
 * for everybody.
 */
const OF_AN_ORIGIN = /^(measure|new_control|disruption):/;

/** Part of the worlds in which a cause strikes each element by itself. */
export const partApart = (cause: string, { half }: Parameters): number =>
  OF_AN_ORIGIN.test(cause) ? half : 0;

/** Causes with a chance, in byte order. */
export const effective = (causes: readonly Cause[]): readonly Cause[] =>
  causes.filter(({ chance }) => chance !== NONE.chance).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Entries of a record in byte order of its keys. */
export const inOrder = <Value>(
  record: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

export const linesInOrder = (lines: readonly LineCauses[]): readonly LineCauses[] =>
  lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Causes of which each id is one. `apart`: part of the worlds in which it strikes each by itself. */
export const causesById = (
  causes: readonly Cause[],
  horizon: number,
  apart: (id: string) => number,
): readonly Cause[] =>
  [...Map.groupBy(causes, ({ id }) => id)].map(([id, of]) => ({
    ...(of[0] as Cause),
    ...(of.length === 1 ? {} : anyStop(of, horizon, apart(id))),
  }));

/** Causes of a stop of at least one element of these lines. */
export function jointCauses(
  lines: readonly LineCauses[],
  horizon: number,
  parameters: Parameters,
): readonly Cause[] {
  const causes = linesInOrder(lines).flatMap(({ elements }) =>
    inOrder(elements).flatMap(([, of]) => effective(of)),
  );
  return causesById(causes, horizon, (id) => partApart(id, parameters));
}

/** The chance that at least one line stops, beside what other ways of counting would say. */
export interface JointFigures extends ScoreFigures {
  /** What the chances of the lines would make if they had nothing in common, percent. */
  readonly independent: number;
  /** The line that is likeliest to stop; null without lines. */
  readonly largest: { readonly line: string; readonly score: number } | null;
}

/** Figures of one line: a line stops if one of its elements is missing. */
export const figuresOfLine = (line: LineCauses, horizon: number, parameters: Parameters): ScoreFigures =>
  combine(jointCauses([line], horizon, parameters), horizon);

/** Figures of all lines together. `expected_days`: days on which at least one line stands still. */
export function jointFigures(
  lines: readonly LineCauses[],
  horizon: number,
  parameters: Parameters,
): JointFigures {
  const scores = linesInOrder(lines).map((line) => ({
    line: line.id,
    score: figuresOfLine(line, horizon, parameters).score,
  }));
  return {
    ...combine(jointCauses(lines, horizon, parameters), horizon),
    independent: 100 * (1 - scores.reduce((none, { score }) => none * (1 - score / 100), 1)),
    largest: scores.reduce<JointFigures['largest']>(
      (most, line) => (most === null || line.score > most.score ? line : most),
      null,
    ),
  };
}
