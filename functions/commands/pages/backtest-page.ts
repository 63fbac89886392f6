/**
 * `docs/backtest.md`: how well the score, its parts, the signals and their rivals would have forecast the events of the record. A pure
 * function of the report, so that a test can make the page again and compare bytes.
 */

import type { BootstrapInterval } from '#domain/back-test/published-figures.ts';
import { withInterval } from '#domain/back-test/reading.ts';
import type { BackTestReport, ForecastSkill, ScoreAroundEvent } from '#domain/back-test/report.ts';
import { quantile } from '#domain/numbers/statistics.ts';
import { backTestPartsSections } from './backtest-parts/parts-page.ts';
import { fixed, markdownTable } from './markdown.ts';

const OUTCOME_TITLES: Readonly<Record<string, string>> = {
  control: 'A control that hits the element and the buyer becomes known',
  disruption: 'A disruption of the episodes table begins',
  outlasting_disruption: 'A disruption begins that outlasts the median cover of the buyer',
  announcement: 'Any Chinese measure is announced, record and base rate from 2010',
  announcement_since_method_clock: 'Any Chinese measure is announced, record and base rate from the clock of the method',
};

const section = (title: string, ...paragraphs: readonly string[]): string => [`## ${title}`, ...paragraphs].join('\n\n');
const plot = (name: string, alt: string): string => `![${alt}](plots/${name})`;
const interval = (value: BootstrapInterval | null, decimals = 2): string => (value === null ? '' : withInterval(value, decimals));
const optional = (value: number | null, decimals: number): string => (value === null ? '' : fixed(value, decimals));

const SKILL_HEADERS = ['forecast', 'forecasts:', 'happened:', 'events:', 'mean:', 'Brier:', 'Brier skill:', 'log loss:', 'AUC:'];

function skillTable(rows: readonly ForecastSkill[]): string {
  const within = rows.some(({ auc_within_day }) => auc_within_day !== null);
  return markdownTable(
    [...SKILL_HEADERS, ...(within ? ['AUC within a day:'] : [])],
    rows.map((row) => [
      row.forecast,
      row.forecasts,
      row.happened,
      row.events,
      optional(row.mean_forecast, 3),
      optional(row.brier, 4),
      interval(row.brier_skill, 3),
      optional(row.log_loss, 3),
      row.auc.value === null ? 'not defined' : interval(row.auc),
      ...(within ? [interval(row.auc_within_day)] : []),
    ]),
  );
}

/** One table per outcome and horizon, longest horizon first. */
function skillTables(rows: readonly ForecastSkill[]): readonly string[] {
  const groups = Map.groupBy(rows, ({ outcome, horizon_days }) => `${outcome}|${horizon_days}`);
  return [...groups.values()]
    .toSorted((a, b) => (b[0]?.horizon_days ?? 0) - (a[0]?.horizon_days ?? 0))
    .map((group) => {
      const [first] = group;
      return `### ${OUTCOME_TITLES[first?.outcome ?? ''] ?? ''}, within ${first?.horizon_days} days\n\n${skillTable(group)}`;
    });
}

