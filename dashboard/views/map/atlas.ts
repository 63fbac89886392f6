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
    return (await answer.json()) as Topology;
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
  readonly width: number;
  readonly height: number;
  /** Where a place lies on the map; `null` outside of it. */
  readonly at: (longitude: number, latitude: number) => readonly [number, number] | null;
  /** The middle of a country, or the place that stands for it. */
  readonly middleOf: (code: string) => readonly [number, number] | null;
  /** The shortest way from place to place, as a path. */
  readonly way: (places: readonly (readonly [number, number])[]) => string;
}

const CODES = new Map([...COUNTRY_NUMBERS].map(([letters, number]) => [number, letters]));
/** A part of the globe as it is drawn: the meridian in the middle, the corners that have to be seen, height for each unit of width. */
export interface Frame {
  readonly meridian: number;
  readonly corners: readonly (readonly [longitude: number, latitude: number])[] | null;
  readonly shape: number;
}

/** The map is turned so that the Pacific is not cut: most flows cross it or end beside it. */
export const WHOLE_WORLD: Frame = { meridian: 150, corners: null, shape: 0.47 };
/** Waters where several lanes, theatres and disputed places lie close together. */
export const EAST_ASIA: Frame = {
  meridian: 120,
  corners: [
    [95, -3],
    [150, -3],
    [95, 48],
    [150, 48],
  ],
  shape: 0.9,
};

/** Draws the world, or a part of it, for a width in pixels: Equal Earth, so that areas can be compared. */
export function drawWorld(topology: Topology, width: number, { meridian, corners, shape }: Frame): DrawnWorld {
  const height = Math.round(width * shape);
  const projection = geoEqualEarth()
    .rotate([-meridian, 0])
    .fitExtent(
      [
        [2, 2],
        [width - 2, height - 2],
      ],
      corners === null ? { type: 'Sphere' } : { type: 'MultiPoint', coordinates: corners.map((corner) => [...corner]) },
    );
  if (corners !== null)
    projection.clipExtent([
      [0, 0],
      [width, height],
    ]);
  const draw = geoPath(projection).digits(1);
  const group = topology.objects.countries;
  const found = group === undefined ? null : feature(topology, group);
  const shapes = found === null ? [] : found.type === 'FeatureCollection' ? found.features : [found];
  const middles = new Map<string, readonly [number, number]>();
  const countries = shapes.map((each) => {
    const code = CODES.get(String(each.id)) ?? null;
    if (code !== null) middles.set(code, geoCentroid(each));
    return { code, path: draw(each) ?? '' };
  });
  return {
    countries,
    width,
    height,
    at: (longitude, latitude) => {
      const place = projection([longitude, latitude]);
      const isSeen = place !== null && place[0] >= 0 && place[0] <= width && place[1] >= 0 && place[1] <= height;
      return isSeen ? place : null;
    },
    middleOf: (code) => MARKED_AT[code] ?? middles.get(code) ?? null,
    way: (places) => draw({ type: 'LineString', coordinates: places.map((place) => [...place]) }) ?? '',
  };
}
