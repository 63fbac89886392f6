import type { ComponentChildren } from 'preact';
import { Whisker } from '../../charts/whisker.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Figure, Unknown } from '../../parts/figure.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { numberIn, tableAt } from '../../words/explained.ts';
import { percentText, quantityText } from '../../words/numbers.ts';

const THEATRES: Readonly<Record<string, string>> = { senkaku: 'Senkaku/Diaoyu islands', taiwan: 'Taiwan Strait' };

const days = (count: number): string => `${quantityText(Math.round(count))} days`;

/** The score, how sure it is, and the numbers that a director asks for next. */
export function Headline({ document }: { readonly document: Explanation }) {
  const { headline, score, interval, band, rank, undecided_since: undecided } = document;
  const isSupplier = document.subject.type === 'supplier';
  return (
    <section class="headline" aria-label="Score">
      <p class="lead">{headline}</p>
      {undecided === null ? null : (
        <p class="notice">
          {document.scheduled_steps.filter(({ what }) => what === 'undecided').map(({ description }) => `${description} `)}
          Until one is seen, the score treats it like a suspension that ends tomorrow: it may be renewed, or the control may be in force
          again.
        </p>
      )}
      <div class="tiles">
        <div class="tile big">
          <span class="name">Chance in percent of falling short within a year for longer than the stock lasts</span>
          <b class="value">
            <Figure value={score} />
          </b>{' '}
          <BandMark band={band} />
          <Whisker score={score} low={interval?.p05} high={interval?.p95} band={band} />
          {interval === null ? (
            <small>No interval is computed for this subject.</small>
          ) : (
            <small>
              Nine times in ten between <Figure value={interval.p05} /> and <Figure value={interval.p95} />, were more known of the world
              today
            </small>
          )}
        </div>
        <Tile name="Controls in force or ahead" note="in force, suspended or announced">
          <Figure value={document.state} />
        </Tile>
        <Tile name="May begin" note="another control or disruption within a year">
          <Figure value={document.may_begin} />
        </Tile>
        <Tile name="Security crisis" note={<Alone document={document} />}>
          <Figure value={document.security} />
        </Tile>
        <Tile name="Short within 90 days" note="the same chance, in percent">
          <Figure value={document.p_stockout_90} />
        </Tile>
        <Tile name="Days short" note="to be expected within a year">
          <Figure value={document.expected_days} as={quantityText} />
        </Tile>
        <Tile
          name={isSupplier ? 'Stock of its deliveries' : 'Stock lasts'}
          note={document.stage === null ? '' : `at the ${document.stage} stage`}
        >
          <Figure value={document.cover_days} as={days} />
        </Tile>
        {isSupplier ? <OfSupplier document={document} /> : null}
        <Tile
          name="Rank"
          note={
            rank === null || rank.from === null || rank.from === rank.to ? '' : `places ${rank.from} to ${rank.to} cannot be told apart`
          }
        >
          {rank === null ? <Unknown /> : `${rank.position} of ${rank.of}`}
        </Tile>
        {document.coverage === null ? null : (
          <Tile name="Inputs known" note="imports, reliance, stock, recycling, substitutes">
            <Figure value={document.coverage} as={percentText} />
          </Tile>
        )}
      </div>
      <Beside document={document} />
    </section>
  );
}

const Alone = ({ document }: { readonly document: Explanation }) => (
  <>
    by a crisis alone <Figure value={document.p_security} /> in 100
  </>
);

/** Figures that only suppliers have: where the score lies by what is not known of their feed, and what a stop would take. */
const OfSupplier = ({ document }: { readonly document: Explanation }) => (
  <>
    <Tile name="Floor and ceiling" note="if feed that no link names were safe, or came from the world mix">
      <Figure value={document.floor} /> to <Figure value={document.ceiling} />
    </Tile>
    <Tile name="Feed that links name" note="part of its input">
      <Figure value={document.feed_named} as={percentText} />
    </Tile>
    <Tile name="Lost in a stop" note="part of its deliveries">
      <Figure value={document.share_lost} as={percentText} />
    </Tile>
    <Tile name="Not promised to others" note="part of its output">
      <Figure value={document.available} as={percentText} />
    </Tile>
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

/** Other numbers for the same: published indices, and what is too old. */
function Beside({ document }: { readonly document: Explanation }) {
  const { hhi, stale_sources: stale, reference_indices: indices } = document;
  const eu = numberIn(tableAt(indices), 'eu_supply_risk_2023');
  const parts = [
    ...(hhi === null ? [] : [`concentration of the world supply (HHI, 0 to 1) ${hhi.toFixed(2)}`]),
    ...(eu === null ? [] : [`supply risk in the EU study of 2023 ${eu}`]),
    ...(stale.length === 0
      ? []
      : [
          `pressure that is unknown or fades, because its counts are few or old: ${stale.map((theatre) => THEATRES[theatre] ?? theatre).join(', ')}`,
        ]),
  ];
  return parts.length === 0 ? null : <p class="beside dim">Beside it: {parts.join(' · ')}.</p>;
}
