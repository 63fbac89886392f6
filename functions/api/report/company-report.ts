/** From its results and nothing else. */
import { dayNumber } from '#domain/time/calendar.ts';
import { bandOf, shownRange } from '#domain/vocabulary/band-scale.ts';
import { capitalised } from '#domain/vocabulary/country-names.ts';
import { moneyText } from '#domain/vocabulary/money.ts';
import type { Lang } from '#domain/vocabulary/template.ts';
import { inSentence, type Language, message } from '#domain/words/render.ts';
import type { TextCode } from '#domain/words/texts.ts';
import type { shownResults } from '../companies/results-in-language.ts';
import type { listSources } from '../facts/list-sources.ts';
import {
  bandSaid,
  type Fact,
  oneLine,
  type Report,
  type ReportLines,
  type ReportTable,
  type Said,
  type Writer,
  writer,
} from './report-tables.ts';

type Results = ReturnType<typeof shownResults>;
type Line = Results['lines'][number];
type Sources = Awaited<ReturnType<typeof listSources>>;

const MOST_LINES = 10;
const MOST_ROWS = 6;
const MOST_EFFECTS = 3;
const PRINTED = 3;
/** As on the page: a standstill of one in ten and a likely scarcity are worth a headline. */
const NOTABLE = 10;
const LIKELY = 50;

type Chances = Line['within'][number];
const yearOf = <W extends Readonly<{ days: number }>>({ within }: Readonly<{ within: readonly W[] }>) =>
  within.find(({ days }) => days === 365);

/** `self`: address of this sheet. `budget`: for stock to be bought. */
export function companyReport(
  results: Results,
  sources: Sources,
  { self, budget }: Readonly<{ self: string; budget: number | undefined }>,
  lang: Lang,
  language: Language,
): Report {
  const write = writer(language);
  const { company, any, lines, run_id, as_of, methodology } = results;
  const rated = lines
    .flatMap((line) => {
      const year = yearOf(line);
      return year === undefined ? [] : [{ line, year }];
    })
    .sort(
      (one, other) => other.year.score - one.year.score || (other.year.scarce ?? 0) - (one.year.scarce ?? 0),
    );
  const standing = rated.filter(({ year }) => year.score >= NOTABLE).length;
  const scarce = rated.filter(({ year }) => (year.scarce ?? 0) > LIKELY).length;
  const money = (amount: number | null): Said =>
    amount === null ? write.unknown : { text: moneyText(amount, company.currency, lang), value: amount };
  const year = any === null ? undefined : yearOf(any);
  return {
    lang,
    title: write.text('report_company_title', { company: company.name, day: as_of }),
    headline: write.text('report_company_headline', { of: rated.length, standing, scarce }),
    band: year === undefined ? 'unknown' : bandOf(year.score),
    warning: results.register_warning,
    facts: factsOf(results, year, money, write),
    sections: [
      linesAtRisk(rated, money, write),
      toBuy(results, budget, money, write),
      datesAhead(rated, write),
      linesSaid(
        'report_company_listings',
        results.listings.map(({ name, summary, lines: of }) => ({
          text: `${name} (${of.map((key) => nameIn(results, key)).join(write.text('report_list'))}): ${summary}`,
        })),
        write,
      ),
      linesSaid('report_company_unknown', unknownsOf(results, write), write),
      linesSaid('report_company_ages', agesOf(results, sources, write), write),
    ].filter((section) => section !== null),
    foot: [
      { text: write.text('report_company_foot', { country: company.country }) },
      {
        text: write.text('report_foot_run', {
          run: run_id,
          day: as_of,
          version: methodology.version,
          sha: methodology.sha256.slice(0, 12),
        }),
      },
      { text: write.text('report_company_address', { address: self }), links: [self] },
    ],
  };
}

const nameIn = ({ lines }: Results, key: string) =>
  capitalised(lines.find(({ line }) => line === key)?.name ?? key);

