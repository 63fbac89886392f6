/** Tables of a report: what the score is made of, who supplies what, what is dated ahead, and what would move it. */

import { OTHER_ORIGINS } from '#domain/supply/effective-shares.ts';
import { SHOWN_BANDS } from '#domain/vocabulary/band-scale.ts';
import type { Message } from '#domain/vocabulary/message.ts';
import type { TextCode } from '#domain/words/english.ts';
import { ENGLISH_REPORT_TEXTS } from '#domain/words/english-report.ts';
import { fitted, LONGEST_LABEL } from '#domain/words/fitted.ts';
import { message } from '#domain/words/message.ts';
import { rendered } from '#domain/words/render.ts';
import { type Writer, wholePoints } from './printed-numbers.ts';
import type { Explained, ReportLines, ReportTable, Said } from './report.ts';

/** Rows that fit on one page with all else. */
const MOST_DRIVERS = 5;
const MOST_ORIGINS = 4;
const MOST_SITES = 4;
/** Names in a cell: all of them would take a site more lines than a sheet has. */
const MOST_FEEDS = 2;
const MOST_STEPS = 4;
const MOST_LEVERS = 5;
/** A cause of less would be printed as nothing: it is one of the others. */
const LEAST_POINTS = 0.5;
/** An origin of less is one of the others. */
const LEAST_SHARE = 0.005;

/** A text by code where the document has one, else as it stands there in English: documents of earlier runs lack codes. */
const coded = (code: unknown, params: unknown, text: string, { language }: Writer): string =>
  typeof code === 'string' ? rendered({ code, params: params as Message['params'] }, language) : text;

/** The sentence of a driver. Those of earlier runs name measures by English titles alone: in another language they are left out. */
function noteOf({ summary, summary_code, summary_params }: Explained['drivers'][number], write: Writer): Pick<Said, 'note'> {
  const isEnglish = write.language('report_sum') === ENGLISH_REPORT_TEXTS.report_sum;
  const hasTitles = JSON.stringify(summary_params ?? {}).includes('"code":"measure"');
  if (!isEnglish && (summary_code === undefined || hasTitles)) return {};
  return { note: coded(summary_code, summary_params, summary, write) };
}

/** The band by mark and name, with the scores between which it lies. */
export function bandSaid(band: string, write: Writer): Said {
  const shown = SHOWN_BANDS.find(({ name }) => name === band);
  if (shown === undefined || shown.from === null || shown.to === null) return write.unknown;
  const { from, to, icon, label_code } = shown;
  const code = to === 100 ? 'report_band_highest' : 'report_band_limits';
  return { text: `${icon} ${write.text(code, { band: message(label_code), from, to })}` };
}

/** The waterfall: whole points, largest first, that sum to the score. */
export function driversOf({ drivers, score }: Explained, write: Writer): ReportTable | null {
  if (score === null) return null;
  const giving = drivers.filter(({ points }) => points > 0);
  const [first, ...further] = giving;
  const shown = first === undefined ? [] : [first, ...further.filter(({ points }) => points >= LEAST_POINTS).slice(0, MOST_DRIVERS - 1)];
  const others = giving.slice(shown.length);
  const rest = others.reduce((sum, { points }) => sum + points, 0);
  const points = [...shown.map((driver) => driver.points), ...(others.length === 0 ? [] : [rest])];
  const printed = write.score(score);
  const whole = wholePoints(points, Number(printed.text));
  const pointsSaid = (exact: number, place: number): Said =>
    whole[place] === 0 || Number.isNaN(whole[place]) ? write.score(Math.min(exact, 0.4)) : { text: String(whole[place]), value: exact };
  const rows = shown.map((driver, place) => [
    {
      text: coded(driver.label_code, driver.label_params, driver.label ?? driver.summary, write),
      ...(place === 0 ? noteOf(driver, write) : {}),
    },
    { text: driver.part == null ? '' : write.text(`part_${driver.part}` as TextCode) },
    pointsSaid(driver.points, place),
  ]);
  const othersNamed = write.text(others.length === 1 ? 'report_other' : 'report_others', { n: others.length });
  return {
    kind: 'table',
    title: write.text('report_why'),
    head: [write.text('report_cause'), write.text('report_part'), write.text('report_points')],
    rows: [
      ...rows,
      ...(others.length === 0 ? [] : [[{ text: othersNamed }, { text: '' }, pointsSaid(rest, shown.length)]]),
      [{ text: write.text('report_sum') }, { text: '' }, printed],
    ],
    hasSum: true,
  };
}

