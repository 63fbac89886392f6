import { geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import countriesFile from 'world-atlas/countries-110m.json?url';
import numbers from '#domain/vocabulary/country-numbers.json' with { type: 'json' };
import type { Question } from '../../service/query.ts';

type Topology = Parameters<typeof feature>[0];
export type Place = readonly [longitude: number, latitude: number];

/** The shapes of countries, a file of this page: no other site learns who looks at the map. */
export const ATLAS: Question<Topology> = {
  key: ['atlas'],
  ask: async () => {
    const answer = await fetch(countriesFile);
    if (!answer.ok) throw new Error(`the atlas answered ${answer.status}`);
    return (await answer.json()) as Topology;
  },
};

export type World = ReturnType<typeof drawWorld>;

/** ISO 3166-1 number of a shape -> code of three letters. */
const CODES = new Map(
  numbers.flatMap((line) => line.split(' ').map((pair) => [pair.slice(4), pair.slice(0, 3)])),
);
/**
 * Where a country is marked that is too small for the atlas, or whose middle lies elsewhere than its trade:
 * longitude, latitude.
 */
const MARKED_AT: Readonly<Record<string, Place>> = {
  SGP: [103.82, 1.35],
  HKG: [114.17, 22.32],
  MLT: [14.4, 35.9],
  BHR: [50.55, 26.05],
  FRA: [2.4, 46.6],
  USA: [-98.5, 39.5],
  NOR: [10.5, 61.5],
  EUU: [6.5, 50.5],
};

export const SHAPE = 0.44;
/**
 * Turned so that the Pacific is not cut, as most flows cross it or end beside it; the polar seas are left
 * out.
 */
const [MERIDIAN, SOUTH, NORTH] = [150, -52, 74];

/** Draws the world for a width in pixels: Equal Earth, so that areas can be compared. */
export function drawWorld(topology: Topology, width: number) {
  const height = Math.round(width * SHAPE);
  const corners = [SOUTH, NORTH].flatMap((latitude) => [
    [MERIDIAN - 179, latitude],
    [MERIDIAN + 179, latitude],
  ]);
  const projection = geoEqualEarth()
    .rotate([-MERIDIAN, 0])
    .fitExtent(
      [
        [0, 0],
        [width, height],
      ],
      { type: 'MultiPoint', coordinates: [...corners, [MERIDIAN - 179, 0], [MERIDIAN + 179, 0]] },
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  const draw = geoPath(projection).digits(1);
  const group = topology.objects.countries;
  const found = group === undefined ? null : feature(topology, group);
  const shapes = found === null ? [] : found.type === 'FeatureCollection' ? found.features : [found];
  const middles = new Map<string, Place>();
  const countries = shapes.map((each) => {
    const code = CODES.get(String(each.id)) ?? null;
    if (code !== null) middles.set(code, geoCentroid(each));
    return { code, path: draw(each) ?? '' };
  });
  return {
    /** `code`: three letters; null for shapes without a number of their own. */
    countries,
    width,
    height,
    at: (place: Place): readonly [x: number, y: number] => projection([...place]) ?? [0, 0],
    /** The middle of a country, or the place that stands for it; null: it has no shape. */
    middleOf: (code: string): Place | null => MARKED_AT[code] ?? middles.get(code) ?? null,
    way: (places: readonly Place[]): string =>
      draw({ type: 'LineString', coordinates: places.map((place) => [...place]) }) ?? '',
  };
}