function factsOf(
  { any, company, as_of }: Results,
  year: Chances | undefined,
  money: (amount: number | null) => Said,
  write: Writer,
): readonly Fact[] {
  if (any === null || year === undefined) return [{ name: write.text('report_score'), said: write.unknown }];
  const fact = (code: TextCode, said: Said): Fact => ({ name: write.text(code), said });
  return [
    fact('report_company_any', rangeSaid(year.score, year.interval, write)),
    fact('report_band', bandSaid(bandOf(year.score), write)),
    fact('report_company_any_scarce', rangeSaid(year.scarce, year.scarce_interval, write)),
    ...(any.loss === null
      ? []
      : [fact('report_company_loss', money(any.loss.mean)), fact('report_company_bad', money(any.loss.p95))]),
    fact('report_company_buyer', { text: write.text('report_name_country', { id: company.country }) }),
    fact('report_date', { text: write.text('report_day', { day: as_of }) }),
  ];
}

/** `51 (13～94)`. */
function rangeSaid(score: number, interval: Chances['interval'], write: Writer): Said {
  const range = shownRange(score, interval);
  if (range === null) return write.score(score);
  return {
    text: write.text('report_company_range', { score, from: range.p05, to: range.p95 }),
    value: score,
  };
}

type RatedLine = Readonly<{
  line: Line;
  year: Chances;
}>;

function linesAtRisk(
  rated: readonly RatedLine[],
  money: (amount: number | null) => Said,
  write: Writer,
): ReportTable | ReportLines {
  const title = write.text('report_company_lines');
  if (rated.length === 0) return oneLine(title, write.unknown.text);
  return {
    kind: 'table',
    title,
    head: write.texts(
      'report_company_line',
      'report_company_dots',
      'report_standstill',
      'report_scarcity',
      'report_company_stock',
      'report_company_loss_of',
      'report_company_why',
    ),
    rows: [
      ...rated.slice(0, MOST_LINES).map((one) => lineRow(one, money, write)),
      ...(rated.length > MOST_LINES
        ? [[{ text: write.text('report_company_further', { n: rated.length - MOST_LINES }) }]]
        : []),
    ],
  };
}

function lineRow(
  { line, year }: RatedLine,
  money: (amount: number | null) => Said,
  write: Writer,
): readonly Said[] {
  const stock = write.span(line.stock.days ?? line.elements[0]?.cover?.days);
  const [first] = line.causes;
  return [
    { text: capitalised(line.name) },
    { text: '', dots: line.spread?.quantiles ?? [] },
    rangeSaid(year.score, year.interval, write),
    rangeSaid(year.scarce, year.scarce_interval, write),
    line.stock.days === null
      ? { text: write.text('report_company_stock_unknown', { days: stock.text }) }
      : stock,
    money(line.expected_loss),
    {
      text:
        first === undefined
          ? ''
          : write.text('report_company_cause', { label: first.label, points: first.points }),
    },
  ];
}

/** Days of stock with what they cost and save, for the next money or all of the budget. */
function toBuy(
  results: Results,
  budget: number | undefined,
  money: (amount: number | null) => Said,
  write: Writer,
): ReportTable | ReportLines {
  const title =
    budget === undefined
      ? write.text('report_company_buy')
      : write.text('report_company_budget', { budget: money(budget).text });
  const steps = results.helps?.frontier.slice(0, MOST_ROWS) ?? [];
  if (steps.length === 0) return oneLine(title, write.text('report_company_buy_none'));
  return {
    kind: 'table',
    title,
    head: write.texts(
      'report_company_line',
      'report_company_days',
      'report_company_cost',
      'report_company_saves',
      'report_company_total',
      'report_company_left',
    ),
    rows: steps.map(({ line, days, cost, money_less, total_cost, expected_loss }) => [
      { text: nameIn(results, line) },
      write.span(days),
      ...[cost, money_less, total_cost, expected_loss].map(money),
    ]),
  };
}

type Step = NonNullable<Line['scheduled_steps']>[number];

/** Both chances on the day of a step as it is written today: what begins is in force, what ends is not. */
const writtenOn = ({ what, if_in_force, if_not }: Step) => (what === 'ends' ? if_not : if_in_force);

