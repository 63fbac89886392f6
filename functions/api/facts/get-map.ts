import { countryEntrySchema, signalsDocumentSchema, supplierEntrySchema } from '#contracts/run/run-documents.ts';
import { SIGNALS } from '#domain/signals/registry.ts';
import { SEA_LANES } from '#domain/supply/sea-lanes.ts';
import type { ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import { fitted, LONGEST_LABEL } from '#domain/words/fitted.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import { catalogue, runDocument } from '../published-run/run-documents.ts';
import { refuseUnknownElement, wholeRanking } from '../scores/list-scores.ts';

interface Place {
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly coordinate_precision?: string | undefined;
}

/** Everything on the map that has a place or could have one. Throws `invalid_request` for an element that the run does not have. */
export async function getMap(scores: PublishedScores, runId: string, buyer: string, element: string | undefined) {
  const reads = [catalogue(scores, runId, 'country'), catalogue(scores, runId, 'supplier')] as const;
  const [countries, suppliers, signals, ofCountry, ofSupplier] = await Promise.all([
    ...reads,
    runDocument(scores, runId, 'signals', signalsDocumentSchema),
    scoresById(scores, runId, 'country', buyer),
    scoresById(scores, runId, 'supplier', buyer),
  ]);
  const wanted = ({ elements }: { readonly elements: readonly string[] }): boolean => element === undefined || elements.includes(element);
  const countryPoints = countryEntrySchema
    .array()
    .parse(countries)
    .filter(wanted)
    .map(({ id, name, elements, ...place }) => feature('country', id, name, place, { ...scored('country', id, ofCountry), elements }));
  const sitePoints = supplierEntrySchema
    .array()
    .parse(suppliers)
    .flatMap((supplier) => supplier.sites.filter(wanted).map((site) => ({ supplier, site })))
    .map(({ supplier, site: { id, name, country, stage, elements, operating, ...place } }) =>
      feature('site', id, `${supplier.name}, ${name}`, place, {
        ...scored('supplier', supplier.id, ofSupplier),
        ...{ name, supplier_name: supplier.name, country, stage, elements, operating },
      }),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  if (countryPoints.length === 0 && sitePoints.length === 0 && element !== undefined) await refuseUnknownElement(scores, runId, element);
  const lanes = Object.entries(SEA_LANES).map(([id, { en }]) => feature('lane', id, en, {}, { label_code: `lane_${id}` }));
  const theatres = signals.signals.map(({ theatre, name, state }) =>
    feature('theatre', theatre, labelOfSignal(theatre) ?? name, {}, { label_code: `signal_${theatre}`, state }),
  );
  return [...countryPoints, ...sitePoints, ...lanes, ...theatres];
}

const labelOfSignal = (name: string): string | undefined => SIGNALS.find((signal) => signal.name === name)?.labels?.en;

function feature<Rest extends object>(kind: string, id: string, label: string, place: Place, rest: Rest) {
  const { latitude, longitude, coordinate_precision } = place;
  const known = latitude != null && longitude != null;
  return {
    type: 'Feature' as const,
    id: `${kind}:${id}`,
    geometry: known ? { type: 'Point' as const, coordinates: [longitude, latitude] } : null,
    properties: {
      ...{ kind, id, label: fitted(label, LONGEST_LABEL) },
      coordinate_precision: (known ? coordinate_precision : undefined) ?? 'unknown',
      ...rest,
    },
  };
}

type Scores = ReadonlyMap<string, ScoreDocument>;

async function scoresById(scores: PublishedScores, runId: string, type: SubjectType, buyer: string): Promise<Scores> {
  return new Map((await wholeRanking(scores, runId, type, buyer)).map((document) => [document.subject.id, document]));
}

/** Score of the subject, and its headline; runs before there were headlines have none. */
function scored(type: SubjectType, id: string, documents: Scores) {
  const document = documents.get(id);
  return {
    ...{ subject_type: type, subject_id: id, score: document?.score ?? null, band: document?.band ?? 'unknown' },
    headline: document?.headline ?? null,
  };
}