function whatIsJudged({ pairs, origins, first_origin, last_day }: BackTestReport): string {
  return section(
    'What is judged, and by what',
    `- **Forecasts**: ${pairs} pairs of an element and a buyer on the first of each month from ${first_origin} to ${last_day} (${origins} origins), with \`known_at\` = that day. A forecast is judged only where its whole window was followed.
  The signals, which are one for all elements, every seven days.
- **Outcome \`control\`**: a measure of a class that the method counts becomes known in the window, and hits the element and the buyer at a stage where its origin has at least the share of world supply at which its tier begins (10 %).
- **Outcome \`disruption\`**: an episode begins in the window in which the flow fell in earnest (\`binding\` yes or partly). Rows that repeat a wider row for one buyer, and limits of routes, are left out; where it is unknown whether it bound (the ban on Japan of 2026), too.
- **Outcome \`outlasting_disruption\`**: those of them that lasted longer than the median cover of the buyer divided by the loss (measured loss of the flow x world share of the origin); where depth or length were not measured, none.
- **None of them is quite what the score says.** The score is the chance that a disruption *starts that outlasts the stocks of the buyer*, controls in force that begin to bind included. Whether a buyer ran out is recorded nowhere; the last one is the nearest there is, and it counts only what began, not what was in force already.
- **Base rate** \`base_rate_by_pair\`: Gamma-Poisson with what was known at the origin; the mean over all pairs (Jeffreys) weighs as many years as the method gives its prior, the record of the pair the rest. \`base_rate_pooled\`: one number for all pairs. Brier skill = 1 - Brier / Brier of the base rate by pair; 0 is no better, negative is worse.
- **score_refit**, **new_control_rate_refit**: with the fitted parameters fitted again at each origin (next section). **new_control_rate**: what the method says of a new control as such, binding or not, whatever the stocks.
  **hhi**: concentration of world supply, a rank only. **AUC within a day** compares pairs on the same day (who), AUC over all days also when.
- **Intervals**: 95 %, from a bootstrap of blocks of origins as long as the horizon, all pairs of a block together, because windows overlap and one event hits many pairs. The column *events* is the real size of the sample.`,
  );
}

function lookAheadSection({ look_ahead }: BackTestReport): string {
  return section(
    'Look-ahead: what was made with the events in sight',
    `The published parameters were set in 2026. Those below were fitted on events that are judged here, or have one vintage only; "as published" figures are therefore flattered. What could be fitted again
at each origin, with what was known then, is; the columns \`_refit\` show it.`,
    markdownTable(
      ['what', 'basis', 'fitted again', 'how, or why not'],
      look_ahead.map(({ what, basis, refitted, how }) => [what, basis, refitted ? 'yes' : 'no', how]),
    ),
  );
}

function reliabilitySection({ reliability }: BackTestReport): string {
  const bins = (name: string, outcome: string) =>
    reliability.find((table) => table.forecast === name && table.outcome === outcome)?.bins ?? [];
  const tables = [...new Set(reliability.map(({ outcome }) => outcome))].map((outcome) => {
    const names = [...new Set(reliability.filter((table) => table.outcome === outcome).map(({ forecast }) => forecast))];
    const rows = bins(names[0] ?? '', outcome).map(({ from, to }, i) => [
      `${from} to ${to}`,
      ...names.map((name) => {
        const bin = bins(name, outcome)[i];
        if (bin === undefined || bin.forecasts === 0) return '';
        return `${fixed(bin.mean_forecast, 2)} / ${fixed(bin.observed, 2)} (${bin.forecasts})`;
      }),
    ]);
    return `### ${OUTCOME_TITLES[outcome]}\n\n${markdownTable(['forecast', ...names.map((name) => `${name}:`)], rows)}`;
  });
  return section(
    'Reliability within 365 days',
    'Mean forecast / how often it happened (number of forecasts).',
    plot('backtest-reliability.svg', 'Reliability of the score and of the base rate'),
    ...tables,
  );
}

function leadTimeSection({ lead_time }: BackTestReport): string {
  return section(
    'Lead time',
    `A hit is a pair and a day on which something began for it. It was warned of when the score stood at the line on the last origin before; the lead is the length of that unbroken warning, at most 365 days.
A false warning is a score at the line after which nothing of the kind began within 365 days.`,
    markdownTable(
      ['forecast', 'outcome', 'line:', 'hits:', 'warned:', 'median lead, days:', 'scores at the line:', 'of these false:'],
      lead_time.map((row) => [
        row.forecast,
        row.outcome,
        row.warning_score,
        row.hits,
        row.warned,
        row.median_lead_days ?? '',
        row.warnings,
        row.false_warnings,
      ]),
    ),
  );
}

