import { Waterfall } from '../../charts/waterfall.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { capital, dayText } from '../../words/numbers.ts';

/** Which causes the points come from; they sum to the score. */
export function Why({ document }: { readonly document: Explanation }) {
  const { drivers, score, run_id: run, as_of: asOf } = document;
  if (score === null)
    return (
      <section>
        <h2>Why there is no score</h2>
        <p>{document.status_reason}</p>
      </section>
    );
  return (
    <Waterfall
      title="What the score is made of"
      score={score}
      steps={drivers.map((driver) => ({
        id: driver.id,
        says: capital(driver.label ?? driver.summary),
        points: driver.points,
        part: driver.part,
      }))}
      source={run === null ? `computed for ${dayText(asOf)}` : `run ${run}, ${dayText(asOf)}`}
    />
  );
}
