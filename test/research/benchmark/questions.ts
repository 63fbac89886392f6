/** What the method is asked, and how its forecasts and those of the baselines came out. */
import { benchmark, dayNumber, type Figures, figures, forecastOf, type Judged } from '../../../docs/benchmark/score.mjs';

type Rows = readonly Record<string, string>[];

/** A question of the benchmark and the column that answers it. `ranksOnly`: the column speaks of more than the question, so only its order counts. */
export interface Question {
  readonly panel: string;
  readonly column: string;
  readonly title: string;
  readonly ranksOnly?: true;
}

/** The first of each panel and column is judged. */
const QUESTIONS: readonly Question[] = [
  { panel: 'known', column: 'control', title: 'A new control becomes known' },
  { panel: 'known', column: 'event', title: 'A new control becomes known, by the chance of a shortage that begins' },
  { panel: 'known_china', column: 'control_china', title: 'A new control by China becomes known' },
  { panel: 'known_other', column: 'control_other', title: 'A new control by another country becomes known' },
  { panel: 'in_effect', column: 'control', title: 'A control takes effect' },
  { panel: 'in_effect', column: 'event', title: 'A control takes effect, by the chance of a shortage that begins' },
  { panel: 'stopped', column: 'score', title: 'The flow is below 80 % for 60 days' },
  { panel: 'stopped_china', column: 'score', title: 'The flow from China is below 80 % for 60 days', ranksOnly: true },
  { panel: 'stopped_other', column: 'score', title: 'The flow from another country is below 80 % for 60 days', ranksOnly: true },
  { panel: 'stopped_under_control', column: 'state', title: 'The flow is below 80 % for 60 days, where a control is in effect' },
  {
    panel: 'stopped_under_control_china',
    column: 'state',
    title: 'The flow is below 80 % for 60 days, where a control of China is in effect',
  },
];

/** First days from which figures are made. */
export const SINCE = ['2010-01-01', '2023-01-01'] as const;

/** Forecasts of one column held against what happened, with all others as baselines. */
export interface Answer extends Question {
  readonly since: string;
  readonly version: string;
  readonly rows: readonly Judged[];
  readonly figures: Figures;
}

/** Baselines that are forecasts of a panel: of persistence only its own. */
const belongs = (name: string, panel: string): boolean => !name.startsWith('persistence_') || name === `persistence_${panel}`;

/** Rates of China and of others together, where a file has both. */
const withBothControls = (rows: Rows): Rows =>
  rows.map((row) => {
    const { control_china: china, control_other: other } = row;
    if (china === undefined || other === undefined) return row;
    return { ...row, control: String(100 * (1 - (1 - Number(china) / 100) * (1 - Number(other) / 100))) };
  });

/** Every question answered by the last version, with the earlier ones and all baselines beside it. */
export function judgeAll(byVersion: readonly (readonly [string, Rows])[]): readonly Answer[] {
  const published = benchmark();
  const versions = byVersion.map(([version, rows]) => [version, withBothControls(rows)] as const);
  const [version, latest] = versions.at(-1) as (typeof versions)[number];
  return SINCE.flatMap((since) =>
    QUESTIONS.flatMap((question): readonly Answer[] => {
      const span = { from: dayNumber(since), to: Number.POSITIVE_INFINITY };
      const earlier = versions.slice(0, -1).map(([name, rows]) => {
        // Where an earlier version has no column for one country, its chance of any event only ranks.
        const hasColumn = question.column in (rows[0] ?? {});
        return { ...forecastOf(rows, hasColumn ? question.column : 'event'), name, isIndex: !hasColumn && question.column !== 'control' };
      });
      const rows = published.judged(question.panel, forecastOf(latest, question.column), span, earlier).map((row) => ({
        ...row,
        baselines: Object.fromEntries(Object.entries(row.baselines).filter(([name]) => belongs(name, question.panel))),
      }));
      const found = figures(rows, question.panel.includes('under_control'));
      return found === null ? [] : [{ ...question, since, version, rows, figures: found }];
    }),
  );
}
