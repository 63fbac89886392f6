/** Numbers of a report as they are printed: in one unit, with no more digits than an interval many points wide supports. */
import type { MessageParam } from '#domain/vocabulary/score-document.ts';
import type { TextCode } from '#domain/words/english.ts';
import { inSentence, type Language, message, rendered } from '#domain/words/render.ts';
import type { Said } from './report.ts';

/** Writes texts and numbers in one language; what is unknown says so and is never 0. */
export function writer(language: Language) {
  const formatted = (value: number, format: string): string =>
    inSentence(message('nothing', { value }), (code) => (code === 'nothing' ? `{value:${format}}` : language(code)));
  const number =
    (format: string) =>
    (value: number | null | undefined): Said =>
      value === null || value === undefined ? unknown : { text: formatted(value, format), value };
  const unknown: Said = { text: rendered(message('report_unknown'), language) };
  return {
    language,
    unknown,
    text: (code: TextCode, params: Readonly<Record<string, MessageParam>> = {}): string => rendered(message(code, params), language),
    /** As `text`, for the middle of a sentence. */
    part: (code: TextCode, params: Readonly<Record<string, MessageParam>> = {}): string => inSentence(message(code, params), language),
    /** A score, 0 to 100. */
    score: number('chance'),
    /** A part of one. */
    percent: number('percent'),
    /** Days. */
    span: number('span'),
    /** A change of a score, with its sign. */
    difference: (points: number | null | undefined): Said => {
      if (points === null || points === undefined) return unknown;
      const text = formatted(points, 'points');
      return { text: points === 0 ? text : `${points < 0 ? '\u2212' : '+'}${text}`, value: points };
    },
  };
}

export type Writer = ReturnType<typeof writer>;

/**
 * Points as whole numbers that sum to the printed score: each is cut, and what is missing goes to the largest remainders, the first of equal
 * ones first. A column that does not sum to what stands below it would be asked about in every meeting.
 */
export function wholePoints(points: readonly number[], score: number): readonly number[] {
  const cut = points.map((exact, place) => ({ place, whole: Math.floor(exact), remainder: exact - Math.floor(exact) }));
  const missing = score - cut.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    cut
      .toSorted((a, b) => b.remainder - a.remainder || a.place - b.place)
      .slice(0, Math.max(0, missing))
      .map(({ place }) => place),
  );
  return cut.map(({ place, whole }) => whole + (raised.has(place) ? 1 : 0));
}
