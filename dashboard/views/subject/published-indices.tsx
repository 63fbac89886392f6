import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { numberIn, tableAt } from '../../words/explained.ts';
import { capital, hundredthText } from '../../words/numbers.ts';

/** Other numbers for the same risk, which others publish: a reader who knows those finds them beside the score. */
export function PublishedIndices({ document }: { readonly document: Explanation }) {
  const { reference_indices: indices, subject } = document;
  const published = tableAt(indices);
  const concentration = Object.entries(tableAt(indices, 'concentration'));
  const [eu2017, eu2023] = [numberIn(published, 'eu_supply_risk_2017'), numberIn(published, 'eu_supply_risk_2023')];
  if (concentration.length === 0 && eu2017 === null && eu2023 === null) return null;
  return (
    <section class="screen-only">
      <h2>Published indices beside it</h2>
      <details>
        <summary>Supply risk of the EU, concentration of each stage</summary>
        <Rows
          name="Published indices beside the score"
          table={{
            head: ['Index', 'Value', 'Scale'],
            rows: [
              ...(eu2023 === null
                ? []
                : [['EU study of 2023, supply risk', <Figure key="value" value={eu2023} as={hundredthText} />, '0 to 7; critical from 1']]),
              ...(eu2017 === null
                ? []
                : [['EU study of 2017, supply risk', <Figure key="value" value={eu2017} as={hundredthText} />, '0 to 7; critical from 1']]),
              ...concentration.flatMap(([stage, table]) => [
                [
                  `${capital(stage)}: concentration of world supply (HHI)`,
                  <Figure key="value" value={numberIn(tableAt(table), 'hhi')} as={hundredthText} />,
                  '0 to 1; one origin is 1',
                ],
                [
                  `${capital(stage)}: HHI weighted by governance`,
                  <Figure key="value" value={numberIn(tableAt(table), 'hhi_wgi')} as={hundredthText} />,
                  '0 to 10; worse governed is higher',
                ],
              ]),
            ],
          }}
        />
        <p class="dim">
          They measure other things: how concentrated supply is, not how likely supply of {subject.name} falls short for longer than the
          stock lasts. <a href="/docs/reference-data#indices-beside-the-score">The score beside the indices</a>
        </p>
      </details>
    </section>
  );
}
