/** Ready-made scenarios: each is only changes, so that a caller can add to it, and its reasons in words. */
import type { Stage } from '../vocabulary/scoring-inputs.ts';
import { NO_CHANGES, type ScenarioChanges, stopOf } from './scenario.ts';

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

/**
 * A stop that is stated happens, for as long as it is said to: a ban alone would be rated, and could look
 * safer than a stop of half a year.
 */
const STOPPED =
  'The chance that the stock of the buyer does not last for the whole year without these shipments, less what others add, saving and substitutes. ';

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

const straitClosed = (lane: string, name: string, days: number): ScenarioTemplate =>
  template(
    `${lane.replace('_', '-')}-closed-${days}`,
    `${name} closed for ${days} days`,
    `Nothing passes the ${name} for ${days} days, from the day of the run.`,
    'Which part of each flow passes the strait is that of the table of routes.',
    'The chance that stock does not last for the days of the closure, for the part of each flow that passes the strait. Ships that take another way are not counted, so it is the most that a closure of the strait alone can do; what it would do to other trade, insurance and demand is not computed.',
    { stops: [stopOf({ lane, days })] },
  );

const FROM_SEPARATION: readonly Stage[] = ['separation', 'refining', 'metal'];

export const SCENARIO_TEMPLATES: readonly ScenarioTemplate[] = [
  template(
    'october-2025-controls-return',
    'The controls of October 2025 return',
    'The suspension of Announcements 57, 58 and 61 of 2025 (five more rare earths, graphite and batteries, goods made abroad) ends today and is not renewed.',
    'The rows of the policy table, with the effect that the method gives their classes.',
    'The measures bind as new ones, with the chance and the depth of their class; technology and equipment (56, 62) stop no flow of an element and are left out, and goods made abroad (61) add only where nothing stronger acts. Answers of other states are not computed.',
    { measures_unsuspended: ['CN-2025-57', 'CN-2025-58', 'CN-2025-61'] },
  ),
  template(
    'china-stops-heavy-rare-earths',
    'China stops heavy rare earths',
    'All shipments of heavy rare earths from China to everybody stop, as oxides, metals and magnets, without an end.',
    'What China put under licence in April 2025 and stopped in the weeks after, here without licences.',
    `${STOPPED}Light rare earths and goods that contain the heavy ones are not stopped.`,
    { stops: [stopOf({ origin: 'CHN', stages: [...FROM_SEPARATION, 'magnet'], elements: ['@HREE'] })] },
  ),
  template(
    'japan-embargo-2010',
    'China stops rare earths to Japan, as in 2010',
    'All shipments of rare earth oxides and metals from China to Japan stop, without an announcement and without an end.',
    'The halt of September to November 2010 after the collision at the Senkaku islands: rare earths, refined and as metal, to Japan only; here without an end.',
    `${STOPPED}Magnets from China are not stopped, and shipments through third countries are not computed.`,
    { stops: [stopOf({ origin: 'CHN', stages: FROM_SEPARATION, elements: ['@REE'], targets: ['JPN'] })] },
  ),
  straitClosed('taiwan_strait', 'Taiwan Strait', 30),
  straitClosed('taiwan_strait', 'Taiwan Strait', 90),
  straitClosed('malacca', 'Strait of Malacca', 30),
  template(
    'red-sea-as-in-2023',
    'Nothing passes Bab el-Mandeb and Suez, as from December 2023',
    'What still passes Bab el-Mandeb and Suez takes the way by the Cape: it comes 14 days later, once.',
    'Ships through Bab el-Mandeb fell from 74 a day in 2023 to 32 in 2024 and went on by the Cape, 10 to 14 days longer (IMF PortWatch). Four fifths of what went that way go by the Cape already.',
    'The chance that stock does not last for the 14 days of the longer way, for the part of each flow that still passes. Freight rates and the ships that are missing elsewhere are not computed.',
    { stops: [stopOf({ lane: 'bab_el_mandeb', days: 14 })] },
  ),
  template(
    'taiwan-blockade',
    'Blockade of Taiwan for 180 days',
    'A blockade stops what China and Taiwan send to the buyer for 180 days, of every element and at every stage.',
    'What a crisis of the theatre stops in the method, for as long as its disruptions last in the mean; the method gives it a few percent a year, here it happens.',
    'The chance that stock does not last for 180 days without both. Damage, insurance and demand are not computed, and for Taiwan itself nothing but these two origins is stopped.',
    { stops: [stopOf({ origin: 'CHN', days: 180 }), stopOf({ origin: 'TWN', days: 180 })] },
  ),
  template(
    'senkaku-incident-coercion',
    'Incident at the Senkaku islands, answered with coercion',
    'An incident of a kind seen once in many years, and China stops rare earths, gallium, germanium, antimony, tungsten and graphite to Japan.',
    'The pressure at its maximum, and a stop for Japan alone, without an end, of what China controlled by 2025. Chinese announcements were not predicted by counts of ships in the back-test; the two are put together here, not derived from each other.',
    `${STOPPED}The pressure raises the chance of a security crisis beside it.`,
    {
      stops: [
        stopOf({
          origin: 'CHN',
          stages: [...FROM_SEPARATION, 'magnet'],
          elements: ['@REE', 'Ga', 'Ge', 'Sb', 'W', 'C'],
          targets: ['JPN'],
        }),
      ],
      pressure: { senkaku: 100 },
    },
  ),
  template(
    'myanmar-border-closed',
    'The border of Myanmar is closed for 180 days',
    'No rare earth ore leaves Myanmar for 180 days; the plants in China that live on it lose that part of their feed.',
    'From the seizure of Pangwa in October 2024 to the resumption in April 2025 it was about half a year. Which part of the feed it is comes from the shares of mine output.',
    'The chance that stock does not last for the 180 days, at the mine and, once the ore on the way is used up, at the next stage in China. Later stages are not cut a second time, and prices are not computed.',
    { stops: [stopOf({ origin: 'MMR', stages: ['mine'], processed_in: 'CHN', days: 180 })] },
  ),
  template(
    'pressure-at-maximum',
    'Both theatres at their maximum',
    'A second carrier group, an exercise around Taiwan and ships at the Senkaku islands: the pressure in both theatres is the highest of three years.',
    'Percentile 100 in the own history of each theatre. No measure is added: only the rates of security crises move.',
    'The rates of security crises, raised as the method raises them for the whole year. No stop and no measure is stated.',
    { pressure: { senkaku: 100, taiwan: 100 } },
  ),
  template(
    'lynas-malaysia-licence-lost',
    'Lynas loses its licence in Malaysia',
    'The plants of Lynas in Malaysia stand still for the whole year.',
    'Its part of the output of Malaysia is that of the supplier register. What it no longer delivers is a gap that others fill only with what they can add.',
    'The chance that stock does not last for a year without that part of the supply, stage by stage. The score is that of the worst stage: where another one is worse, as the magnets from China are for neodymium, it does not move; `stages` shows what happens at each, and `unchanged_because` says what meets the gap. Who makes magnets of what Lynas separates is not computed.',
    { stops: [stopOf({ supplier: 'lynas', countries: ['MYS'] })] },
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
