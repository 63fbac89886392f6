import { isVague, type SitePlace, type Theatre } from '../../words/map-places.ts';
import { percentText } from '../../words/numbers.ts';
import { DRAWN_FROM, type Lane, partThrough, wayOf } from '../../words/sea-ways.ts';
import type { DrawnWorld } from './atlas.ts';

/** Places that several states claim or name: both names, and a mark that belongs to nobody. */
const DISPUTED = [
  { name: 'Senkaku / Diaoyu', longitude: 123.47, latitude: 25.75 },
  { name: 'Takeshima / Dokdo', longitude: 131.87, latitude: 37.24 },
  { name: 'Northern Territories / Kurils', longitude: 146.5, latitude: 43.9 },
  { name: 'Paracel / Xisha / Hoàng Sa', longitude: 112, latitude: 16.5 },
  { name: 'Spratly / Nansha / Trường Sa', longitude: 114.3, latitude: 10 },
] as const;
const SHADES = [0.02, 0.1, 0.25, 0.5, 0.75];
const SMALLEST_FLOW = 0.01;

interface DrawingProps {
  readonly world: DrawnWorld;
  readonly shares: Readonly<Record<string, number>>;
  readonly buyer: string;
  readonly stage: string;
  readonly sites: readonly SitePlace[];
  readonly lanes: readonly Lane[];
  readonly theatres: readonly Theatre[];
  readonly chosen: Lane | null;
  readonly says: string;
  /** Whether it shows few waters near by, with names; the world has marks only. */
  readonly isNear: boolean;
}

const shadeOf = (share: number | undefined): number => (share === undefined ? 0 : SHADES.filter((from) => share >= from).length);

/** Origins by shade, flows through the straits they pass, sites by how precisely they are known, theatres and places with two names. */
export function Drawing({ world, shares, buyer, stage, sites, lanes, theatres, chosen, says, isNear }: DrawingProps) {
  const { width, height } = world;
  const to = world.middleOf(buyer);
  const flows = Object.entries(shares).flatMap(([country, share]) => {
    const from = country === buyer || share < SMALLEST_FLOW ? null : world.middleOf(country);
    if (from === null || to === null) return [];
    const through = wayOf(lanes, country, stage, from);
    const part = chosen === null ? null : partThrough(chosen, country, stage);
    return [{ country, share, path: world.way([from, ...through.map(({ place }) => place), to]), part }];
  });
  return (
    <div>
      <svg class="world" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
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
        {flows.map(({ country, share, path, part }) => (
          <path
            key={country}
            class={chosen === null ? 'flow' : part === null || part < DRAWN_FROM ? 'flow faint' : 'flow through'}
            d={path}
            stroke-width={Math.max(1, share * 9)}
          />
        ))}
        <Lanes world={world} lanes={lanes} chosen={chosen} isNear={isNear} />
        {sites.map((site) => (
          <Site key={site.id} world={world} site={site} />
        ))}
        {theatres.map((theatre) => (
          <TheatreMark key={theatre.id} world={world} theatre={theatre} />
        ))}
        {DISPUTED.map(({ name, longitude, latitude }) => {
          const place = world.at(longitude, latitude);
          return place === null ? null : (
            <g key={name} class="neutral">
              <path d={`M${place[0] - 4} ${place[1]}h8m-4 -4v8`} />
              {isNear ? <Name place={place} name={name} width={width} /> : null}
            </g>
          );
        })}
      </svg>
      {isNear ? (
        <p class="dim legend">
          Crosses: places with two names or claims; no claim is made here. Rings: the theatres of a security crisis (Taiwan Strait,
          Senkaku/Diaoyu waters). Squares: straits and seas.
        </p>
      ) : (
        <p class="dim legend">
          Darker: a larger share (from 2, 10, 25, 50 and 75 %). Lines: shares of need on their way to the buyer, through straits that at
          least {percentText(DRAWN_FROM)} of them pass, and straight between. Dots: sites, filled where they operate; broken rings: sites of
          which only region or country is known.
        </p>
      )}
    </div>
  );
}

interface NameProps {
  readonly place: readonly [number, number];
  readonly name: string;
  readonly width: number;
}

/** A name beside its mark, on the side where there is room. */
const Name = ({ place: [x, y], name, width }: NameProps) =>
  x > width * 0.6 ? (
    <text x={x - 8} y={y + 4} text-anchor="end">
      {name}
    </text>
  ) : (
    <text x={x + 8} y={y + 4}>
      {name}
    </text>
  );

const LABELLED_BELOW: readonly string[] = ['taiwan_strait'];

const Lanes = ({ world, lanes, chosen, isNear }: Pick<DrawingProps, 'world' | 'lanes' | 'chosen' | 'isNear'>) => (
  <>
    {lanes.map(({ id, label, place }) => {
      const at = world.at(...place);
      if (at === null) return null;
      const isChosen = id === chosen?.id;
      return (
        <g key={id} class={isChosen ? 'lane chosen' : 'lane'}>
          <rect x={at[0] - 3.5} y={at[1] - 3.5} width="7" height="7">
            <title>{label}</title>
          </rect>
          {isNear || isChosen ? (
            <Name place={[at[0], at[1] + (LABELLED_BELOW.includes(id) ? 13 : 0)]} name={label} width={world.width} />
          ) : null}
        </g>
      );
    })}
  </>
);

function Site({
  world,
  site: { name, supplierName, place, operating, precision },
}: {
  readonly world: DrawnWorld;
  readonly site: SitePlace;
}) {
  const at = place === null ? null : world.at(...place);
  if (at === null) return null;
  const isWide = isVague(precision);
  return (
    <circle class={`site${operating === 'yes' ? '' : ' idle'}${isWide ? ' vague' : ''}`} cx={at[0]} cy={at[1]} r={isWide ? 7 : 4.5}>
      <title>{`${supplierName}, ${name}`}</title>
    </circle>
  );
}

function TheatreMark({ world, theatre: { label, place } }: { readonly world: DrawnWorld; readonly theatre: Theatre }) {
  const at = place === null ? null : world.at(...place);
  return at === null ? null : (
    <circle class="theatre" cx={at[0]} cy={at[1]} r="11">
      <title>{label}</title>
    </circle>
  );
}