function datesAhead(rated: readonly RatedLine[], write: Writer): ReportTable | ReportLines {
  const title = write.text('report_steps');
  const steps = rated.flatMap(({ line, year }) =>
    (line.scheduled_steps ?? []).flatMap((step) => {
      const { if_in_force: one, if_not: other } = step;
      const then = writtenOn(step);
      if (one === null || other === null || then === null) return [];
      const moved = Math.max(Math.abs(one.score - other.score), Math.abs(one.scarce - other.scarce));
      return [{ step, line, year, then, moved }];
    }),
  );
  const dates = [
    ...Map.groupBy(
      steps.filter(({ moved }) => moved >= 1),
      ({ step: { date, description } }) => `${date} ${description}`,
    ).values(),
  ].sort(([one], [other]) => ((one?.step.date ?? '') < (other?.step.date ?? '') ? -1 : 1));
  if (dates.length === 0) return oneLine(title, write.text('report_steps_none'));
  return {
    kind: 'table',
    title,
    head: write.texts('report_date', 'report_step', 'report_company_lines_moved'),
    rows: dates.slice(0, MOST_ROWS).map((same) => {
      const effects = same.toSorted((one, other) => other.moved - one.moved);
      const { date, what, description } = (effects[0] as (typeof effects)[number]).step;
      const text = effects
        .slice(0, MOST_EFFECTS)
        .map(({ line, year, then }) =>
          write.text('report_company_moves', {
            line: line.name,
            from: year.score,
            to: then.score,
            scarce_from: year.scarce,
            scarce_to: then.scarce,
          }),
        )
        .join(write.text('report_separator'));
      return [
        { text: write.text(what === 'undecided' ? 'report_since' : 'report_day', { day: date }) },
        { text: description },
        { text },
      ];
    }),
  };
}

function linesSaid(title: TextCode, lines: readonly Said[], write: Writer): ReportLines {
  const shown = lines.length === 0 ? [{ text: write.text('report_company_none') }] : lines;
  return {
    kind: 'lines',
    title: write.text(title),
    lines: shown,
    printed: PRINTED,
    more: write.text('report_company_more', { n: shown.length - PRINTED }),
  };
}

/** What nobody has told, and what counts in no figure. */
function unknownsOf(results: Results, write: Writer): readonly Said[] {
  const named = (code: TextCode, isUnknown: (line: Line) => boolean): readonly Said[] => {
    const names = results.lines.filter(isUnknown).map(({ name }) => capitalised(name));
    return names.length === 0
      ? []
      : [{ text: write.text(code, { lines: names.join(write.text('report_list')) }) }];
  };
  return [
    ...named('report_company_no_stock', ({ stock }) => stock.days === null),
    ...named('report_company_no_sources', ({ sources }) => sources.length === 0),
    ...named(
      'report_company_no_money',
      ({ expected_loss: loss, within }) => loss === null && within.length > 0,
    ),
    ...results.remarks.map(({ detail }) => ({ text: detail })),
  ];
}

function agesOf({ lines, register_read, as_of }: Results, sources: Sources, write: Writer): readonly Said[] {
  const age = (day: string) => dayNumber(as_of) - dayNumber(day);
  const counted = lines.filter(({ stock }) => stock.days !== null);
  const undated = counted.filter(({ stock }) => stock.as_of === null).map(({ name }) => capitalised(name));
  const dated = counted.flatMap(({ name, stock }) =>
    stock.as_of === null
      ? []
      : [
          inSentence(
            message('report_company_counted', {
              line: capitalised(name),
              day: stock.as_of,
              age: age(stock.as_of),
            }),
            write.language,
          ),
        ],
  );
  const list = (of: readonly string[]) => of.join(write.text('report_list'));
  const stale = sources.flatMap(({ stale_reading, title }) =>
    stale_reading === null ? [] : [write.language(`said.${title}`) ?? title],
  );
  return [
    {
      text: `${write.text('report_register')}: ${register_read === null ? write.unknown.text : write.text('report_register_day', { day: register_read, age: age(register_read) })}`,
    },
    ...(dated.length === 0
      ? []
      : [{ text: write.text('report_company_stock_days', { lines: list(dated) }) }]),
    ...(undated.length === 0
      ? []
      : [{ text: write.text('report_company_stock_undated', { lines: list(undated) }) }]),
    ...(stale.length === 0 ? [] : [{ text: write.text('report_company_stale', { sources: list(stale) }) }]),
  ];
}
