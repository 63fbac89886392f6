import { Chain } from '../../charts/chain.tsx';
import { Chart } from '../../charts/chart.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { dayText, percentText, quantityText } from '../../words/numbers.ts';

const largestOf = (shares: Readonly<Record<string, number>>): readonly [string, number] | undefined =>
  Object.entries(shares).sort((one, other) => other[1] - one[1])[0];

/** From mine to magnet: who supplies each stage, its score, and how long the stock lasts. Shares are of the buyer's need. */
export function ChainOfStages({ document }: { readonly document: Explanation }) {
  const nameOf = useCountryNames();
  const { stages = [], subject, buyer } = document;
  if (stages.length === 0) return null;
  const read = stages.map(({ stage, score, shares, domestic, recycled, cover_days: cover }) => ({
    stage,
    score,
    shares,
    domestic,
    recycled,
    cover,
  }));
  const worst = read.find(({ stage }) => stage === document.stage);
  const largest = worst === undefined ? undefined : largestOf(worst.shares);
  return (
    <Chart
      title="From mine to buyer: who supplies each stage"
      finding={
        worst === undefined || largest === undefined ? (
          'No stage gives a score.'
        ) : (
          <>
            The score comes from the {worst.stage} stage, where {nameOf(largest[0])} supplies <Figure value={largest[1]} as={percentText} />{' '}
            of need
            {worst.cover === null ? '' : ` and the stock lasts about ${quantityText(Math.round(worst.cover))} days`}.
          </>
        )
      }
      source={`${document.run_id === null ? 'computed' : `run ${document.run_id}`}, ${dayText(document.as_of)}; shares of need: half by imports, half by world production where imports are known`}
      table={{
        head: ['Stage', 'Score', 'Stock, days', 'Made at home', 'Recycled', 'Origins'],
        rows: read.map(({ stage, score, shares, domestic, recycled, cover }) => [
          stage,
          <Figure key="score" value={score} />,
          <Figure key="cover" value={cover} as={(days) => quantityText(Math.round(days))} />,
          <Figure key="domestic" value={domestic} as={percentText} />,
          <Figure key="recycled" value={recycled} as={percentText} />,
          Object.entries(shares)
            .sort((one, other) => other[1] - one[1])
            .map(([country, share]) => `${nameOf(country)} ${percentText(share)}`)
            .join(', '),
        ]),
      }}
    >
      {(width) => (
        <>
          <ul class="stages" style={{ gridTemplateColumns: `repeat(${read.length}, 1fr)` }}>
            {read.map(({ stage, score, cover }) => (
              <li key={stage} class={stage === document.stage ? 'worst' : ''}>
                Score <Figure value={score} />
                <small>
                  stock <Figure value={cover} as={(days) => `${quantityText(Math.round(days))} days`} />
                </small>
              </li>
            ))}
          </ul>
          <Chain width={width} stages={read} nameOf={nameOf} says={`Origins of ${subject.name} for ${buyer} by stage`} />
        </>
      )}
    </Chart>
  );
}
