/** Goals and conclusions from the figures in plain words. Each follows from them by a rule, so that it changes when they do. */
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import type { BootstrapInterval } from '../published-figures.ts';
import { withInterval } from '../reading.ts';
import type { BackTestSettings } from '../settings.ts';
import type { BackTestGoal, PartFigure, SkillAgainst } from './parts-report.ts';

/** Outcomes in words, to follow "a forecast of". */
export const OUTCOME_IN_WORDS: Readonly<Record<string, string>> = {
  new_control: 'a new control',
  new_control_by_china: 'a new control by China',
  new_control_elsewhere: 'a new control by another country',
  outlasting_new_event: 'a new control or disruption that outlasts the cover',
  state_of_controls: 'what a control in force does',
  state_of_controls_and_disruptions: 'what a control or disruption in force does',
};

/** Finds the figure of a forecast. */
type FindFigure = (outcome: string, since: IsoDate, forecast: string, methodology: string | null) => PartFigure | undefined;

const finder =
  (figures: readonly PartFigure[]): FindFigure =>
  (outcome, since, forecast, methodology) =>
    figures.find((one) => one.outcome === outcome && one.since === since && one.forecast === forecast && one.methodology === methodology);

const size = ({ forecasts, unknown, events }: PartFigure): string =>
  `${forecasts} forecasts${unknown === 0 ? '' : ` (${unknown} more whose outcome nobody knows)`}, ${events} event days`;

/** Words about an interval that holds 0, for figures of which 0 means no difference; empty where none does. */
function whatIsShown(intervals: readonly BootstrapInterval[]): string {
  const holdsZero = ({ low, high }: BootstrapInterval) => low === null || high === null || (low <= 0 && high >= 0);
  return intervals.some(holdsZero) ? '. An interval holds 0: nothing is shown by it' : '';
}

/** A goal that a part has a skill above 0 against each of some benchmarks. */
function skillGoal(goal: string, figure: PartFigure | undefined, against: readonly (keyof SkillAgainst)[]): readonly BackTestGoal[] {
  if (figure?.skill == null) return [];
  const { skill, forecast, methodology } = figure;
  const compared = against.map((name) => `${withInterval(skill[name], 3)} against ${name}`);
  const met = against.every((name) => (skill[name].value ?? Number.NEGATIVE_INFINITY) >= 0);
  const shown = whatIsShown(against.map((name) => skill[name]));
  return [{ goal, met, figures: `${forecast} of ${methodology}: Brier skill ${compared.join(', ')}; ${size(figure)}${shown}.` }];
}

/** A goal that a part ranks the pairs of a day at least as well as shares do. */
function rankGoal(goal: string, figure: PartFigure | undefined, shares: readonly (PartFigure | undefined)[]): readonly BackTestGoal[] {
  if (figure === undefined) return [];
  const rivals = shares.filter((share) => share !== undefined);
  const own = figure.auc_within_day.value;
  const met = own !== null && rivals.every(({ auc_within_day }) => own >= (auc_within_day.value ?? 0));
  const compared = rivals.map(({ forecast, auc_within_day }) => `${forecast} ${withInterval(auc_within_day)}`);
  return [
    {
      goal,
      met,
      figures: `${figure.forecast} of ${figure.methodology}: AUC within a day ${withInterval(figure.auc_within_day)}; ${compared.join(', ')}; ${size(figure)}.`,
    },
  ];
}

/** The goals of the method, each met or missed, with the figures. */
export function goalsOf(
  figures: readonly PartFigure[],
  { first_origin, campaign_start }: BackTestSettings,
  version: string,
): readonly BackTestGoal[] {
  const find = finder(figures);
  const event = (outcome: string) => find(outcome, first_origin, 'new_event', version);
  const shares = (outcome: string) =>
    ['share_of_largest_origin', 'share_of_china'].map((forecast) => find(outcome, first_origin, forecast, null));
  const state = (outcome: string) => find(outcome, campaign_start, 'state', version);
  return [
    ...['new_control', 'outlasting_new_event'].flatMap((outcome) => [
      ...skillGoal(`New event no worse than a constant, out of sample: ${OUTCOME_IN_WORDS[outcome]}`, event(outcome), ['constant']),
      ...rankGoal(`Ranks who is hit as well as the share of the origin: ${OUTCOME_IN_WORDS[outcome]}`, event(outcome), shares(outcome)),
    ]),
    ...['state_of_controls', 'state_of_controls_and_disruptions'].flatMap((outcome) =>
      skillGoal(`State since ${campaign_start} better than persistence and a constant: ${OUTCOME_IN_WORDS[outcome]}`, state(outcome), [
        'persistence',
        'constant',
      ]),
    ),
  ];
}