function signalsSection({ signals }: BackTestReport): string {
  return section(
    'The signals and the Geopolitical Risk index',
    `One forecast a week of whether *any* Chinese measure is announced (classes that count, lists of firms, bans of know-how). A signal by itself is ranked by its state; \`base_rate_tilted_by_\` multiplies the
base rate as the method does for Japan. \`base_rate_raised_evenly\` multiplies it by the mean tilt so far: as much on average, without timing. Weeks in which a signal is unknown or stale are left out, so the rows have different samples.
Against the record from 2010, anything that is higher since 2022 ranks well (the Geopolitical Risk index, carriers): there is one change of regime in the record, and a sample of one says nothing.
Where every window holds an announcement no AUC is defined.`,
    plot('backtest-auc-signals.svg', 'AUC of signals and benchmarks'),
    ...skillTables(signals),
  );
}

function alarmsSection({ signal_alarms }: BackTestReport): string {
  const share = (part: number, all: number) => (all === 0 ? '' : `${((100 * part) / all).toFixed(0)} %`);
  return section(
    'Alarms before announcements',
    'On at least one of the 30 days before, was the state 1 or more (one day in a hundred)? Beside it the share of all 30-day windows in which it was.',
    markdownTable(
      ['signal', 'announcements:', 'with alarm:', 'share:', 'share of all windows:'],
      signal_alarms.map((row) => [
        row.signal,
        row.announcements,
        row.announcements_with_alarm,
        share(row.announcements_with_alarm, row.announcements),
        share(row.windows_with_alarm, row.windows),
      ]),
    ),
  );
}

function exploratorySection({ exploratory, base_rates }: BackTestReport): string {
  const windows = [...new Set(exploratory.map(({ window_days }) => window_days))];
  const rows = [...Map.groupBy(exploratory, ({ series }) => series)].map(([series, list]) => [
    series,
    Math.max(...list.map(({ announcements }) => announcements)),
    ...windows.map((days) => interval(list.find(({ window_days }) => window_days === days)?.auc ?? null)),
  ]);
  return section(
    'The exploratory test, repeated',
    `Twelve announcements from July 2023 to June 2026: mean of the days before less that of the 90 days before those (carriers: days out), against days that are more than 30 days from any announcement; AUC. The definition of the
published table is not known to the digit; this reading of it comes within 0.05 of every published value.`,
    markdownTable(['series', 'n:', ...windows.map((days) => `${days} d:`)], rows),
    `Base rate of the same list by Jeffreys' prior: ${base_rates
      .map(
        (row) =>
          `${row.events} events in ${row.years.toFixed(3)} years from ${row.clock_start} to ${row.last_day}: ${row.mean_per_year.toFixed(2)} a year, at least one in 30 days ${row.p_30.toFixed(3)}, in 90 days ${row.p_90.toFixed(3)}`,
      )
      .join('; ')}.`,
  );
}

const median = (values: readonly (number | null)[], decimals = 1): string => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? '' : quantile(known, 0.5).toFixed(decimals);
};

function eventSummary(rows: readonly ScoreAroundEvent[], shownDays: readonly string[]): string {
  const groups = Map.groupBy(rows, ({ event, buyer }) => `${event} ${buyer}`);
  return markdownTable(
    [
      'event, buyer',
      'elements:',
      ...shownDays.map((day) => `${day} d:`),
      'eve, refit:',
      'peak:',
      'on day:',
      'moved after, d:',
      'not moved:',
    ],
    [...groups].map(([name, group]) => [
      name,
      group.length,
      ...shownDays.map((day) => median(group.map(({ score }) => score[day] ?? null))),
      median(group.map(({ refit_on_the_eve }) => refit_on_the_eve)),
      median(group.map(({ peak_after }) => peak_after)),
      median(
        group.map(({ peak_day }) => peak_day),
        0,
      ),
      median(
        group.map(({ moved_after_days }) => moved_after_days),
        0,
      ),
      group.filter(({ moved_after_days }) => moved_after_days === null).length,
    ]),
  );
}

function eventDetails(rows: readonly ScoreAroundEvent[], shownDays: readonly string[]): string {
  const table = markdownTable(
    ['event', 'element', 'buyer', ...shownDays.map((day) => `${day} d:`), 'eve, refit:', 'peak:', 'on day:', 'moved after, d:'],
    rows.map((row) => [
      row.event,
      row.element,
      row.buyer,
      ...shownDays.map((day) => optional(row.score[day] ?? null, 1)),
      optional(row.refit_on_the_eve, 1),
      row.peak_after.toFixed(1),
      row.peak_day,
      row.moved_after_days ?? 'never',
    ]),
  );
  return `<details><summary>Every element and buyer that was hit</summary>\n\n${table}\n\n</details>`;
}

