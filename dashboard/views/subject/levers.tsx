import { BandMark } from '../../parts/band.tsx';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { differenceText } from '../../words/numbers.ts';

const MOST = 8;

/** The condition of a what-if, without its outcome, which stands in columns of its own. */
const condition = (description: string): string => description.replace(/: the score would .*$/, '');

/** Conditions that would move the score, strongest first. */
export function Levers({ document }: { readonly document: Explanation }) {
  const levers = [...document.counterfactuals]
    .filter(({ difference }) => difference !== null)
    .sort((one, other) => Math.abs(other.difference ?? 0) - Math.abs(one.difference ?? 0))
    .slice(0, MOST);
  return (
    <section>
      <h2>What would move it</h2>
      {levers.length === 0 ? (
        <p class="dim">No what-ifs are computed for this subject.</p>
      ) : (
        <table class="levers">
          <thead>
            <tr>
              <th scope="col">If</th>
              <th scope="col" class="number">
                Score
              </th>
              <th scope="col" class="number">
                Change
              </th>
              <th scope="col">Band</th>
            </tr>
          </thead>
          <tbody>
            {levers.map(({ id, description, score, difference, band }) => (
              <tr key={id}>
                <td>{condition(description)}</td>
                <td class="number">
                  <Figure value={score} />
                </td>
                <td class="number">
                  <Figure value={difference} as={differenceText} />
                </td>
                <td>
                  <BandMark band={band} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
