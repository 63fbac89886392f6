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
import { type Explanation, explanation, placesOf } from '../../service/subjects.ts';
import { type Feature, lanesOf, precisionText, sitesAt, theatresOf } from '../../words/map-places.ts';
import { capital, dayText, percentText, quantityText } from '../../words/numbers.ts';
import { ATLAS, drawWorld, EAST_ASIA, WHOLE_WORLD } from './atlas.ts';
import { Drawing } from './drawing.tsx';
import { Strait } from './strait.tsx';

/** Where an element comes from, who works it, the ways to the buyer, and who depends on a strait. */
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
          const stages = (document.stages ?? []).map(({ stage }) => stage);
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
                <StraitChoice element={element} />
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

/** Straits, canals and seas, once the map is there. */
function StraitChoice({ element }: { readonly element: string }) {
  const state = useAnswer(placesOf(currentBuyer.value, element));
  const lanes = state.kind === 'ready' || state.kind === 'stale' ? lanesOf(state.value.features) : [];
  return (
    <Choice
      name="Strait, canal or sea"
      value={currentQuery.value.get('lane') ?? ''}
      options={{ '': 'All of them', ...Object.fromEntries(lanes.map(({ id, label }) => [id, label])) }}
      pick={(lane) => setQuery({ lane })}
    />
  );
}

function Origins({ document, stage }: { readonly document: Explanation; readonly stage: string }) {
  const places = useAnswer(placesOf(currentBuyer.value, document.subject.id));
  return (
    <Loaded state={places} of="the places" room="40rem">
      {({ features }) => <Shown document={document} stage={stage} features={features} />}
    </Loaded>
  );
}

interface ShownProps {
  readonly document: Explanation;
  readonly stage: string;
  readonly features: readonly Feature[];
}

function Shown({ document, stage, features }: ShownProps) {
  const atlas = useAnswer(ATLAS);
  const nameOf = useCountryNames();
  const { subject, buyer, as_of: asOf } = document;
  const shares = document.stages?.find((each) => each.stage === stage)?.shares ?? {};
  const order = Object.entries(shares).sort((one, other) => other[1] - one[1]);
  const [largest] = order;
  const sites = sitesAt(features, stage);
  const [lanes, theatres] = [lanesOf(features), theatresOf(features)];
  const chosen = lanes.find(({ id }) => id === currentQuery.value.get('lane')) ?? null;
  const operating = sites.filter((site) => site.operating === 'yes').length;
  const unplaced = sites.filter(({ place }) => place === null).length;
  const says = `Origins of ${subject.name} at the ${stage} stage`;
  return (
    <Loaded state={atlas} of="the map" room="40rem">
      {(topology) => (
        <>
          <Chart
            title={`${capital(subject.name)}, ${stage} stage`}
            finding={
              largest === undefined ? (
                'No origin is known.'
              ) : (
                <>
                  {capital(nameOf(largest[0]))} supplies <Figure value={largest[1]} as={percentText} /> of need. {operating} of{' '}
                  {sites.length} known sites operate.
                  {unplaced === 0 ? '' : ` Those without a known place stand in the table only: ${unplaced}.`}
                </>
              )
            }
            source={
              <>
                run {document.run_id}, {dayText(asOf)}; shapes: Natural Earth, lines as they are kept in fact, no claim about any border
              </>
            }
            table={{
              head: ['Origin or site', 'Share, or whether it runs', 'Place', 'Precise to'],
              rows: [
                ...order.map(([country, share]) => [
                  capital(nameOf(country)),
                  <Figure key="share" value={share} as={percentText} />,
                  'country',
                  precisionText('country'),
                ]),
                ...sites.map((site) => [
                  <a key="supplier" href={subjectAddress('supplier', site.supplier, buyer)}>
                    {site.supplierName}, {site.name}
                  </a>,
                  { yes: 'operates', partial: 'operates in part', no: 'does not operate' }[site.operating ?? ''] ?? 'unknown',
                  nameOf(site.country),
                  precisionText(site.precision),
                ]),
                ...theatres.map(({ label, index }) => [
                  `${label} (security theatre)`,
                  <>
                    pressure <Figure value={index} as={quantityText} /> of 100
                  </>,
                  'waters',
                  precisionText('region'),
                ]),
              ],
            }}
          >
            {(width) => {
              const isWide = width >= 900;
              const drawing = { shares, buyer, stage, sites, lanes, theatres, chosen };
              return (
                <div class={isWide ? 'maps wide-maps' : 'maps'}>
                  <Drawing
                    {...drawing}
                    world={drawWorld(topology, isWide ? Math.round(width * 0.66) : width, WHOLE_WORLD)}
                    says={`${says}; the table below has them all`}
                    isNear={false}
                  />
                  <Drawing
                    {...drawing}
                    world={drawWorld(topology, isWide ? Math.round(width * 0.34) - 12 : width, EAST_ASIA)}
                    says={`${says}, the waters of East Asia near by`}
                    isNear={true}
                  />
                </div>
              );
            }}
          </Chart>
          {chosen === null ? null : <Strait lane={chosen} sites={sites} stage={stage} subject={subject} />}
        </>
      )}
    </Loaded>
  );
}
