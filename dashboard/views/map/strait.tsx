import { currentBuyer } from '../../address/current-address.ts';
import { addressOf, BUYER_NAMES, type Buyer, subjectAddress } from '../../address/page-address.ts';
import { Rows } from '../../charts/chart.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { ranking } from '../../service/scores.ts';
import { placesOf } from '../../service/subjects.ts';
import { lanesOf, type SitePlace } from '../../words/map-places.ts';
import { capital, dayText, percentText } from '../../words/numbers.ts';
import { dependentOf, type Lane, partThrough } from '../../words/sea-ways.ts';

/** So many elements are listed before the rest is folded away. */
const MOST = 12;

/** Scenarios that close a lane. */
const TEMPLATES: Readonly<Record<string, string>> = {
  bab_el_mandeb: 'red-sea-as-in-2023',
  malacca: 'malacca-closed-30',
  suez: 'red-sea-as-in-2023',
  taiwan_strait: 'taiwan-strait-closed-30',
};

interface StraitProps {
  readonly lane: Lane;
  readonly sites: readonly SitePlace[];
  readonly stage: string;
  readonly subject: { readonly id: string; readonly name: string };
}

/** From a strait to who depends on it: buyers, elements, suppliers, and by how much. */
export function Strait({ lane, sites, stage, subject }: StraitProps) {
  const buyer = currentBuyer.value;
  const all = useAnswer(placesOf(buyer, null));
  const template = TEMPLATES[lane.id];
  return (
    <section>
      <h2>Who depends on it: {lane.label}</h2>
      <p>
        The part of a buyer's supply that passes here, from the shares of the origins and the usual ways of ships. Lanes lie one after
        another, so parts of several are never added. It says what passes, not what would be lost: ships can go another way.{' '}
        {template === undefined ? null : <a href={addressOf('/scenarios', { buyer, template })}>What if it were closed</a>}
      </p>
      <Transits lane={lane} />
      <h3>Buyers of {subject.name}</h3>
      <Buyers lane={lane} subject={subject} />
      <h3>Elements that {BUYER_NAMES[buyer]} receives through it</h3>
      <Loaded state={all} of="the other elements">
        {({ features }) => <Elements lane={lanesOf(features).find(({ id }) => id === lane.id) ?? lane} />}
      </Loaded>
      <h3>
        Suppliers of {subject.name} at the {stage} stage
      </h3>
      <Suppliers lane={lane} sites={sites} stage={stage} />
    </section>
  );
}

/** Ships that were counted, and in the same weeks of earlier years: after a year an empty strait is as busy as the year before. */
function Transits({ lane: { label, transits } }: Pick<StraitProps, 'lane'>) {
  if (transits === undefined) return <p class="dim">Nobody is read who counts the ships here.</p>;
  const { to, status, ships_a_day: ships, ratio, same_weeks: weeks, source } = transits;
  return (
    <>
      <h3>Ships that pass</h3>
      <p>
        {ships} ships a day in the four weeks to {dayText(to)}
        {ratio === null ? '' : `, ${percentText(ratio)} of the same weeks a year before`}.
        {status === 'stale' ? ' Stale: what passes since is not known.' : ''} No score rests on it. Source: {source}.
      </p>
      <Rows
        name={`Ships a day through ${label} in the same four weeks`}
        table={{ head: ['Year', 'Ships a day'], rows: Object.entries(weeks) }}
      />
    </>
  );
}

function Buyers({ lane, subject }: Pick<StraitProps, 'lane' | 'subject'>) {
  const stages = [...new Set(lane.dependence.map(({ stage }) => stage))];
  if (stages.length === 0) return <p class="dim">No supply of {subject.name} is known to pass here.</p>;
  return (
    <Rows
      name={`Buyers of ${subject.name} through ${lane.label}`}
      table={{
        head: ['Buyer', ...stages.map(capital)],
        rows: (Object.keys(BUYER_NAMES) as Buyer[]).map((code) => [
          BUYER_NAMES[code],
          ...stages.map((each) => {
            const row = lane.dependence.find(({ buyer, stage }) => buyer === code && stage === each);
            return row === undefined ? 'none known' : <Figure key={each} value={row.share} as={percentText} />;
          }),
        ]),
      }}
    />
  );
}

function Elements({ lane }: { readonly lane: Lane }) {
  const buyer = currentBuyer.value;
  const rows = dependentOf(lane, buyer);
  if (rows.length === 0) return <p class="dim">No supply of {BUYER_NAMES[buyer]} is known to pass here.</p>;
  return (
    <>
      <ElementRows lane={lane} rows={rows.slice(0, MOST)} name={`Elements through ${lane.label}`} />
      {rows.length <= MOST ? null : (
        <details>
          <summary>{rows.length - MOST} more elements</summary>
          <ElementRows lane={lane} rows={rows.slice(MOST)} name={`More elements through ${lane.label}`} />
        </details>
      )}
    </>
  );
}

interface ElementRowsProps {
  readonly lane: Lane;
  readonly rows: Lane['dependence'];
  readonly name: string;
}

function ElementRows({ lane, rows, name }: ElementRowsProps) {
  const buyer = currentBuyer.value;
  const all = useAnswer(ranking({ type: 'element', buyer, sort: 'name', band: null, asOf: null }));
  const names = new Map(
    all.kind === 'ready' || all.kind === 'stale' ? all.value.data.map(({ subject }) => [subject.id, subject.name]) : [],
  );
  return (
    <Rows
      name={name}
      table={{
        head: ['Element', 'Stage that depends most', 'Part that passes', 'Part whose way is unknown'],
        rows: rows.map((row) => [
          <a key="element" href={addressOf('/map', { buyer, element: row.element, lane: lane.id })}>
            {capital(names.get(row.element) ?? row.element)}
          </a>,
          row.stage,
          <Figure key="share" value={row.share} as={percentText} />,
          <Figure key="unknown" value={row.unknown_share} as={percentText} />,
        ]),
      }}
    />
  );
}

function Suppliers({ lane, sites, stage }: Pick<StraitProps, 'lane' | 'sites' | 'stage'>) {
  const buyer = currentBuyer.value;
  const passing = sites
    .map((site) => ({ site, part: partThrough(lane, site.country, stage) }))
    .filter(({ part }) => part !== null)
    .sort((one, other) => (other.part ?? 0) - (one.part ?? 0));
  if (passing.length === 0) return <p class="dim">No known site lies in a country that sends through here.</p>;
  return (
    <Rows
      name={`Suppliers whose goods pass ${lane.label}`}
      table={{
        head: ['Supplier', 'Site', 'Part of what its country sends that passes'],
        rows: passing.map(({ site, part }) => [
          <a key="supplier" href={subjectAddress('supplier', site.supplier, buyer)}>
            {site.supplierName}
          </a>,
          site.name,
          <Figure key="part" value={part} as={percentText} />,
        ]),
      }}
    />
  );
}
