import type { ReadObservation } from '../document-reader.ts';
import type { Release, ReleaseEvent } from './release.ts';
import { NATIONS, type NamedShips } from './release-words.ts';

const nameOfShips = ({ shipClass, kind, carrier, hullNumbers, count }: NamedShips) =>
  [
    carrier ?? '',
    shipClass === null ? kind : `${shipClass} ${kind}`,
    hullNumbers.join('+'),
    count > Math.max(1, hullNumbers.length) ? `x${count}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');

const inWords = ({ ships, aircraft }: ReleaseEvent): readonly string[] => [
  ...ships.map(nameOfShips),
  ...aircraft.map(({ type, kind, count }) => `${type ?? kind} x${count}`),
];

const ISLAND = /[一-龠ヶノァ-ヴー]{1,8}(?:島|諸島|群島|岬|半島)/;

const placeInWords = ({ place, straits, sea, passage }: ReleaseEvent) =>
  (place === null
    ? (straits[0] ?? ISLAND.exec(passage)?.[0] ?? sea)
    : [place.place, place.bearing, place.distanceKm === null ? null : `${place.distanceKm} km`]
        .filter((part) => part !== null)
        .join(' ')) ?? 'not stated';

/** `China (presumed)` where the release says 推定. */
const actorsOf = ({ nationalities, passage, isPresumed: isTakenFor }: ReleaseEvent): readonly string[] =>
  nationalities.map((nation) => {
    if (isTakenFor) return `${nation} (presumed)`;
    const word = Object.keys(NATIONS).find((printed) => NATIONS[printed] === nation);
    const isPresumed =
      word !== undefined && passage.includes(`推定${word}`) && !new RegExp(`(?<!推定)${word}`).test(passage);
    return isPresumed ? `${nation} (presumed)` : nation;
  });

const EVENT_SERIES = 'security_events';
const LONGEST = { detail: 500, passage: 2000 };

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const idPart = (actors: readonly string[]) =>
  distinct(actors.map((actor) => actor.replace(/ \(.*/, '').toLowerCase().replaceAll(' ', '-')))
    .toSorted()
    .join('_');

/** Those of one kind, time, theatre and actors are one. */
export function eventObservations({
  events,
  scrambles,
  published,
  title,
}: Release): readonly ReadObservation[] {
  const told = events
    .filter(({ alreadyPublished }) => !alreadyPublished)
    .flatMap((event) => event.kinds.map((kind) => ({ kind, event })));
  const alike = Map.groupBy(told, ({ kind, event }) =>
    [kind, event.firstDay, event.lastDay, event.theatre, ...event.nationalities.toSorted()].join(' '),
  );
  const single = [...alike.values()].map((same): ReadObservation => {
    const [{ kind, event }] = same as [(typeof same)[number]];
    const all = same.map(({ event: one }) => one);
    const actors = distinct(all.flatMap(actorsOf)).toSorted();
    const detail = distinct(all.flatMap(inWords)).join('; ') || (title ?? 'not stated');
    const nations = idPart(actors);
    return {
      id: `${kind}-${event.firstDay}-${event.theatre}${nations === '' ? '' : `-${nations}`}`,
      series: EVENT_SERIES,
      date: event.firstDay,
      published,
      values: {
        kind,
        theatre: event.theatre,
        actors,
        place: placeInWords(event),
        detail: detail.slice(0, LONGEST.detail),
        passage: distinct(all.map(({ passage }) => passage))
          .join('。')
          .slice(0, LONGEST.passage),
        end_day: event.lastDay === event.firstDay ? null : event.lastDay,
        day_precision: 'day',
        count: null,
      },
    };
  });
  return [...single, ...scrambles.flatMap((counted) => countedScrambles(counted, published))];
}

/** Of months or a fiscal year (from April), by whose aircraft; percentages are no counts. */
function countedScrambles(
  { firstDay, lastDay, counts, shares = {} }: Release['scrambles'][number],
  published: string | null,
): readonly ReadObservation[] {
  const months = distinct([firstDay, lastDay].map((day) => day.slice(0, 7)));
  const isYear = firstDay.endsWith('-04-01') && lastDay.endsWith('-03-31');
  const name = isYear ? `FY${firstDay.slice(0, 4)}` : months.join('_');
  const parts = Object.entries(shares).map(([nation, percent]) => `${nation} about ${percent} %`);
  const named = Object.entries(counts).filter(([nation]) => nation !== 'all');
  const told =
    named.length > 0
      ? named.map(([nation, count]) => ({ actors: [nation], count, end: '' }))
      : [{ actors: Object.keys(shares), count: counts.all ?? null, end: `: ${parts.join(', ')}` }];
  return told.map(({ actors, count, end }) => ({
    id: `scrambles-${name}-${idPart(actors)}`,
    series: EVENT_SERIES,
    date: firstDay,
    published,
    values: {
      kind: 'scrambles',
      theatre: 'elsewhere',
      actors,
      place: 'around Japan',
      detail: `scrambles of the Japan Air Self-Defense Force in ${name}, by whose aircraft they met${end}`,
      passage: null,
      end_day: lastDay,
      day_precision: 'day',
      count,
    },
  }));
}
