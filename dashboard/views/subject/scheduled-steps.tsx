import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { dayText, differenceText } from '../../words/numbers.ts';

/** Days on which a control takes effect, comes back or ends, and what nobody has decided: the score of that day either way. */
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
            head: ['Day', 'What', 'Score if in force then', 'If not', 'Difference'],
            rows: steps.map((step) => [
              step.what === 'undecided' ? `since ${dayText(step.date)}` : dayText(step.date),
              `${step.description} ${step.title}`,
              <Figure key="in force" value={step.score_if_in_force} />,
              <Figure key="not" value={step.score_if_not} />,
              <Figure key="difference" value={step.difference} as={differenceText} />,
            ]),
          }}
        />
      )}
    </section>
  );
}
