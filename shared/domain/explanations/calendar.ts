/** Dated steps of measures, each with the score of its day if it happens and if not, all else as today. */
import { type Measure, measureStatus } from '../method/measure.ts';
import { standing } from '../method/register.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import { coded, englishWith, message } from '../words/render.ts';
import type { TextCode } from '../words/texts.ts';
import type { Names } from './document-context.ts';
import { measureCondition, stepDescription } from './labels.ts';
import { type ChangedChances, withMeasuresInForce, withoutMeasure } from './what-if.ts';

const DAYS_AHEAD = 731;

/** Negative days ahead: undecided. Scores are null beyond two years, scarcity of suppliers. */
export type ScheduledStep = ReturnType<typeof scheduledSteps>[number];

type Dated = Readonly<{
  as_of: string;
  measures: readonly Measure[];
}>;

/** By date; parts of one announcement on one day are one step. `scoreOf` scores changed inputs. */
export function scheduledSteps<Inputs extends Dated>(
  inputs: Inputs,
  counted: readonly string[],
  names: Names,
  scoreOf: (inputs: Inputs) => ChangedChances | null,
) {
  const today = dayNumber(inputs.as_of);
  const language = englishWith(names);
  const parts = inputs.measures.flatMap((measure) => {
    const { id } = measure;
    const step = counted.includes(id) ? standing(measure, today).next : null;
    if (step === null) return [];
    const { title, label = message('label_measure_by_id', { id }) } = names.measure(id);
    const said = stepDescription(step.what, label, isoDate(step.day), names.register_read, language);
    return [{ ...step, id, title, said, stages: Object.keys(measure.coverage) }];
  });
  return [...Map.groupBy(parts, ({ day, said }) => `${day} ${said.description}`).values()]
    .map((same) => {
      const { what, day, said, id } = same[0] as (typeof parts)[number];
      const measures = same.map((part) => part.id);
      const at = isoDate(Math.max(today, day));
      const then = { ...inputs, as_of: at };
      const inForce = what === 'ends' ? then : withMeasuresInForce(then, measures, at);
      const [yes, no] =
        day - today <= DAYS_AHEAD
          ? [scoreOf(withoutEnd(inForce, measures)), scoreOf(withoutMeasure(then, measures))]
          : [null, null];
      return {
        what,
        date: isoDate(day),
        in_days: day - today,
        measures,
        title: same.map(({ title }) => title).join('; '),
        ...said,
        stages: [...new Set(same.flatMap(({ stages }) => stages))],
        score_if_in_force: publishedScore(yes?.score ?? null),
        score_if_not: publishedScore(no?.score ?? null),
        difference: yes === null || no === null ? null : roundTo(yes.score - no.score, 2),
        scarce_if_in_force: publishedScore(yes?.scarce ?? null),
        scarce_if_not: publishedScore(no?.scarce ?? null),
        ...coded('label', measureCondition(`step_${what}` as TextCode, id, names, language), language),
      };
    })
    .sort((a, b) => a.in_days - b.in_days || (String(a.measures) < String(b.measures) ? -1 : 1));
}

const withoutEnd = <Inputs extends Dated>(inputs: Inputs, ids: readonly string[]): Inputs => ({
  ...inputs,
  measures: inputs.measures.map((measure) =>
    ids.includes(measure.id) ? { ...measure, ended: null, ended_by_row: null, stated_end: null } : measure,
  ),
});

/** Day after the earliest suspension that ran out without a decision. */
export function undecidedSince({ as_of, measures }: Dated, counted: readonly string[]): string | null {
  const days = measures.flatMap((measure) => {
    const status = counted.includes(measure.id) ? measureStatus(measure, dayNumber(as_of)) : null;
    return status?.status === 'suspended' && status.undecided_since !== null ? [status.undecided_since] : [];
  });
  return days.length === 0 ? null : isoDate(Math.min(...days));
}
