import { currentBuyer } from '../../address/current-address.ts';
import { subjectAddress } from '../../address/page-address.ts';
import { Rows } from '../../charts/chart.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { listAt, numberIn, tableAt, textsIn } from '../../words/explained.ts';

/** The sites through which a supplier delivers, and which points of its score depend on each. */
export function Sites({ document }: { readonly document: Explanation }) {
  const nameOf = useCountryNames();
  const sites = listAt(document, 'chain');
  if (document.subject.type !== 'supplier' || sites.length === 0) return null;
  const points = tableAt(document, 'by_site');
  return (
    <section class="screen-only">
      <h2>Its sites</h2>
      <Rows
        name="Its sites"
        table={{
          head: ['Site', 'Stage', 'Country', 'Elements', 'Points that depend on it'],
          rows: sites.map((site) => [
            String(site.name),
            String(site.stage),
            nameOf(String(site.country)),
            textsIn(site.elements).map((symbol, at) => (
              <span key={symbol}>
                {at === 0 ? '' : ', '}
                <a href={subjectAddress('element', symbol, currentBuyer.value)}>{symbol}</a>
              </span>
            )),
            <Figure key="points" value={numberIn(points, String(site.id))} />,
          ]),
        }}
      />
    </section>
  );
}
