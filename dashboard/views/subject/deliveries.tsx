import { currentBuyer } from '../../address/current-address.ts';
import { subjectAddress } from '../../address/page-address.ts';
import { Rows } from '../../charts/chart.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { dayText, percentText } from '../../words/numbers.ts';

const ROLES: Readonly<Record<string, string>> = {
  site: 'its plants',
  feed: 'named feed',
  unnamed_feed: 'feed that no link names, half counted',
};

/** Suppliers and countries: what they deliver, each element with its score, and through which countries the worst can be lost. */
export function Deliveries({ document }: { readonly document: Explanation }) {
  const nameOf = useCountryNames();
  const { elements_scored: scored = [], exposures = [], fed_by: feeders = [], due_within_horizon: due = [] } = document;
  if (scored.length === 0 && due.length === 0) return null;
  return (
    <section class="screen-only">
      <h2>What it delivers</h2>
      {scored.length === 0 ? null : (
        <Rows
          name="What it delivers"
          table={{
            head: ['Element', 'Stage', 'Score', 'Floor', 'Ceiling'],
            rows: scored
              .toSorted((one, other) => other.score - one.score)
              .map(({ element, stage, score, floor, ceiling }) => [
                <a key="element" href={subjectAddress('element', element, currentBuyer.value)}>
                  {element}
                </a>,
                String(stage),
                <Figure key="score" value={score} />,
                <Figure key="floor" value={floor} />,
                <Figure key="ceiling" value={ceiling} />,
              ]),
          }}
        />
      )}
      {exposures.length === 0 ? null : (
        <>
          <h3>Through which countries {document.element} can be lost</h3>
          <Rows
            name="Countries it depends on"
            table={{
              head: ['Country', 'By', 'Stage', 'Part of its deliveries'],
              rows: exposures.map(({ country, role, stage, share }) => [
                nameOf(country),
                ROLES[role] ?? role,
                stage,
                <Figure key="share" value={share} as={percentText} />,
              ]),
            }}
          />
        </>
      )}
      {feeders.length === 0 ? null : (
        <>
          <h3>Who feeds it, directly or through others</h3>
          <Rows
            name="Who feeds it"
            table={{
              head: ['Supplier', 'Site', 'Country', 'Part of its deliveries'],
              rows: feeders.map(({ supplier, name, site, country, share }) => [
                supplier === null ? (
                  name
                ) : (
                  <a key="supplier" href={subjectAddress('supplier', supplier, currentBuyer.value)}>
                    {name}
                  </a>
                ),
                String(site ?? ''),
                nameOf(country),
                <Figure key="share" value={share} as={percentText} />,
              ]),
            }}
          />
        </>
      )}
      {due.length === 0 ? null : (
        <p>Due to start within the year: {due.map(({ site, start_date: start }) => `${site} (${dayText(start)})`).join(', ')}.</p>
      )}
    </section>
  );
}