/** Elements: stages with the shares of their origins. Suppliers: their sites. Countries: the elements that come from there. */
export function chainOf(document: Explained, write: Writer): ReportTable | null {
  if (document.stages.length > 0) return stagesOf(document, write);
  return document.subject.type === 'supplier' ? sitesOf(document, write) : elementsOf(document, write);
}

function stagesOf({ stages, stage: worst }: Explained, write: Writer): ReportTable {
  return {
    kind: 'table',
    title: write.text('report_chain'),
    head: ['report_stage', 'report_stage_score', 'report_stock', 'report_home', 'report_origins'].map((code) =>
      write.text(code as TextCode),
    ),
    rows: stages.map((stage) => {
      const name = message(`stage_${stage.stage}` as TextCode);
      return [
        { text: stage.stage === worst ? write.text('report_stage_worst', { stage: name }) : rendered(name, write.language) },
        write.score(stage.score),
        write.span(numberOf(stage.cover_days)),
        write.percent(numberOf(stage.domestic)),
        originsSaid(numbersOf(stage.shares), write),
      ];
    }),
  };
}

function originsSaid(shares: Readonly<Record<string, number>>, write: Writer): Said {
  const named = Object.entries(shares)
    .filter(([country, share]) => country !== OTHER_ORIGINS && share >= LEAST_SHARE)
    .sort((one, other) => other[1] - one[1])
    .slice(0, MOST_ORIGINS);
  const rest = Object.values(shares).reduce((sum, share) => sum + share, 0) - named.reduce((sum, [, share]) => sum + share, 0);
  const parts = named.map(([country, share]) => write.text('report_origin', { country, share }));
  if (rest >= LEAST_SHARE) parts.push(write.part('report_origins_rest', { share: rest }));
  return parts.length === 0 ? write.unknown : { text: parts.join(write.text('report_list')) };
}

interface ChainSite {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly stage: string;
  readonly feeds: readonly { readonly site: string }[];
}

/** Sites by the points that they give, largest first. */
function sitesOf({ chain, by_site: points = {} }: Explained, write: Writer): ReportTable | null {
  const sites = (Array.isArray(chain) ? chain : []) as readonly ChainSite[];
  if (sites.length === 0) return null;
  const nameOf = new Map(sites.map(({ id, name }) => [id, name]));
  return {
    kind: 'table',
    title: write.text('report_sites'),
    head: ['report_site', 'report_country', 'report_stage', 'report_part_of_score', 'report_feeds'].map((code) =>
      write.text(code as TextCode),
    ),
    rows: sites
      .toSorted((one, other) => (points[other.id] ?? 0) - (points[one.id] ?? 0))
      .slice(0, MOST_SITES)
      .map(({ id, name, country, stage, feeds }) => [
        { text: name },
        { text: write.text('report_name_country', { id: country }) },
        { text: rendered(message(`stage_${stage}` as TextCode), write.language) },
        write.score(points[id] ?? null),
        {
          text: namesOf(
            feeds.map(({ site }) => nameOf.get(site) ?? site),
            write,
          ),
        },
      ]),
  };
}

/** Each name once, the first of them. */
function namesOf(names: readonly string[], write: Writer): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST_FEEDS);
  return [...shown, ...(distinct.length > shown.length ? [`+${distinct.length - shown.length}`] : [])].join(write.text('report_separator'));
}

