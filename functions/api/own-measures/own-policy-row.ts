import type { StoredMeasure } from '#contracts/api/own-measures/own-measures.ts';
import type { OwnMeasures } from '#functions/ports/own-measures.ts';
import type { PublishedPolicyRow } from '../facts/measures-on-day.ts';

/** Most measures of a client that one answer has among those of the register. */
const MOST_OWN_MEASURES = 1000;

/** A measure of a client in the form of a row of the register, marked as its own. */
function ownPolicyRow({ id, measure }: StoredMeasure): PublishedPolicyRow {
  const { title, control_class, origins, targets, elements, stages, citation, note, ...days } = measure;
  return {
    row: `own-measure:${id}`,
    id,
    title,
    actor: 'stated by you',
    instrument_no: null,
    measure_type: control_class,
    direction: 'restricts',
    origins,
    targets,
    elements,
    stages,
    announced: days.known_from,
    ...days,
    suspended_to_announced: null,
    linked: [],
    mapping: { control_class, applies: [{ elements, stages, coverage: 1 }], origins, targets, residual_class: null },
    relief: null,
    scope: null,
    status: null,
    status_as_of: null,
    source: citation?.source ?? '',
    source_url: citation?.source_url ?? null,
    source_quality: 'own',
    date: days.known_from,
    quality: 'own',
    known_from_basis: 'source',
    note,
    own: true,
  };
}

/** Accepted measures of a client. */
export const acceptedMeasures = (client: string, measures: OwnMeasures): Promise<readonly StoredMeasure[]> =>
  measures.list(client, 'accepted', MOST_OWN_MEASURES, null);

/** Accepted measures of a client as rows of the register. */
export async function acceptedRows(client: string, measures: OwnMeasures): Promise<readonly PublishedPolicyRow[]> {
  return (await acceptedMeasures(client, measures)).map(ownPolicyRow);
}
