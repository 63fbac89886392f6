/** Security events in releases: what makes a sentence one, in which theatre it is, and the observations that the log takes. */
import type { Theatre } from '#domain/method/parameters.ts';
import type { SecurityEventKind } from '#domain/vocabulary/reference-data.ts';
import type { ReadObservation } from '../document-reader.ts';
import type { Release, ReleaseEvent } from './release.ts';
import { NATIONS, type NamedShips } from './release-words.ts';

/** Denials in the same clause: `領海への侵入はなかった`. */
const DENIED = /^[^、。]{0,24}(?:なかった|ない|いない|ません)/;

const says = (text: string, words: RegExp): boolean =>
  [...text.matchAll(new RegExp(words, 'g'))].some((match) => !DENIED.test(text.slice(match.index + match[0].length)));

/** The coast guard is counted day by day in a table of its own. */
const COAST_GUARD = /海警|公船/;
const SURVEY = /測量艦|調査船|調査活動|海洋調査|ワイヤ/;
const STRUCTURE = /ブイ|掘削|試掘|構造物/;
const EEZ = /排他的経済水域|EEZ/;

const WORDINGS: readonly (readonly [SecurityEventKind, (text: string) => boolean])[] = [
  [
    'airspace_violation',
    (text) =>
      says(
        text,
        /(?<!対)領空を?侵犯(?!措置|のおそれ|に対する)|領(?:空|海上空)内?[にへ][^、。]{0,12}?(?:侵入|進入)|領(?:空|海上空)内?を[^、。]{0,8}?(?:侵犯|飛行)/,
      ),
  ],
  ['radar_lock_on', (text) => says(text, /レーダー[をの]?[^、。]{0,8}?照射/)],
  [
    'territorial_sea_entry_navy',
    (text) =>
      !COAST_GUARD.test(text) &&
      says(text, /領海内?(?:に[^。]{0,40}?(?:侵入|入域|入った)|を[^。]{0,40}?(?:航行|通航|[東西南北]進))|領海侵入/),
  ],
  ['contiguous_zone_navy', (text) => !COAST_GUARD.test(text) && says(text, /接続水域(?!の外)/)],
  ['survey_ship_eez', (text) => SURVEY.test(text) && !STRUCTURE.test(text) && says(text, EEZ)],
  ['navy_eez', (text) => !SURVEY.test(text) && !STRUCTURE.test(text) && says(text, EEZ)],
  ['buoy', (text) => says(text, /ブイ[^。]{0,24}?(?:設置|投入|敷設)/)],
  ['resource_development', (text) => says(text, /掘削|試掘|海洋構造物/)],
  ['abnormal_approach', (text) => says(text, /(?:異常|特異|危険)(?:な|に)接近|異常接近|近接飛行/)],
];