/** Elements by the chance that their supply from the country stops, at the stage where it is largest. */
function elementsOf({ considered }: Explained, write: Writer): ReportTable | null {
  const pairs = (Array.isArray(considered) ? considered : []) as readonly {
    readonly element: string;
    readonly stage: string;
    readonly Lambda: number;
  }[];
  const worst = new Map<string, (typeof pairs)[number]>();
  for (const pair of pairs) if (pair.Lambda > (worst.get(pair.element)?.Lambda ?? 0)) worst.set(pair.element, pair);
  if (worst.size === 0) return null;
  return {
    kind: 'table',
    title: write.text('report_elements'),
    head: ['report_element', 'report_stage', 'report_risk'].map((code) => write.text(code as TextCode)),
    rows: [...worst.values()]
      .sort((one, other) => other.Lambda - one.Lambda)
      .slice(0, MOST_SITES)
      .map(({ element, stage, Lambda }) => [
        { text: write.text('report_name_element', { id: element }) },
        { text: rendered(message(`stage_${stage}` as TextCode), write.language) },
        write.score(100 * (1 - Math.exp(-Lambda))),
      ]),
  };
}

/** Dates in the calendar with the score before and on the day. */
export function stepsOf({ scheduled_steps: steps, score, subject }: Explained, write: Writer): ReportTable | ReportLines | null {
  if (score === null) return null;
  const title = write.text('report_steps');
  if (steps.length === 0) return oneLine(title, write.text(subject.type === 'country' ? 'report_steps_of_elements' : 'report_steps_none'));
  const rows = steps.slice(0, MOST_STEPS).map((step) => {
    const byId = message(`step_${step.what}` as TextCode, { measure: message('label_measure_by_id', { id: step.measure }) });
    const label = typeof step.label_code === 'string' ? step.label_code : null;
    const said = label === null ? byId : { code: label, params: step.label_params as Message['params'] };
    const more = (step.measures?.length ?? 1) - 1;
    const after = write.score(step.score_on_day);
    const settled = step.score_settled ?? null;
    return [
      { text: write.text('report_day', { day: step.date }) },
      { text: rendered(more > 0 ? message('step_and_more', { step: said, n: more }) : said, write.language) },
      write.score(step.score_day_before),
      step.score_on_day === null || settled === null || step.settles_on == null
        ? after
        : { ...after, text: write.text('report_settled', { score: step.score_on_day, settled, day: step.settles_on }) },
    ];
  });
  return {
    kind: 'table',
    title,
    head: ['report_date', 'report_step', 'report_before', 'report_after'].map((code) => write.text(code as TextCode)),
    rows,
  };
}

/** The what-ifs that move the score most, each way. */
export function leversOf({ counterfactuals, score }: Explained, write: Writer): ReportTable | ReportLines | null {
  if (score === null) return null;
  const title = write.text('report_levers');
  const rows = counterfactuals
    .filter(({ difference }) => difference !== null && Math.abs(difference) >= 0.05)
    .toSorted((one, other) => Math.abs(other.difference ?? 0) - Math.abs(one.difference ?? 0))
    .slice(0, MOST_LEVERS)
    .map((lever) => [
      { text: fitted(leverSaid(lever, write), LONGEST_LABEL) },
      write.score(lever.score),
      write.difference(lever.difference),
      { text: rendered(message(`band_${lever.band}` as TextCode), write.language) },
    ]);
  if (rows.length === 0) return oneLine(title, write.text(counterfactuals.length === 0 ? 'report_levers_none' : 'report_levers_still'));
  return {
    kind: 'table',
    title,
    head: ['report_lever', 'report_stage_score', 'report_difference', 'report_band'].map((code) => write.text(code as TextCode)),
    rows,
  };
}

function leverSaid(
  { label_code, label_params, kind, measure, extra_stock_days: days, description }: Explained['counterfactuals'][number],
  write: Writer,
): string {
  const code = `what_if_${kind}`;
  if (typeof label_code === 'string') return rendered({ code: label_code, params: label_params as Message['params'] }, write.language);
  if (write.language(code) === undefined) return description;
  const params = { ...(measure === null ? {} : { measure: message('label_measure_by_id', { id: measure }) }), days: Number(days ?? 0) };
  return rendered({ code, params }, write.language);
}

const oneLine = (title: string, text: string): ReportLines => ({ kind: 'lines', title, lines: [{ text }], printed: 1, more: '' });

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const numbersOf = (table: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(table ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
