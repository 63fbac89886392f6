import type * as z from 'zod';
import type { explanationSchema } from '#contracts/api/subjects-answers.ts';
import { SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import type { Message, MessageParam } from '#domain/vocabulary/score-document.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { wholeParts } from '#domain/vocabulary/whole-parts.ts';
import { fitted, inSentence, type Language, LONGEST_LABEL, message, rendered } from '#domain/words/render.ts';
import report from '#domain/words/report.json' with { type: 'json' };
import type { TextCode } from '#domain/words/texts.ts';

export type Explained = z.output<typeof explanationSchema>;

export type Said = Readonly<{
  text: string;
  value?: number;
  note?: string;
  /** Values of 0 to 100, drawn as dots in place of the text. */
  dots?: readonly number[];
  links?: readonly string[];
}>;

export type Fact = Readonly<{
  name: string;
  said: Said;
}>;

export type ReportTable = Readonly<{
  kind: 'table';
  title: string;
  head: readonly string[];
  rows: readonly (readonly Said[])[];
  hasSum?: true;
}>;

/** So many are printed, with `more` behind them. */
export type ReportLines = Readonly<{
  kind: 'lines';
  title: string;
  lines: readonly Said[];
  printed: number;
  more: string;
}>;

export type Report = Readonly<{
  lang: Lang;
  title: string;
  headline: string;
  band: string;
  /** Nobody has read the register of late. */
  warning: string | null;
  facts: readonly Fact[];
  sections: readonly (ReportTable | ReportLines)[];
  foot: readonly Said[];
}>;

/** What is unknown says so and is never 0. */
export function writer(language: Language) {
  const formatted = (value: number, format: string): string =>
    inSentence(message('nothing', { value }), (code) =>
      code === 'nothing' ? `{value:${format}}` : language(code),
    );
  const number =
    (format: string) =>
    (value: number | null | undefined): Said =>
      value === null || value === undefined ? unknown : { text: formatted(value, format), value };
  const unknown: Said = { text: rendered(message('report_unknown'), language) };
  return {
    language,
    unknown,
    text: (code: TextCode, params: Readonly<Record<string, MessageParam>> = {}): string =>
      rendered(message(code, params), language),
    texts: (...codes: readonly TextCode[]): readonly string[] =>
      codes.map((code) => rendered(message(code), language)),
    /** As `text`, for the middle of a sentence. */
    part: (code: TextCode, params: Readonly<Record<string, MessageParam>> = {}): string =>
      inSentence(message(code, params), language),
    score: number('chance'),
    percent: number('percent'),
    span: number('span'),
    /** With its sign. */
    difference: (points: number | null | undefined): Said => {
      if (points === null || points === undefined) return unknown;
      const text = formatted(points, 'points');
      return { text: points === 0 ? text : `${points < 0 ? '\u2212' : '+'}${text}`, value: points };
    },
  };
}

export type Writer = ReturnType<typeof writer>;

/** Remainder of small origins in tables of supply. */
const OTHER_ORIGINS = 'OTH';
/** All else has to fit on the page. */
const MOST_DRIVERS = 5;
const MOST_ORIGINS = 4;
const MOST_EXPOSURES = 4;
const MOST_STEPS = 4;
const MOST_LEVERS = 5;
/** Would be printed as nothing. */
const LEAST_POINTS = 0.5;
const LEAST_SHARE = 0.005;

/** In English where the document has no code. */
export const coded = (code: unknown, params: unknown, text: string, { language }: Writer): string =>
  typeof code === 'string' ? rendered({ code, params: params as Message['params'] }, language) : text;

/**
 * Measures without words in the catalogue stand by their English titles, or are left out in another language.
 */
function noteOf(
  { summary, summary_code, summary_params }: Explained['drivers'][number],
  write: Writer,
): Pick<Said, 'note'> {
  const isEnglish = write.language('report_sum') === report.report_sum[0];
  const hasTitles = JSON.stringify(summary_params ?? {}).includes('"code":"measure"');
  if (!isEnglish && (summary_code === undefined || hasTitles)) return {};
  return { note: coded(summary_code, summary_params, summary, write) };
}

export function bandSaid(band: string, write: Writer): Said {
  const shown = SHOWN_BANDS.find(({ name }) => name === band);
  if (shown === undefined || shown.from === null || shown.to === null) return write.unknown;
  const { from, to, label_code } = shown;
  const code = to === 100 ? 'report_band_highest' : 'report_band_limits';
  return { text: write.text(code, { band: message(label_code), from, to }) };
}

/** Whole points, largest first, that sum to the score. */
export function driversOf({ drivers, score }: Explained, write: Writer): ReportTable | null {
  if (score === null) return null;
  const giving = drivers.filter(({ points }) => points > 0);
  const [first, ...further] = giving;
  const shown =
    first === undefined
      ? []
      : [first, ...further.filter(({ points }) => points >= LEAST_POINTS).slice(0, MOST_DRIVERS - 1)];
  const others = giving.slice(shown.length);
  const rest = others.reduce((sum, { points }) => sum + points, 0);
  const points = [...shown.map((driver) => driver.points), ...(others.length === 0 ? [] : [rest])];
  const printed = write.score(score);
  const whole = wholeParts(points, Number(printed.text));
  const pointsSaid = (exact: number, place: number): Said => ({
    text:
      whole[place] === 0 || Number.isNaN(whole[place])
        ? write.score(Math.min(exact, 0.4)).text
        : String(whole[place]),
    value: exact,
  });
  const rows = shown.map((driver, place) => [
    {
      text: coded(driver.label_code, driver.label_params, driver.label ?? driver.summary, write),
      ...(place === 0 ? noteOf(driver, write) : {}),
    },
    { text: write.text(`part_${driver.part}` as TextCode) },
    pointsSaid(driver.points, place),
  ]);
  const othersNamed = write.text(others.length === 1 ? 'report_other' : 'report_others', {
    n: others.length,
  });
  return {
    kind: 'table',
    title: write.text('report_why'),
    head: write.texts('report_cause', 'report_part', 'report_points'),
    rows: [
      ...rows,
      ...(others.length === 0 ? [] : [[{ text: othersNamed }, { text: '' }, pointsSaid(rest, shown.length)]]),
      [{ text: write.text('report_sum') }, { text: '' }, printed],
    ],
    hasSum: true,
  };
}

/** Elements: stages with their origins. Suppliers: countries they depend on. Countries: elements. */
export function chainOf(document: Explained, write: Writer): ReportTable | null {
  if (document.subject.type === 'element') return stagesOf(document, write);
  return document.subject.type === 'supplier' ? exposuresOf(document, write) : elementsOf(document, write);
}

/** `25 (today 12)`. */
const yearAndToday = (year: number, now: number, write: Writer): Said => ({
  text: write.text('report_year_today', { year, now }),
  value: year,
});

export const hasOwnStock = (inputs: Explained['inputs']): boolean => typeof inputs?.cover_days === 'number';

function stagesOf({ stages = [], stage: last, inputs }: Explained, write: Writer): ReportTable | null {
  if (stages.length === 0) return null;
  return {
    kind: 'table',
    title: write.text('report_chain'),
    head: write.texts(
      'report_stage',
      'report_standstill',
      'report_scarcity',
      ...([
        hasOwnStock(inputs) ? 'report_stock_own' : 'report_stock',
        'report_home',
        'report_origins',
      ] as const),
    ),
    rows: stages.map((stage) => {
      const name = message(`stage_${stage.stage}` as TextCode);
      return [
        {
          text:
            stage.stage === last
              ? write.text('report_stage_last', { stage: name })
              : rendered(name, write.language),
        },
        yearAndToday(stage.score, stage.now, write),
        yearAndToday(stage.scarce, stage.scarce_now, write),
        write.span(stage.cover_days),
        write.percent(stage.domestic),
        originsSaid(stage.shares, write),
      ];
    }),
  };
}

function originsSaid(shares: Readonly<Record<string, number>>, write: Writer): Said {
  const named = Object.entries(shares)
    .filter(([country, share]) => country !== OTHER_ORIGINS && share >= LEAST_SHARE)
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST_ORIGINS);
  const rest =
    Object.values(shares).reduce((sum, share) => sum + share, 0) -
    named.reduce((sum, [, share]) => sum + share, 0);
  const parts = named.map(([country, share]) => write.text('report_origin', { country, share }));
  if (rest >= LEAST_SHARE) parts.push(write.part('report_origins_rest', { share: rest }));
  return parts.length === 0 ? write.unknown : { text: parts.join(write.text('report_list')) };
}

