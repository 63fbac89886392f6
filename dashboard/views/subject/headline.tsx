import type { ComponentChildren } from 'preact';
import { Whisker } from '../../charts/whisker.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Figure, Unknown } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { driverLine } from '../../words/driver-line.ts';
import { tableAt } from '../../words/explained.ts';
import { percentText, plainWords, quantityText, scoreText } from '../../words/numbers.ts';

/** The score, how sure it is, and the numbers that a director asks for next. */
export function Headline({ document }: { readonly document: Explanation }) {
  const { score, interval, band, state, new_event: event, rank, coverage, status_reason: reason } = document;
  const [first] = document.top_drivers;
  const headline = (document as { readonly headline?: unknown }).headline;
  return (
    <section class="headline" aria-label="Score">
      <p class="lead">{typeof headline === 'string' ? headline : first === undefined ? reason : `${driverLine(first)}.`}</p>
      <div class="tiles">
        <div class="tile big">
          <span class="name">Score, 0 to 100</span>
          <b class="value">
            <Figure value={score} />
          </b>{' '}
          <BandMark band={band} />
          <Whisker score={score} low={interval?.p05} high={interval?.p95} band={band} />
          {interval === null ? (
            <small>No interval is computed for this subject.</small>
          ) : (
            <small>
              Nine times in ten between <Figure value={interval.p05} /> and <Figure value={interval.p95} />, given how unsure the inputs are
            </small>
          )}
        </div>
        <Tile name="In force today" note="controls that already bind">
          <Figure value={state} />
        </Tile>
        <Tile name="May begin in a year" note="another control or disruption">
          <Figure value={event} />
        </Tile>
        <Tile name="Runs out within 90 days" note={<Within document={document} />}>
          <Figure value={document.p_stockout_90} as={percentText} />
        </Tile>
        <Tile name="Days without supply" note="to be expected within a year">
          <Figure value={document.expected_days} as={quantityText} />
        </Tile>
        <Tile name="Rank" note={rank === null || rank.p05 === null ? '' : `${rank.p05} to ${rank.p95} within the uncertainty`}>
          {rank === null ? <Unknown /> : `${rank.position} of ${rank.of}`}
        </Tile>
        <Tile name="Inputs known" note={document.stage === null ? '' : `score of the ${document.stage} stage`}>
          <Figure value={coverage} as={percentText} />
        </Tile>
      </div>
      <Beside document={document} />
    </section>
  );
}

const Within = ({ document }: { readonly document: Explanation }) => (
  <>
    within a year <Figure value={document.p_stockout_365} as={percentText} />
  </>
);

interface TileProps {
  readonly name: string;
  readonly note: ComponentChildren;
  readonly children: ComponentChildren;
}

const Tile = ({ name, note, children }: TileProps) => (
  <div class="tile">
    <span class="name">{name}</span>
    <b class="value">{children}</b>
    <small>{note}</small>
  </div>
);

/** Other numbers for the same: earlier methodologies, published indices, and what is too old. */
function Beside({ document }: { readonly document: Explanation }) {
  const { alternatives, hhi, stale_sources: stale, reference_indices: indices } = document;
  const published = tableAt(indices);
  const eu = typeof published.eu_supply_risk_2023 === 'number' ? published.eu_supply_risk_2023 : null;
  const parts = [
    ...Object.entries(alternatives).map(
      ([version, other]) => `methodology ${version} says ${other === null ? 'nothing' : scoreText(other)}`,
    ),
    ...(hhi === null ? [] : [`concentration of the world supply (HHI, 0 to 1) ${hhi.toFixed(2)}`]),
    ...(eu === null ? [] : [`supply risk in the EU study of 2023 ${eu}`]),
    ...(stale.length === 0 ? [] : [`too old to be taken at face value: ${stale.map(plainWords).join(', ')}`]),
  ];
  return <p class="beside dim">Beside it: {parts.join(' · ')}.</p>;
}