function eventsSection({ around_events, event_curves }: BackTestReport): string {
  const shownDays = Object.keys(around_events[0]?.score ?? {}).sort((a, b) => Number(a) - Number(b));
  const events = event_curves.map(({ event, measures }) => `${event}: ${measures.join(', ')}`).join('; ');
  return section(
    'What the score said before the controls, and after',
    `Pairs of the EU, Japan and the United States that the controls of the day hit (${events}). Medians over elements; days count from the day the control became known; a blank is after the last day of the facts. *Moved after*: days until the score differed from that of the eve by 5 points.
The score does not see a control come: it moves on the day it is known. What it says before is how exposed a pair is, and it is high only where a control was in force already. *Eve, refit*: the same day with the fitted parameters fitted again on what was known.`,
    plot('backtest-around-events.svg', 'Mean score of the pairs hit around each event'),
    eventSummary(around_events, shownDays),
    eventDetails(around_events, shownDays),
  );
}

function methodologiesSection({ methodologies, methodology }: BackTestReport): string {
  const rows = methodologies.flatMap(({ version, figures }) => figures.map((figure) => ({ version, figure })));
  return section(
    'The methodologies side by side',
    `The score of each as it stands (look-ahead included), within its own horizon. Pairs, origins and outcomes are those of ${methodology} for all.`,
    markdownTable(
      ['outcome', 'methodology', 'mean:', 'Brier:', 'Brier skill:', 'log loss:', 'AUC:', 'AUC within a day:'],
      rows
        .toSorted((a, b) => (a.figure.outcome < b.figure.outcome ? -1 : a.figure.outcome > b.figure.outcome ? 1 : 0))
        .map(({ version, figure }) => [
          figure.outcome,
          version,
          optional(figure.mean_forecast, 3),
          optional(figure.brier, 4),
          interval(figure.brier_skill, 3),
          optional(figure.log_loss, 3),
          interval(figure.auc),
          interval(figure.auc_within_day),
        ]),
    ),
  );
}

/** The page as Markdown, with a final newline. */
export function backTestPage(report: BackTestReport): string {
  return `${[
    '# The back-test',
    `Made by \`npm run backtest\` from the frozen vintage of the facts (\`test/frozen-world\`); the data are those of \`GET /v1/backtest\`. State and new event are judged apart first; methodology ${report.methodology} is tested in full below. A test makes the page again from the report, compares bytes, and checks that the report was made from the
same facts. Negative results stay in: most of them are.`,
    ...(report.state_and_event === null ? [] : backTestPartsSections(report.state_and_event, report)),
    section(`Reading of ${report.methodology}, tested in full`, report.reading.map((sentence) => `- ${sentence}`).join('\n')),
    whatIsJudged(report),
    lookAheadSection(report),
    section(
      'The score, its parts and its rivals',
      `The record has three parts: Chinese export quotas in force from 2010 to 2014, eight years without a control that counts, and the campaign since 2023. Two things follow. A score that is high because a control is in
force gets nothing from outcomes that count beginnings. And a rate learned in the campaign, as published, is too high for the quiet years, while one learned in the quiet years, as the base rate and the refit columns have it, is too low for the campaign.`,
      plot('backtest-brier-skill.svg', 'Brier skill of the score and its parts'),
      plot('backtest-auc-who.svg', 'AUC among pairs of one day'),
      ...skillTables(report.skill),
    ),
    reliabilitySection(report),
    leadTimeSection(report),
    signalsSection(report),
    alarmsSection(report),
    exploratorySection(report),
    eventsSection(report),
    methodologiesSection(report),
    section(
      'How many were tried',
      `${report.variants_tried} figures of skill stand on this page: every forecast, outcome and horizon, every window of the exploratory test, and every further methodology. None was left out because of what it showed, and no weight was set from any of them.`,
    ),
  ].join('\n\n')}\n`;
}
