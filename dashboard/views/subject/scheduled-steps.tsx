import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { capital, dayText, differenceText, plainWords } from '../../words/numbers.ts';

/** Days that are already known on which a control ends, begins or comes back, and the score the day before and on the day. */
export function ScheduledSteps({ document }: { readonly document: Explanation }) {
  const steps = document.scheduled_steps;
  return (
    <section>
      <h2>Dates that are already set</h2>
      {steps.length === 0 ? (
        <p class="dim">No control that bears on this subject has a date ahead.</p>
      ) : (
        <Rows
          name="Dates that are already set"
          table={{
            head: ['Day', 'What', 'Day before', 'On the day', 'Change'],
            rows: steps.map((step) => [
              dayText(step.date),
              `${capital(plainWords(step.what))}: ${step.measures?.[0]?.title ?? step.measure}`,
              <Figure key="before" value={step.score_day_before} />,
              <Figure key="on" value={step.score_on_day} />,
              <Figure key="difference" value={step.difference} as={differenceText} />,
            ]),
          }}
        />
      )}
    </section>
  );
}
