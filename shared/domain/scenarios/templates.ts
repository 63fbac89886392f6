/** Ready-made scenarios: each is only changes, so that a caller can add to it, and its reasons in words. */
import { NO_CHANGES, type ScenarioChanges } from './scenario.ts';

export interface ScenarioTemplate {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Grounds for the numbers of the template. */
  readonly basis: string;
  /** States what is computed, and what is not. */
  readonly computed: string;
  readonly changes: ScenarioChanges;
}

/** In measures `refining` also means `separation`; in a closure each stage is named. */
const CLOSED_STAGES = ['refining', 'metal', 'magnet'];

/** A stop that is stated happens, for as long as it is said to: a ban alone would be rated, and could look safer than a stop of half a year. */
const STOPPED =
  'The chance that the stock of the buyer does not last for the whole year without these shipments, less what others ramp up and substitutes replace. ';

const template = (
  id: string,
  title: string,
  description: string,
  basis: string,
  computed: string,
  changes: Partial<ScenarioChanges>,
): ScenarioTemplate => ({
  id,
  title,
  description,
  basis,
  computed,
  changes: { ...NO_CHANGES, ...changes },
});

const straitClosed = (days: number): ScenarioTemplate =>
  template(
    `taiwan-strait-closed-${days}`,
    `Taiwan Strait closed for ${days} days`,
    `Nothing passes the Taiwan Strait and the lanes of the East China Sea for ${days} days, from the day of the run.`,
    'Which part of each flow crosses the lanes is that of the route tables; which part of it is lost, and not sent another way, is what the method takes for the buyer.',
    'The chance that stock does not last for the days of the closure, for the part of each flow that crosses the lanes. What a closure would do to other trade, insurance and demand is not computed.',
    { closures: [{ lane: 'taiwan_strait', days, severity: null }] },
  );

export const SCENARIO_TEMPLATES: readonly ScenarioTemplate[] = [
  template(
    'october-2025-controls-return',
    'The controls of October 2025 return',
    'The suspension of Announcements 56, 57, 58, 61 and 62 of 2025 (technology, five more rare earths, graphite and batteries, goods made abroad) ends today and is not renewed.',
    'The rows of the policy table, with the effect that the method gives their classes.',
    'The measures bind as new ones, with the chance and for the length of their class; technology and equipment (56, 62) weigh almost nothing there, and goods made abroad (61) only where nothing stronger acts. Answers of other states are not computed.',
    { measures_unsuspended: ['CN-2025-56', 'CN-2025-57', 'CN-2025-58', 'CN-2025-61', 'CN-2025-62'] },
  ),
  template(
    'japan-embargo-2010',
    'China stops rare earths to Japan, as in 2010',
    'All shipments of rare earth oxides and metals from China to Japan stop, without an announcement and without an end.',
    'The halt of September to November 2010 after the collision at the Senkaku islands: rare earths, refined and as metal, to Japan only; here without an end. It also counts as one more ban of China, like the row CN-2010-JPN-HALT.',
    `${STOPPED}Magnets from China are not stopped, and shipments through third countries are not computed.`,
    {
      closures: [
        {
          origin: 'CHN',
          stages: ['separation', 'refining', 'metal'],
          processed_in: null,
          elements: ['@REE'],
          targets: ['JPN'],
          days: null,
          severity: 1,
        },
      ],
      measures_added: [
        { control_class: 'ban', origins: ['CHN'], targets: ['JPN'], elements: ['@REE'], stages: ['refining', 'metal'], coverage: 1 },
      ],
    },
  ),
  straitClosed(30),
  straitClosed(90),
  template(
    'senkaku-incident-coercion',
    'Incident at the Senkaku islands, answered with coercion',
    'An incident of a kind seen once in many years, and China stops rare earths, gallium, germanium, antimony, tungsten and graphite to Japan.',
    'The signal at its highest state, and a stop for Japan alone, without an end, of what China controlled by 2025; it also counts as one more ban. Chinese announcements were not predicted by the signals in the back-test; the two are put together here, not derived from each other.',
    `${STOPPED}The signal raises the chance of further controls and of closed lanes beside it.`,
    {
      closures: [
        {
          origin: 'CHN',
          stages: ['separation', 'refining', 'metal', 'magnet'],
          processed_in: null,
          elements: ['@REE', 'Ga', 'Ge', 'Sb', 'W', 'C'],
          targets: ['JPN'],
          days: null,
          severity: 1,
        },
      ],
      signals: { senkaku: 4 },
      measures_added: [
        {
          control_class: 'ban',
          origins: ['CHN'],
          targets: ['JPN'],
          elements: ['@REE', 'Ga', 'Ge', 'Sb', 'W', 'C'],
          stages: CLOSED_STAGES,
          coverage: 1,
        },
      ],
    },
  ),
  template(
    'myanmar-border-closed',
    'The border of Myanmar is closed for 180 days',
    'No rare earth ore leaves Myanmar for 180 days; the plants in China that live on it lose that part of their feed.',
    'From the seizure of Pangwa in October 2024 to the resumption in April 2025 it was about half a year. Which part of the feed it is comes from the shares of mine output.',
    'The chance that stock does not last for the 180 days, at the mine and, once the ore on the way is used up, at the next stage in China. Later stages are not cut a second time, and prices are not computed.',
    { closures: [{ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 180, severity: 1 }] },
  ),
  template(
    'second-carrier-group-exercise',
    'A second carrier group and a large exercise',
    'Two carrier groups beyond the first island chain and an exercise around Taiwan: both signals go to states of about one day in a thousand or rarer.',
    'States 3 (carriers) and 3 (Taiwan Strait). No measure is added: only the rates that the signals tilt move.',
    'The rates of new Chinese controls and of closed lanes, raised as the method raises them for a whole year. No closure and no measure is stated.',
    { signals: { carriers: 3, taiwan_strait: 3 } },
  ),
  template(
    'lynas-malaysia-licence-lost',
    'Lynas loses its licence in Malaysia',
    'The plants of Lynas in Malaysia stand still for the whole year.',
    'Its part of the output of Malaysia is that of the supplier register. What it no longer delivers is a gap that others fill only with what they can ramp up.',
    'The chance that stock does not last for a year without that part of the supply, stage by stage. The score is that of the worst stage: where another one is worse, as the magnets from China are for neodymium, it does not move; `stages` shows what happens at each. Who makes magnets of what Lynas separates is not computed.',
    { suppliers_lost: [{ supplier: 'lynas', countries: ['MYS'] }] },
  ),
  template(
    'stockpile-released',
    'National stocks are released',
    'Thirty more days of stock of everything come to the market of the buyer.',
    'The method counts half of a national stock as usable. A stock of 60 days that is released in full adds the other half.',
    'The same disruptions against thirty more days of stock at every stage. That the stock is lower afterwards is not computed.',
    { cover: [{ elements: null, days: null, factor: 1, add_days: 30 }] },
  ),
];
