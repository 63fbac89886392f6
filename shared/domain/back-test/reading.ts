/** Conclusions from the figures in plain words. Every sentence follows from them by a rule, so that it changes when they do. */
import type { BootstrapInterval } from './published-figures.ts';
import type { BackTestReport, ForecastSkill } from './report.ts';

const NO_SKILL_AUC = 0.5;

function number(value: number | null, decimals = 2): string {
  return value === null ? 'not defined' : value.toFixed(decimals);
}

/** A figure with its interval: `0.47 (0.29 to 0.62)`. */
export function withInterval({ value, low, high }: BootstrapInterval, decimals = 2): string {
  return low === null || high === null
    ? number(value, decimals)
    : `${number(value, decimals)} (${number(low, decimals)} to ${number(high, decimals)})`;
}

/** Verdict on a forecast from the interval of its skill; `none` is the value of no skill. */
export function verdict({ low, high }: BootstrapInterval, none: number): 'better' | 'worse' | 'no skill found' {
  if (low !== null && low > none) return 'better';
  return high !== null && high < none ? 'worse' : 'no skill found';
}

const SKILL_WORDS = {
  better: 'better than the base rate',
  worse: 'worse than the base rate',
  'no skill found': 'no skill found against the base rate',
} as const;

type Figures = Pick<BackTestReport, 'skill' | 'signals' | 'exploratory' | 'signal_alarms' | 'variants_tried' | 'lead_time'>;

function find(figures: readonly ForecastSkill[], forecast: string, outcome: string, horizon: number): ForecastSkill | undefined {
  return figures.find((one) => one.forecast === forecast && one.outcome === outcome && one.horizon_days === horizon);
}

function scoreSentences({ skill }: Figures, horizon: number): readonly string[] {
  const what = {
    control: 'new controls',
    disruption: 'disruptions of the episodes table',
    outlasting_disruption: 'disruptions that outlasted the median cover',
  } as const;
  return (['outlasting_disruption', 'disruption', 'control'] as const).flatMap((outcome) => {
    const score = find(skill, 'score', outcome, horizon);
    const refit = find(skill, 'score_refit', outcome, horizon);
    if (score?.brier_skill == null || refit?.brier_skill == null) return [];
    const ranks = score.auc_within_day === null ? '' : ` Who is hit on a day: AUC ${withInterval(score.auc_within_day)}.`;
    return [
      `The score as a forecast of ${what[outcome]} within ${horizon} days (${score.events} days on which something began): Brier skill ${withInterval(score.brier_skill, 3)}, ${SKILL_WORDS[verdict(score.brier_skill, 0)]}; fitted again at each origin ${withInterval(refit.brier_skill, 3)}, ${SKILL_WORDS[verdict(refit.brier_skill, 0)]}. AUC over all days ${withInterval(score.auc)}.${ranks}`,
    ];
  });
}

function signalSentences({ signals, exploratory, signal_alarms }: Figures): readonly string[] {
  const names = signal_alarms.map(({ signal }) => signal);
  const own = signals.filter(({ forecast, outcome, auc }) => names.includes(forecast) && outcome.endsWith('clock') && auc.value !== null);
  const ahead = own.filter(({ auc }) => verdict(auc, NO_SKILL_AUC) === 'better');
  const named = ahead.map(({ forecast, horizon_days }) => `${forecast} at ${horizon_days} days`).join(', ');
  const windows = exploratory.filter(({ auc }) => verdict(auc, NO_SKILL_AUC) === 'better').length;
  const loud = signal_alarms
    .filter(({ windows: all }) => all > 0)
    .map(
      ({ signal, announcements, announcements_with_alarm, windows: all, windows_with_alarm }) =>
        `${signal} before ${announcements_with_alarm} of ${announcements} (${((100 * windows_with_alarm) / all).toFixed(0)} % of all windows)`,
    );
  return [
    ahead.length === 0
      ? `Signals, since the clock of the method: no skill found in ${own.length} tests of a signal alone (no AUC interval lies above 0.5).`
      : `Signals, since the clock of the method: the AUC interval lies above 0.5 in ${ahead.length} of ${own.length} tests of a signal alone (${named}).`,
    `The published exploratory test, repeated: the interval lies above 0.5 in ${windows} of ${exploratory.length} windows.`,
    `A state of 1 or more in the 30 days before an announcement: ${loud.join(', ')}.`,
  ];
}

function tiltSentence({ signals }: Figures, horizon: number): readonly string[] {
  const outcome = 'announcement_since_method_clock';
  const tilted = find(signals, 'base_rate_tilted_by_all_signals', outcome, horizon);
  const even = find(signals, 'base_rate_raised_evenly', outcome, horizon);
  if (tilted?.brier_skill == null || even?.brier_skill == null) return [];
  return [
    `The base rate tilted by all signals has a Brier skill of ${withInterval(tilted.brier_skill, 3)} at ${horizon} days; raised evenly by the mean tilt so far, without timing, ${withInterval(even.brier_skill, 3)}. A base rate that is too low in a campaign gains from any rise.`,
  ];
}

function warningSentence({ lead_time }: Figures): readonly string[] {
  const score = lead_time.find(({ forecast, outcome }) => forecast === 'score' && outcome === 'control');
  if (score === undefined || score.hits === 0 || score.warnings === 0) return [];
  return [
    `Before ${score.warned} of ${score.hits} hits by a new control the score stood at ${score.warning_score} or more, for ${score.median_lead_days ?? 0} days in the median; ${((100 * score.false_warnings) / score.warnings).toFixed(0)} % of such scores were followed by no further control within a year. The score also speaks of controls that are in force, and this outcome does not.`,
  ];
}

/** The reading, most important first. */
export function readingOf(figures: Figures, horizonDays: number, shortHorizonDays: number): readonly string[] {
  return [
    ...scoreSentences(figures, horizonDays),
    ...warningSentence(figures),
    ...signalSentences(figures),
    ...tiltSentence(figures, shortHorizonDays),
    `${figures.variants_tried} figures of skill were looked at. At a level of 5 %, one in forty lies above its interval of no skill by chance; few of them are independent.`,
    'This does not show that the score is wrong as a chance of a shortage at the buyer: stock-outs are not recorded, so they could not be tested. It shows that nothing here proves it right.',
  ];
}
