/** The sections of docs/backtest.md in which state and new event are judged apart. */

import type { BootstrapInterval } from '#domain/back-test/published-figures.ts';
import { withInterval } from '#domain/back-test/reading.ts';
import type { BackTestReport } from '#domain/back-test/report.ts';
import { FORECAST_RECORDS } from '#domain/back-test/settings.ts';
import type { PartFigure, PartReliability, PartsReport } from '#domain/back-test/state-and-event/parts-report.ts';
import { OUTCOME_RULES } from '../backtest-inputs.ts';
import { fixed, markdownTable } from '../markdown.ts';

const PART_TITLES: Readonly<Record<string, string>> = {
  new_control: 'New event: a control that hits the element and the buyer becomes known',
  new_control_by_china: 'New event: a control by China becomes known',
  new_control_elsewhere: 'New event: a control by a country other than China becomes known',
  outlasting_new_event: 'New event: a control or disruption begins that outlasts the cover',
  state_of_controls: 'State: a control of the policy table is in force, and supply is short for longer than the cover',
  state_of_controls_and_disruptions: 'State: the same, with disruptions and controls that run and are in no policy table',
};

const part = (title: string, ...paragraphs: readonly string[]): string => [`## ${title}`, ...paragraphs].join('\n\n');
const figure = (value: BootstrapInterval | null | undefined, decimals: number): string =>
  value == null ? '' : withInterval(value, decimals);
const number = (value: number | null, decimals: number): string => (value === null ? '' : fixed(value, decimals));

function figureTable(rows: readonly PartFigure[]): string {
  return markdownTable(
    [
      'forecast',
      'of',
      'mean:',
      'Brier:',
      'skill against the constant:',
      'never:',
      'persistence:',
      'concentration:',
      'hindsight:',
      'AUC:',
      'AUC within a day:',
    ],
    rows.map(({ forecast, methodology, mean_forecast, brier, skill, auc, auc_within_day }) => [
      forecast,
      methodology ?? '',
      number(mean_forecast, 3),
      number(brier, 4),
      figure(skill?.constant, 3),
      figure(skill?.never, 3),
      figure(skill?.persistence, 3),
      figure(skill?.concentration, 3),
      figure(skill?.hindsight, 3),
      figure(auc, 2),
      figure(auc_within_day, 2),
    ]),
  );
}

/** A table for each outcome and first origin. */
function figureTables(figures: readonly PartFigure[]): readonly string[] {
  return [...Map.groupBy(figures, ({ outcome, since }) => `${outcome}|${since}`).values()].map((rows) => {
    const [{ outcome, since, forecasts, unknown, happened, events, blocks }] = rows as [PartFigure, ...PartFigure[]];
    return `### ${PART_TITLES[outcome]}, origins since ${since}

${forecasts} forecasts, of which ${happened} came true; ${unknown} more are left out because nobody knows; **${events} event days**; ${blocks} blocks in the bootstrap.

${figureTable(rows)}`;
  });
}

function reliabilityTables(reliability: readonly PartReliability[]): readonly string[] {
  return [...Map.groupBy(reliability, ({ outcome }) => outcome)].map(([outcome, tables]) => {
    const [first] = tables as [PartReliability, ...PartReliability[]];
    const rows = first.bins.map(({ from, to }, i) => [
      `${from} to ${to}`,
      ...tables.map(({ bins }) => {
        const bin = bins[i];
        if (bin === undefined || bin.forecasts === 0) return '';
        return `${fixed(bin.mean_forecast, 2)} / ${fixed(bin.observed, 2)} (${bin.forecasts}; ${bin.events})`;
      }),
    ]);
    const headers = tables.map(({ forecast, methodology }) => `${methodology === null ? forecast : `${forecast} of ${methodology}`}:`);
    return `### ${PART_TITLES[outcome]}\n\n${markdownTable(['forecast', ...headers], rows)}`;
  });
}