/** Of the worst element, the largest part first. */
function exposuresOf({ exposures = [], element }: Explained, write: Writer): ReportTable | null {
  if (exposures.length === 0 || element === null) return null;
  return {
    kind: 'table',
    title: write.text('report_exposures', { element: message('report_name_element', { id: element }) }),
    head: write.texts('report_country', 'report_role', 'report_stage', 'report_part_lost'),
    rows: byPlace(exposures)
      .toSorted((one, other) => other.share - one.share)
      .slice(0, MOST_EXPOSURES)
      .map(({ country, role, stage, share }) => [
        { text: write.text('report_name_country', { id: country }) },
        { text: write.text(`role_${role}` as TextCode) },
        { text: rendered(message(`stage_${stage}` as TextCode), write.language) },
        write.percent(share),
      ]),
  };
}

/** The same feed of plants in several countries is one line. */
function byPlace(exposures: Explained['exposures'] & object): Explained['exposures'] & object {
  const of = Map.groupBy(exposures, ({ country, role, stage }) => [country, role, stage].join(' '));
  return [...of.values()].flatMap((some) =>
    some.slice(0, 1).map((one) => ({ ...one, share: some.reduce((sum, { share }) => sum + share, 0) })),
  );
}

function elementsOf({ elements_scored: elements = [] }: Explained, write: Writer): ReportTable | null {
  if (elements.length === 0) return null;
  return {
    kind: 'table',
    title: write.text('report_elements'),
    head: write.texts('report_element', 'report_stage', 'report_stage_score'),
    rows: elements
      .toSorted((one, other) => other.score - one.score)
      .slice(0, MOST_EXPOSURES)
      .map(({ element, stage, score }) => [
        { text: write.text('report_name_element', { id: element }) },
        { text: rendered(message(`stage_${stage}` as TextCode), write.language) },
        write.score(score),
      ]),
  };
}

