import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import countriesFile from 'world-atlas/countries-110m.json?url';
import type { Question } from '../../service/questions.ts';
import { COUNTRY_NUMBERS, MARKED_AT } from './country-numbers.ts';

type Topology = Parameters<typeof feature>[0];

/** The shapes of countries, a file of this page: nobody else is asked for a map. */
export const ATLAS: Question<Topology> = {
  name: 'atlas',
  ask: async () => {
    const answer = await fetch(countriesFile);
    if (!answer.ok) throw new Error(`the atlas answered ${answer.status}`);
    return { data: (await answer.json()) as Topology };
  },
  emptyBecause: () => null,
};

export interface DrawnCountry {
  /** Three letters; `null` for shapes without a number of their own. */
  readonly code: string | null;
  readonly path: string;
}

export interface DrawnWorld {
  readonly countries: readonly DrawnCountry[];
  readonly height: number;
  /** Where a place lies on the map; `null` outside of it. */
  readonly at: (longitude: number, latitude: number) => readonly [number, number] | null;
  /** The middle of a country, or the place that stands for it. */
  readonly middleOf: (code: string) => readonly [number, number] | null;
  /** The shortest way between two places, as a path. */
  readonly way: (from: readonly [number, number], to: readonly [number, number]) => string;
}

const CODES = new Map([...COUNTRY_NUMBERS].map(([letters, number]) => [number, letters]));
const SHAPE = 0.47;
/** The map is turned so that the Pacific is not cut: most flows cross it or end beside it. */
const TURNED_DEGREES = -150;

/** Draws the world for a width in pixels: Equal Earth, so that areas can be compared. */
export function drawWorld(topology: Topology, width: number): DrawnWorld {
  const height = Math.round(width * SHAPE);
  const projection = geoEqualEarth()
    .rotate([TURNED_DEGREES, 0])
    .fitExtent(
      [
        [2, 2],
        [width - 2, height - 2],
      ],
      { type: 'Sphere' },
    );
  const draw = geoPath(projection).digits(1);
  const group = topology.objects.countries;
  const found = group === undefined ? null : feature(topology, group);
  const shapes = found === null ? [] : found.type === 'FeatureCollection' ? found.features : [found];
  const middles = new Map<string, readonly [number, number]>();
  const countries = shapes.map((shape) => {
    const code = CODES.get(String(shape.id)) ?? null;
    if (code !== null) middles.set(code, geoCentroid(shape));
    return { code, path: draw(shape) ?? '' };
  });
  return {
    countries,
    height,
    at: (longitude, latitude) => projection([longitude, latitude]),
    middleOf: (code) => MARKED_AT[code] ?? middles.get(code) ?? null,
    way: (from, to) => draw({ type: 'LineString', coordinates: [[...from], [...to]] }) ?? '',
  };
}