/** Kinds of security event that a sentence tells of; none for most movements. */
export const kindsIn = (text: string, { aircraft }: Pick<ReleaseEvent, 'aircraft'>): readonly SecurityEventKind[] => [
  ...WORDINGS.flatMap(([kind, isSaid]) => (isSaid(text) ? [kind] : [])),
  ...(aircraft.some(({ kind }) => kind.includes('無人機')) || says(text, /無人機(?:[が×を]|\()/) ? (['drone'] as const) : []),
];

/** Waters of the theatres by places that sentences name, in the order in which they decide. */
const WATERS: readonly (readonly [Theatre | 'elsewhere', RegExp])[] = [
  ['senkaku', /尖閣|魚釣島|久場島|大正島/],
  ['taiwan', /与那国|西表|波照間|台湾|バシー|ルソン/],
  [
    'senkaku',
    /沖縄|宮古|久米島|石垣|多良間|大東島|奄美|横当島|喜界島|徳之島|沖永良部|与論島|屋久島|口永良部|種子島|大隅|トカラ|吐噶喇|草垣|男女群島|五島列島|東シナ海/,
  ],
  ['elsewhere', /北海道|宗谷|津軽|根室|国後|択捉|オホーツク|対馬|日本海|隠岐|硫黄島|父島|小笠原|沖ノ鳥島|南鳥島|伊豆|八丈島|太平洋/],
];

/** Theatre of a sentence; `null` where it names no place. */
export const theatreOf = (text: string): Theatre | 'elsewhere' | null => WATERS.find(([, places]) => places.test(text))?.[0] ?? null;

const nameOfShips = ({ shipClass, kind, carrier, hullNumbers, count }: NamedShips): string =>
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

/** An island or a cape by its printed name. */
const ISLAND = /[一-龠ヶノァ-ヴー]{1,8}(?:島|諸島|群島|岬|半島)/;

const placeInWords = ({ place, straits, sea, passage }: ReleaseEvent): string =>
  (place === null
    ? (straits[0] ?? ISLAND.exec(passage)?.[0] ?? sea)
    : [place.place, place.bearing, place.distanceKm === null ? null : `${place.distanceKm} km`]
        .filter((part) => part !== null)
        .join(' ')) ?? 'not stated';

/** `China`, or `China (presumed)` where the release says 推定. */
const actorsOf = ({ nationalities, passage }: ReleaseEvent): readonly string[] =>
  nationalities.map((nation) => {
    const word = Object.keys(NATIONS).find((printed) => NATIONS[printed] === nation);
    const isPresumed = word !== undefined && passage.includes(`推定${word}`) && !new RegExp(`(?<!推定)${word}`).test(passage);
    return isPresumed ? `${nation} (presumed)` : nation;
  });

const EVENT_SERIES = 'security_events';
/** The words that one event may be long: that of the contract of the series. */
const LONGEST = { detail: 500, passage: 2000 };

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const idPart = (actors: readonly string[]): string =>
  distinct(actors.map((actor) => actor.replace(/ \(.*/, '').toLowerCase().replaceAll(' ', '-')))
    .toSorted()
    .join('_');

/**
 * Security events of a release. Those of one kind, time, theatre and of the same actors are one, and have an id that another release, or the table that ships, gives the same
 * event. What was told before is no event anew.
 */
export function eventObservations({ events, scrambles, published, title }: Release): readonly ReadObservation[] {
  const told = events.filter(({ alreadyPublished }) => !alreadyPublished).flatMap((event) => event.kinds.map((kind) => ({ kind, event })));
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
        ...{ kind, theatre: event.theatre, actors, place: placeInWords(event), detail: detail.slice(0, LONGEST.detail) },
        passage: distinct(all.map(({ passage }) => passage))
          .join('。')
          .slice(0, LONGEST.passage),
        ...{ end_day: event.lastDay === event.firstDay ? null : event.lastDay, day_precision: 'day', count: null },
      },
    };
  });
  return [...single, ...scrambles.flatMap((counted) => countedScrambles(counted, published))];
}

/** Scrambles of a month or a fiscal year, which begins in April, by whose aircraft they met; what is not stated is left out. */
function countedScrambles(
  { firstDay, lastDay, counts }: Release['scrambles'][number],
  published: string | null,
): readonly ReadObservation[] {
  const isMonth = firstDay.slice(0, 7) === lastDay.slice(0, 7);
  const name = isMonth ? firstDay.slice(0, 7) : `FY${firstDay.slice(0, 4)}`;
  return Object.entries(counts)
    .filter(([nation]) => nation !== 'all')
    .map(([nation, count]) => ({
      id: `scrambles-${name}-${idPart([nation])}`,
      series: EVENT_SERIES,
      date: firstDay,
      published,
      values: {
        ...{ kind: 'scrambles', theatre: 'elsewhere', actors: [nation], place: 'around Japan' },
        detail: `scrambles of the Japan Air Self-Defense Force in ${name}, by whose aircraft they met`,
        ...{ passage: null, end_day: lastDay, day_precision: 'day', count },
      },
    }));
}
