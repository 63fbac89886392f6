import type { StoredMeasure } from '#contracts/api/custom-measures/custom-measures.ts';
import type { CustomMeasures } from '#functions/store/custom-measures.ts';
import type { PublishedPolicyRow } from '../facts/measures-on-day.ts';

/** Most measures of a client that one answer has among those of the register. */
const MOST_CUSTOM_MEASURES = 1000;

/** A measure of a client in the form of a row of the register, marked as its own. */
function customPolicyRow({ id, measure }: StoredMeasure): PublishedPolicyRow {
  const { title, control_class, origins, targets, elements, stages, citation, note, ...days } = measure;
  return {
    row: `custom-measure:${id}`,
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
    source_quality: 'custom',
    date: days.known_from,
    quality: 'custom',
    known_from_basis: 'source',
    note,
    custom: true,
  };
}

/** Accepted measures of a client. */
export const acceptedMeasures = (client: string, measures: CustomMeasures): Promise<readonly StoredMeasure[]> =>
  measures.list(client, 'accepted', MOST_CUSTOM_MEASURES, null);

/** Accepted measures of a client as rows of the register. */
export async function acceptedRows(client: string, measures: CustomMeasures): Promise<readonly PublishedPolicyRow[]> {
  return (await acceptedMeasures(client, measures)).map(customPolicyRow);
}
