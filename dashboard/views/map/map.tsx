import { currentBuyer, currentQuery, setQuery } from '../../address/current-address.ts';
import { BUYER_NAMES, subjectAddress } from '../../address/page-address.ts';
import { Chart } from '../../charts/chart.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useCountryNames } from '../../parts/country-names.ts';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { ranking } from '../../service/scores.ts';
import { type Explanation, explanation, type Site, SUPPLIERS } from '../../service/subjects.ts';
import { numbersIn, tableAt } from '../../words/explained.ts';
import { capital, dayText, percentText } from '../../words/numbers.ts';
import { ATLAS, drawWorld } from './atlas.ts';

/** Places that are named without a claim: both names, and a mark that belongs to nobody. */
const NEUTRAL_MARKS = [
  { name: 'Senkaku / Diaoyu', longitude: 123.47, latitude: 25.75 },
  { name: 'Taiwan Strait', longitude: 119.4, latitude: 24.4 },
] as const;
const SHADES = [0.02, 0.1, 0.25, 0.5, 0.75];
const SMALLEST_FLOW = 0.01;

/** Where an element comes from, who works it, and the ways to the buyer. */
export function WorldMap() {
  const buyer = currentBuyer.value;
  const query = currentQuery.value;
  const element = query.get('element') ?? 'Dy';
  const state = useAnswer(explanation('elements', element, buyer, null));
  const all = useAnswer(ranking({ type: 'element', buyer, sort: 'name', band: null, asOf: null }));
  const names = all.kind === 'ready' || all.kind === 'stale' ? all.value.data : [];
  const heading = `Where it comes from, on its way to ${BUYER_NAMES[buyer]}`;
  useTitle(heading);
  return (
    <>
      <h1 tabIndex={-1}>{heading}</h1>
      <Loaded state={state} of="the origins" room="50rem">
        {(document) => {
          const stages = document.stages.map(({ stage }) => stage);
          const stage = stages.find((each) => each === query.get('stage')) ?? document.stage ?? stages[0] ?? '';
          return (
            <>
              <div class="tools">
                <Choice
                  name="Element"
                  value={element}
                  options={{
                    [element]: capital(document.subject.name),
                    ...Object.fromEntries(names.map(({ subject }) => [subject.id, capital(subject.name)])),
                  }}
                  pick={(picked) => setQuery({ element: picked, stage: null })}
                />
                <Choice
                  name="Stage"
                  value={stage}
                  options={Object.fromEntries(stages.map((each) => [each, capital(each)]))}
                  pick={(picked) => setQuery({ stage: picked })}
                />
              </div>
              {stage === '' ? (
                <p class="state">{document.status_reason ?? 'No origins are known for this element.'}</p>
              ) : (
                <Origins document={document} stage={stage} />
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Origins({ document, stage }: { readonly document: Explanation; readonly stage: string }) {
  const atlas = useAnswer(ATLAS);
  const suppliers = useAnswer(SUPPLIERS);
  const nameOf = useCountryNames();
  const { subject, buyer, as_of: asOf } = document;
  const shares = numbersIn(
    tableAt(
      document.stages.find((each) => each.stage === stage),
      'shares',
    ),
  );
  const order = Object.entries(shares).sort((one, other) => other[1] - one[1]);
  const [largest] = order;
  const sites =
    suppliers.kind === 'ready' || suppliers.kind === 'stale'
      ? suppliers.value.data.flatMap(({ id, name, sites: all }) =>
          all
            .filter((site) => site.stage === stage && site.elements.includes(subject.id))
            .map((site) => ({ supplier: id, supplierName: name, site })),
        )
      : [];
  const operating = sites.filter(({ site }) => site.operating === 'yes').length;
  const transit = document.drivers.find(({ kind }) => kind === 'transit');
  return (
    <Loaded state={atlas} of="the map" room="40rem">
      {(topology) => (
        <Chart
          title={`${capital(subject.name)}, ${stage} stage`}
          finding={
            <>
              {largest === undefined ? (
                'No origin is known.'
              ) : (
                <>
                  {capital(nameOf(largest[0]))} supplies <Figure value={largest[1]} as={percentText} />. {operating} of {sites.length} known
                  sites operate.
                </>
              )}{' '}
              {transit === undefined ? '' : transit.summary}
            </>
          }
          source={
            <>
              run {document.run_id}, {dayText(asOf)}; shapes: Natural Earth, lines as they are kept in fact, no claim about any border
            </>
          }
          table={{
            head: ['Origin or site', 'Share, or state', 'Place'],
            rows: [
              ...order.map(([country, share]) => [
                capital(nameOf(country)),
                <Figure key="share" value={share} as={percentText} />,
                'country',
              ]),
              ...sites.map(({ supplier, supplierName, site }) => [
                <a key="supplier" href={subjectAddress('supplier', supplier, buyer)}>
                  {supplierName}, {site.name}
                </a>,
                site.status,
                `${site.city ?? 'place unknown'}, ${nameOf(site.country)}`,
              ]),
            ],
          }}
        >
          {(width) => (
            <Drawing
              world={drawWorld(topology, width)}
              width={width}
              shares={shares}
              buyer={buyer}
              sites={sites.map(({ site }) => site)}
              says={`Origins of ${subject.name} at the ${stage} stage; the table below has them all`}
            />
          )}
        </Chart>
      )}
    </Loaded>
  );
}

interface DrawingProps {
  readonly world: ReturnType<typeof drawWorld>;
  readonly width: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly buyer: string;
  readonly sites: readonly Site[];
  readonly says: string;
}

const shadeOf = (share: number | undefined): number => (share === undefined ? 0 : SHADES.filter((from) => share >= from).length);

function Drawing({ world, width, shares, buyer, sites, says }: DrawingProps) {
  const to = world.middleOf(buyer);
  const flows = Object.entries(shares).flatMap(([country, share]) => {
    const from = country === buyer || share < SMALLEST_FLOW ? null : world.middleOf(country);
    return from === null || to === null ? [] : [{ country, share, path: world.way(from, to) }];
  });
  return (
    <>
      <svg class="world" width={width} height={world.height} viewBox={`0 0 ${width} ${world.height}`} role="img" aria-label={says}>
        {[0, 1, 2, 3, 4, 5].map((shade) => (
          <path
            key={shade}
            class={`land shade-${shade}`}
            d={world.countries
              .filter(({ code }) => shadeOf(code === null ? undefined : shares[code]) === shade)
              .map(({ path }) => path)
              .join('')}
          />
        ))}
        {flows.map(({ country, share, path }) => (
          <path key={country} class="flow" d={path} stroke-width={Math.max(1, share * 9)} />
        ))}
        {sites.map(({ id, name, longitude, latitude, operating }) => {
          const place = typeof longitude === 'number' && typeof latitude === 'number' ? world.at(longitude, latitude) : null;
          return place === null ? null : (
            <circle key={id} class={operating === 'yes' ? 'site' : 'site idle'} cx={place[0]} cy={place[1]} r="4.5">
              <title>{name}</title>
            </circle>
          );
        })}
        {NEUTRAL_MARKS.map(({ name, longitude, latitude }) => {
          const place = world.at(longitude, latitude);
          return place === null ? null : (
            <g key={name} class="neutral">
              <path d={`M${place[0] - 4} ${place[1]}h8m-4 -4v8`} />
              {width < 700 ? null : (
                <text x={place[0] + 8} y={place[1] + (name === 'Taiwan Strait' ? 14 : 2)}>
                  {name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p class="dim legend">
        Darker: a larger share (from 2, 10, 25, 50 and 75 %). Lines: shares on their way to the buyer, drawn straight and not as ships sail.
        Dots: sites of known suppliers, filled where they operate. Crosses: places with two names or claims.
      </p>
    </>
  );
}
