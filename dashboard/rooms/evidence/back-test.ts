/**
 * How the published method did on the past, as in docs/benchmark.md: skill against a constant and area under
 * the curve, each with its range of 95 %.
 */
export const BACK_TEST_OF = '3.2.0';

export type Ranged = readonly [value: number, low: number, high: number];

export interface Judged {
  readonly ask: 'askKnown' | 'askChina' | 'askOther' | 'askEffect' | 'askStopped';
  /** Year from which days are asked about. */
  readonly since: number;
  /** The panel of the benchmark. */
  readonly panel: string;
  /** Independent events behind it. */
  readonly events: number;
  readonly skill: Ranged;
  readonly auc: Ranged;
  /** Area under the curve of China's share of supply alone. */
  readonly china: number;
}

export const BACK_TEST: readonly Judged[] = [
  {
    ask: 'askKnown',
    since: 2010,
    panel: 'known',
    events: 15,
    skill: [0.07, 0.02, 0.14],
    auc: [0.72, 0.39, 0.83],
    china: 0.73,
  },
  {
    ask: 'askKnown',
    since: 2023,
    panel: 'known',
    events: 11,
    skill: [0.09, 0.03, 0.12],
    auc: [0.71, 0.51, 0.81],
    china: 0.74,
  },
  {
    ask: 'askChina',
    since: 2010,
    panel: 'known_china',
    events: 10,
    skill: [0.08, 0.03, 0.22],
    auc: [0.79, 0.56, 0.89],
    china: 0.8,
  },
  {
    ask: 'askChina',
    since: 2023,
    panel: 'known_china',
    events: 8,
    skill: [0.07, 0.02, 0.12],
    auc: [0.75, 0.57, 0.84],
    china: 0.77,
  },
  {
    ask: 'askOther',
    since: 2010,
    panel: 'known_other',
    events: 5,
    skill: [0.04, -0.01, 0.1],
    auc: [0.85, 0.81, 0.89],
    china: 0.23,
  },
  {
    ask: 'askEffect',
    since: 2010,
    panel: 'in_effect',
    events: 15,
    skill: [0.06, 0.01, 0.11],
    auc: [0.65, 0.39, 0.76],
    china: 0.66,
  },
  {
    ask: 'askEffect',
    since: 2023,
    panel: 'in_effect',
    events: 11,
    skill: [0.07, 0.03, 0.1],
    auc: [0.61, 0.5, 0.66],
    china: 0.63,
  },
  {
    ask: 'askStopped',
    since: 2010,
    panel: 'stopped',
    events: 14,
    skill: [0.61, 0.42, 0.75],
    auc: [0.79, 0.62, 0.89],
    china: 0.69,
  },
  {
    ask: 'askStopped',
    since: 2023,
    panel: 'stopped',
    events: 6,
    skill: [0.08, -0.06, 0.22],
    auc: [0.64, 0.53, 0.73],
    china: 0.53,
  },
];
