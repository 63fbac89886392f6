import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { currentBuyer, currentQuery, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { stepWithin } from '../../parts/step-name.ts';
import { Table } from '../../parts/table.tsx';
import { useAnswer } from '../../service/query.ts';
import { EXPLORE } from '../../words/explore.ts';
import { capitalised, country, filled, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { passes, type TabProps } from './filter.ts';
import type { Feature } from './places.ts';
import { placesOf, ranking } from './questions.ts';

const FIRST_PLACE = 'lane:malacca';

export const Dependence = ({ filter }: TabProps) => (
  <Answered to={placesOf(null, currentBuyer.value)} room="80rem">
    {({ features }) => <Shown filter={filter} places={placesIn(features)} />}
  </Answered>
);

const nameOf = ({ properties: { kind, id, label } }: Feature): string =>
  kind === 'country' ? country(id) : label;

/** Those that somebody depends on: straits, then countries by name. */
const placesIn = (features: readonly Feature[]): readonly Feature[] =>
  features
    .filter(({ properties: { dependence = [] } }) => dependence.length > 0)
    .toSorted(
      (one, other) =>
        Number(one.properties.kind === 'country') - Number(other.properties.kind === 'country') ||
        nameOf(one).localeCompare(nameOf(other)),
    );

function Shown({ filter, places }: TabProps & Readonly<{ places: readonly Feature[] }>) {
  const buyer = currentBuyer.value;
  const elements = useAnswer(ranking('element', buyer, null)).data?.data ?? [];
  const asked = currentQuery.value.get('place') ?? FIRST_PLACE;
  const place = places.find(({ id }) => id === asked) ?? places[0];
  if (place === undefined) return <p class="notice">{EXPLORE.noRow}</p>;
  const known = new Map(
    (place.properties.dependence ?? []).map((row) => [`${row.element} ${row.buyer}`, row]),
  );
  const of = (element: string, other: string = buyer) => known.get(`${element} ${other}`);
  const rows = elements
    .filter((row) => passes(row, filter) && BUYERS.some((other) => of(row.subject.id, other)))
    .toSorted((one, other) => (of(other.subject.id)?.share ?? 0) - (of(one.subject.id)?.share ?? 0));
  return (
    <>
      <div class="filters">
        <Choice
          name={EXPLORE.place}
          value={place.id}
          options={places.map((one) => [one.id, nameOf(one)] as const)}
          pick={(picked) => setQuery({ place: picked })}
        />
      </div>
      <Card
        id="dependence"
        title={filled(EXPLORE.dependentOn, { place: nameOf(place) })}
        acts={
          <SaveCsv
            name={`chokepoint-${place.id.replace(':', '-')}`}
            rows={[
              ['element', 'buyer', 'stage', 'share', 'unknown_share'],
              ...[...known.values()].map((row) => [
                row.element,
                row.buyer,
                row.stage,
                row.share,
                row.unknown_share,
              ]),
            ]}
          />
        }
      >
        {rows.length === 0 ? (
          <p>{EXPLORE.noRow}</p>
        ) : (
          <Table
            class="plain"
            rows={rows.map(({ subject }) => subject)}
            columns={[
              [WORDS.element, ({ id, name }) => <a href={subjectLink('element', id)}>{capitalised(name)}</a>],
              ...[buyer, ...BUYERS.filter((other) => other !== buyer)].map(
                (other) =>
                  [
                    country(other),
                    ({ id }: Readonly<{ id: string }>) => <Part of={of(id, other)} />,
                    other === buyer ? 'num' : 'num off-phone',
                  ] as const,
              ),
            ]}
          />
        )}
      </Card>
    </>
  );
}

const Part = ({ of }: Readonly<{ of: Readonly<{ stage: string; share: number }> | undefined }>) =>
  of === undefined ? null : (
    <>
      {share(of.share)} <small class="muted">{stepWithin(of.stage)}</small>
    </>
  );