function protocol({ pairs, origins, first_origin, last_day }: BackTestReport): string {
  const { version, material_share, least_followed_days, spell_days_before_control, spell_days_after_control } = OUTCOME_RULES;
  return part(
    'How state and new event are judged',
    `- **Rules**: those of the [track record](track-record.md), written before anything was published, version ${version}: [judging-rules-${version}.json](../shared/contracts/track-record/judging-rules-${version}.json) has them in full. None of their numbers is read from a methodology. A published forecast is judged once, 90 days after its window, by what was public then; these replays are judged by what is public today. *outlasting_new_event* and *state with disruptions* are the outcomes \`new_event\` and \`state\` of the track record; the others stand beside them. The sections on the score of 1.0.0 further down keep the outcomes they were made with.
- **Forecasts**: ${pairs} pairs of an element and a buyer on the first of each month from ${first_origin} (${origins} origins up to ${last_day}), 365 days ahead, with the measures, editions of shares and governance, and signals that were public on that day. Import shares, cover and routes have one vintage.
- **Parts**: \`state\` and \`new_event\` are those of the score. Versions before 2.0.0 have none: their hazards are sorted in the same way, by whether a control is in force. \`new_control_rate\` is the chance that a control becomes known, whether it binds or not and whatever the stocks.
- **Blind spot**: the state is that of measures that the methodology maps. Indonesia's bans of nickel ore (2014, 2020) are in the register without a class and have state 0, while the outcome with disruptions counts them as a supply that is gone: five pairs in each month since 2020. Mapped as bans of an origin they were tried on 27 November 2026: the state with disruptions is then at -0.37 instead of -1.75 against persistence and still misses its goal, the state of controls falls from 0.19 to -0.35 and misses its own, and nickel for Japan scores 50 instead of 5, for ore that buyers have replaced by the metal made in Indonesia. So they stay unmapped.
- **new_control**: a measure of a class that counts becomes known in the window and hits the pair, by an origin that is no part of the buyer and has ${(100 * material_share).toFixed(0)} % of world supply at a stage, by the shares known on that day; measures of governments worldwide (\`control-events.json\`) are in, those that the policy table has once. Announcements that came to nothing are not.
- **outlasting_new_event**: a control or a disruption begins in the window and lasts longer than the median cover of the buyer divided by the loss (measured loss of the flow x world share of the origin). **Unknown**, and left out: windows in which a control began of which nobody reported what trade did (no spell of its origin from ${spell_days_before_control} days before to ${spell_days_after_control} days after it became known), or a spell of unknown loss or end.
- **State**: asked where something is in force on the day. Came true: supply is below what it was until the cover is used up, on some day of the window. Judged by the part of the window that somebody followed, if that is ${least_followed_days} days or more; else unknown, and so where a spell was open when it was last seen and would have used up the cover within the window. What is known of the buyer goes before what is known of the whole flow.
- **Forecasts without a method**: *constant*: the frequency so far, of outcomes that were resolved by the day (for new events it begins at 5 %, worth a year of all pairs, which was chosen knowing the record and in its favour; for the state at one half, worth one forecast). *never*: 0. *persistence*: a control in the last year or not; of a state the last reading of trade known on the day, and the constant where there is none. *concentration*: the constant in proportion to the share of the largest foreign origin. *hindsight*: the frequency of what is judged; nobody could have known it.
- **Skill** is 1 - Brier / Brier of the forecast without a method; 0 is no better, below is worse. **AUC within a day** compares pairs of the same day: who is hit. Shares are ranks only.
- **Intervals**: 95 %, by drawing event days with replacement (fixed seed). For new events blocks of origins around event days, as long as the horizon, and quiet stretches as long; for the state all forecasts of one event are a block (comparisons within a day by blocks of origins). With four blocks since 2023 an interval says little.`,
  );
}

function forecastsForOthers(): string {
  const { first_origin, last_origin, horizons_days } = FORECAST_RECORDS;
  return part(
    'Judge it yourself',
    `\`npm run backtest -- --forecasts FILE\` writes every forecast, one JSON document a line: \`{as_of, element, buyer, horizon_days, state, new_event, score, methodology}\`, for the first of each month from ${first_origin} to ${last_origin}, all elements and buyers, horizons of ${horizons_days.join(' and ')} days. Chances are in percent with two decimals as in the documents; null where nothing is scored.
The score is the union of the two parts. Each line is computed with what was public on its day; the same facts give the same bytes.`,
  );
}

/** The sections, goals first. */
export function backTestPartsSections(parts: PartsReport, report: BackTestReport): readonly string[] {
  const versions = parts.methodologies.map(({ version }) => version).join(', ');
  return [
    part(
      'State and new event, judged apart',
      `Methodologies ${versions}. The score of 1.0.0 says how likely a shortage is that is in force or begins, and was judged by beginnings alone: that was nearly all of its negative skill. Here each part is judged by its own outcome.`,
      markdownTable(
        ['goal', 'met', 'figures'],
        parts.goals.map(({ goal, met, figures }) => [goal, met ? 'yes' : '**no**', figures]),
      ),
      parts.reading.map((sentence) => `- ${sentence}`).join('\n'),
    ),
    protocol(report),
    part('Figures of state and new event', ...figureTables(parts.figures)),
    part(
      'Reliability of state and new event',
      'Mean forecast / how often it happened (number of forecasts; event days behind what happened), all origins, within 365 days.',
      '![Reliability of state and new event](plots/backtest-state-and-event.svg)',
      ...reliabilityTables(parts.reliability),
    ),
    forecastsForOthers(),
  ];
}
