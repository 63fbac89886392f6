import type * as z from 'zod';
import {
  countryEntrySchema,
  lanesDocumentSchema,
  signalsDocumentSchema,
  supplierEntrySchema,
} from '#contracts/run/run-documents.ts';
import { REST } from '#domain/method/supply.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { SEA_LANES } from '#domain/vocabulary/sea-lanes.ts';
import { fitted, LONGEST_LABEL } from '#domain/words/render.ts';
import {
  catalogue,
  type PublishedScores,
  runDocument,
  wholeRanking,
} from '#functions/store/scores/published-scores.ts';
import { refuseUnknownElement } from '../scores/list-scores.ts';

type Place = Readonly<{
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  coordinate_precision?: string | undefined;
}>;

/** Throws `invalid_request` for an element that the run does not have. */
export async function getMap(
  scores: PublishedScores,
  runId: string,
  buyer: string,
  element: string | undefined,
) {
  const reads = [catalogue(scores, runId, 'country'), catalogue(scores, runId, 'supplier')] as const;
  const [countries, suppliers, ways, signals, ofCountry, ofSupplier] = await Promise.all([
    ...reads,
    runDocument(scores, runId, 'lanes', lanesDocumentSchema),
    runDocument(scores, runId, 'signals', signalsDocumentSchema),
    scoresById(scores, runId, 'country', buyer),
    scoresById(scores, runId, 'supplier', buyer),
  ]);
  const wanted = ({ elements }: Readonly<{ elements: readonly string[] }>): boolean =>
    element === undefined || elements.includes(element);
  const countryPoints = countryEntrySchema
    .array()
    .parse(countries)
    .filter(wanted)
    .map(({ id, name, elements, ...place }) =>
      feature('country', id, name, place, {
        ...scored('country', id, ofCountry),
        elements,
        dependence: dependentOn(ways.dependence.map(fromOrigin(id)), element),
      }),
    );
  const sitePoints = supplierEntrySchema
    .array()
    .parse(suppliers)
    .flatMap((supplier) => supplier.sites.filter(wanted).map((site) => ({ supplier, site })))
    .map(({ supplier, site: { id, name, country, stage, elements, operating, ...place } }) =>
      feature('site', id, `${supplier.name}, ${name}`, place, {
        ...scored('supplier', supplier.id, ofSupplier),
        name,
        supplier_name: supplier.name,
        country,
        stage,
        elements,
        operating,
      }),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  if (countryPoints.length === 0 && sitePoints.length === 0 && element !== undefined)
    await refuseUnknownElement(scores, runId, element);
  const lanes = Object.entries(SEA_LANES).map(([id, { en, latitude, longitude }]) =>
    feature('lane', id, en, middleOfSea({ latitude, longitude }), {
      label_code: `lane_${id}`,
      ...passing(ways, id, buyer, element),
    }),
  );
  const theatres = signals.signals.map(({ theatre, name, index }) =>
    feature('theatre', theatre, name, middleOfSea(watersOf(theatre)), {
      label_code: `theatre_${theatre}`,
      index,
    }),
  );
  return [...countryPoints, ...sitePoints, ...lanes, ...theatres];
}

const watersOf = (theatre: string): Place | undefined =>
  SIGNALS.find(({ theatres }) => theatres.length === 1 && theatres.some((one) => one === theatre))?.place;

const middleOfSea = (place: Place | undefined): Place =>
  place === undefined ? {} : { ...place, coordinate_precision: 'region' };

type Ways = z.output<typeof lanesDocumentSchema>;

function passing(ways: Ways, lane: string, buyer: string, element: string | undefined) {
  const routes = ways.routes.flatMap(({ buyer: to, origin, stage, lanes: { [lane]: share } }) =>
    to === buyer && share !== undefined ? [{ origin, stage, share }] : [],
  );
  const transits = ways.transits[lane];
  return {
    ...(transits === undefined ? {} : { transits }),
    routes,
    dependence: dependentOn(ways.dependence.map(throughLane(lane)), element),
  };
}

type Dependence = Ways['dependence'][number];

const throughLane = (lane: string) => (row: Dependence) => dependent(row, row.lanes[lane], row.unknown);
const fromOrigin = (country: string) => (row: Dependence) =>
  dependent(row, row.origins[country], row.origins[REST]);

const dependent = ({ buyer, element, stage }: Dependence, share = 0, unknown_share = 0) => ({
  buyer,
  element,
  stage,
  share,
  unknown_share,
});
type Dependent = ReturnType<typeof dependent>;

function dependentOn(rows: readonly Dependent[], element: string | undefined): readonly Dependent[] {
  const some = rows.filter((row) => row.share > 0 && (element === undefined || row.element === element));
  return element === undefined ? mostOfEach(some) : some;
}

function mostOfEach(rows: readonly Dependent[]) {
  const most = new Map<string, Dependent>();
  for (const row of rows) {
    const key = `${row.buyer} ${row.element}`;
    if ((most.get(key)?.share ?? 0) < row.share) most.set(key, row);
  }
  return [...most.values()];
}

function feature<Rest extends object>(kind: string, id: string, label: string, place: Place, rest: Rest) {
  const { latitude, longitude, coordinate_precision } = place;
  const known = latitude != null && longitude != null;
  return {
    type: 'Feature' as const,
    id: `${kind}:${id}`,
    geometry: known ? { type: 'Point' as const, coordinates: [longitude, latitude] } : null,
    properties: {
      kind,
      id,
      label: fitted(label, LONGEST_LABEL),
      coordinate_precision: (known ? coordinate_precision : undefined) ?? 'unknown',
      ...rest,
    },
  };
}

type Scores = ReadonlyMap<string, ScoreDocument>;

async function scoresById(
  scores: PublishedScores,
  runId: string,
  type: SubjectType,
  buyer: string,
): Promise<Scores> {
  return new Map(
    (await wholeRanking(scores, runId, type, buyer)).map((document) => [document.subject.id, document]),
  );
}

function scored(type: SubjectType, id: string, documents: Scores) {
  const document = documents.get(id);
  return {
    subject_type: type,
    subject_id: id,
    score: document?.score ?? null,
    band: document?.band ?? 'unknown',
    headline: document?.headline ?? null,
    headline_code: document?.headline_code ?? null,
    headline_params: document?.headline_params ?? null,
  };
}
