import { currentBuyer } from '../../address/current-address.ts';
import { subjectAddress } from '../../address/page-address.ts';
import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { differenceText } from '../../words/numbers.ts';

/** Which suppliers would be missed: the score if one of them stopped for the year. */
export function SuppliersThatMatter({ document }: { readonly document: Explanation }) {
  const rows = document.critical_suppliers ?? document.criticality ?? [];
  const known = rows.filter(({ points }) => points !== null);
  const felt = known.filter(({ points }) => points !== 0);
  const isSupplier = document.subject.type === 'supplier';
  if (rows.length === 0) return null;
  return (
    <section class="screen-only">
      <h2>{isSupplier ? 'What would be missed if it stopped' : 'If one supplier stopped'}</h2>
      {felt.length === 0 ? null : (
        <Rows
          name="If one supplier stopped"
          table={{
            head: [isSupplier ? 'Element' : 'Supplier', 'Stage', 'Score today', 'If it stopped', 'Change'],
            rows: felt.map((row) => [
              isSupplier ? (
                <a key="element" href={subjectAddress('element', row.element, currentBuyer.value)}>
                  {row.element}
                </a>
              ) : (
                <a key="supplier" href={subjectAddress('supplier', row.supplier, currentBuyer.value)}>
                  {row.name}
                </a>
              ),
              row.stage,
              <Figure key="score" value={row.score} />,
              <Figure key="stopped" value={row.score_if_stopped} />,
              <Figure key="points" value={row.points} as={differenceText} />,
            ]),
          }}
        />
      )}
      <p class="dim">
        {felt.length === known.length ? '' : `Of ${known.length - felt.length} others a stop would not move the score. `}
        {known.length === rows.length ? '' : `Of ${rows.length - known.length} it is not known how much they deliver.`}
      </p>
    </section>
  );
}