/** Skill against the constant of each methodology's score, and of the part that is meant for the outcome. */
function beforeAndAfter(find: FindFigure, since: IsoDate, versions: readonly string[], latest: string): readonly string[] {
  return ['new_control', 'outlasting_new_event'].flatMap((outcome) => {
    const rows = [...versions.map((version) => find(outcome, since, 'score', version)), find(outcome, since, 'new_event', latest)].flatMap(
      (figure) => (figure?.skill == null ? [] : [`${figure.forecast} of ${figure.methodology} ${withInterval(figure.skill.constant, 3)}`]),
    );
    return rows.length === 0
      ? []
      : [`As a forecast of ${OUTCOME_IN_WORDS[outcome]}, Brier skill against the constant: ${rows.join('; ')}.`];
  });
}

/** Why the event ranks as it does: the rate of controls alone, and what the event has besides. */
function ranksOfRate(find: FindFigure, since: IsoDate, version: string): readonly string[] {
  const [rate, event] = ['new_control_rate', 'new_event'].map((forecast) => find('new_control', since, forecast, version));
  if (rate === undefined || event === undefined) return [];
  return [
    `Who is hit by a new control: the rate of controls alone ranks with an AUC of ${withInterval(rate.auc_within_day)}, the new event with ${withInterval(event.auc_within_day)}. The new event also asks whether the loss outlasts the cover, and holds plants, routes, unrest and suspended controls, of which this outcome knows nothing.`,
  ];
}

/** Controls by country: where the forecasts of one are as good as those of the other. */
function byCountry(find: FindFigure, since: IsoDate, version: string): readonly string[] {
  const rows = [
    find('new_control_by_china', since, 'new_control_rate_of_china', version),
    find('new_control_elsewhere', since, 'new_control_rate_elsewhere', version),
  ].flatMap((figure) =>
    figure?.skill == null
      ? []
      : [
          `${OUTCOME_IN_WORDS[figure.outcome]}: skill ${withInterval(figure.skill.constant, 3)} against the constant, AUC within a day ${withInterval(figure.auc_within_day)}, ${figure.events} event days`,
        ],
  );
  return rows.length === 0 ? [] : [`By country, rate of ${version}: ${rows.join('; ')}.`];
}

/** How much of a state was seen, and what a constant chosen in hindsight would have had. */
function seenStates(find: FindFigure, since: IsoDate, version: string): readonly string[] {
  const figure = find('state_of_controls', since, 'state', version);
  if (figure?.skill == null) return [];
  const { forecasts, unknown, happened, skill } = figure;
  return [
    `Of ${forecasts + unknown} forecasts of pairs under a control since ${since}, nobody reported for ${unknown} what trade did. Of the others ${((100 * happened) / forecasts).toFixed(0)} % were short for longer than the cover; against that frequency, which nobody knew beforehand, the skill is ${withInterval(skill.hindsight, 3)}.`,
  ];
}

/** The reading, in the order of the questions. */
export function partsReadingOf(
  figures: readonly PartFigure[],
  { first_origin, campaign_start }: BackTestSettings,
  versions: readonly string[],
): readonly string[] {
  const find = finder(figures);
  const latest = versions.at(-1) as string;
  return [
    ...beforeAndAfter(find, first_origin, versions, latest),
    ...ranksOfRate(find, first_origin, latest),
    ...byCountry(find, first_origin, latest),
    ...seenStates(find, campaign_start, latest),
    `The parameters of ${latest} were set in 2026 by people who knew the record. Days, shares and measures are as known on each day; the choice of the method is not, and no figure here can be free of that. The forecasts that count are those of days to come.`,
  ];
}