const bothSaid = (score: number | null, scarce: number | null, write: Writer): Said =>
  score === null || scarce === null
    ? write.score(score)
    : { text: write.text('report_both', { score, scarce }), value: score };

/** With the score of that day if the control is in force then, and if not. */
export function stepsOf(
  { scheduled_steps: steps, score }: Explained,
  write: Writer,
): ReportTable | ReportLines | null {
  if (score === null) return null;
  const title = write.text('report_steps');
  if (steps.length === 0) return oneLine(title, write.text('report_steps_none'));
  return {
    kind: 'table',
    title,
    head: write.texts('report_date', 'report_step', 'report_if_in_force', 'report_if_not'),
    rows: steps
      .slice(0, MOST_STEPS)
      .map(
        ({ date: day, what, description, description_code: code, description_params: params, ...step }) => [
          { text: write.text(what === 'undecided' ? 'report_since' : 'report_day', { day }) },
          { text: coded(code, params, description, write) },
          bothSaid(step.score_if_in_force, step.scarce_if_in_force, write),
          bothSaid(step.score_if_not, step.scarce_if_not, write),
        ],
      ),
  };
}

/** The larger of both moves. */
const moveOf = ({ difference, scarce_difference: scarcer }: Explained['counterfactuals'][number]) =>
  Math.max(Math.abs(difference ?? 0), Math.abs(scarcer ?? 0));

/** The what-ifs that move the chances most, each way. */
export function leversOf(
  { counterfactuals, score, scarce }: Explained,
  write: Writer,
): ReportTable | ReportLines | null {
  if (score === null) return null;
  const title = write.text('report_levers');
  const rows = counterfactuals
    .toSorted((one, other) => moveOf(other) - moveOf(one))
    .slice(0, MOST_LEVERS)
    .map((lever) => [
      { text: fitted(coded(lever.label_code, lever.label_params, lever.description, write), LONGEST_LABEL) },
      write.score(lever.score),
      write.difference(lever.difference),
      ...(scarce === null ? [] : [write.score(lever.scarce), write.difference(lever.scarce_difference)]),
    ]);
  if (rows.length === 0)
    return oneLine(
      title,
      write.text(counterfactuals.length === 0 ? 'report_levers_none' : 'report_levers_still'),
    );
  return {
    kind: 'table',
    title,
    head:
      scarce === null
        ? write.texts('report_lever', 'report_stage_score', 'report_difference')
        : write.texts(
            'report_lever',
            'report_standstill',
            'report_difference',
            'report_scarcity',
            'report_difference',
          ),
    rows,
  };
}

export const oneLine = (title: string, text: string): ReportLines => ({
  kind: 'lines',
  title,
  lines: [{ text }],
  printed: 1,
  more: '',
});
