/** Cells of `policy_events.csv` out of a draft, as a person edits and confirms them. */
import type { DraftedMeasure } from './draft-measure.ts';

/** Cells by column, as text; blank is unknown. */
export type PolicyCells = Readonly<Record<string, string>>;

/** Content of a draft file. Only `row` is confirmed; the rest tells the person where each cell comes from. */
export interface DraftFile {
  /** Key of the announcement in the reviewed list; blank where no number was read. */
  readonly key: string;
  readonly row: PolicyCells;
  /** Column -> sentence that the cell was read from. */
  readonly read_from: Readonly<Record<string, string>>;
  readonly unread: DraftedMeasure['unread'];
  readonly remarks: readonly string[];
}

const SIGNED: readonly (readonly [string, string])[] = [
  ['MOFCOM/GAC', 'China MOFCOM/GAC'],
  ['MOFCOM', 'China MOFCOM'],
];

/** `CN-2025-18` of `MOFCOM/GAC 2025 No. 18`; blank without a number. */
function idOf(instrumentNo: string): string {
  const [, year, number] = / (\d{4}) No\. (\d+)$/.exec(instrumentNo) ?? [];
  return number === undefined ? '' : `CN-${year}-${number.padStart(2, '0')}`;
}

const joined = (reading: { readonly value: readonly string[] } | null): string => reading?.value.join(';') ?? '';

/** Cells of a draft. Cells without a rule (scope, status, note, where else it was read) stay blank for the person who confirms. */
export function draftFile(draft: DraftedMeasure, address: string, readOn: string): DraftFile {
  const instrumentNo = draft.instrument_no?.value ?? '';
  const isSuspension = draft.measure_type?.value === 'suspension';
  const isChinese = instrumentNo.startsWith('MOFCOM');
  const row: PolicyCells = {
    event_id: idOf(instrumentNo),
    instrument_no: instrumentNo,
    date: draft.date?.value ?? '',
    known_from: draft.date?.value ?? '',
    effective_from: draft.effective_from?.value ?? '',
    effective_to: draft.effective_to?.value ?? '',
    actor: SIGNED.find(([signed]) => instrumentNo.startsWith(`${signed} `))?.[1] ?? '',
    instrument: draft.title?.value ?? '',
    measure_type: draft.measure_type?.value ?? '',
    direction: isSuspension ? 'relieves' : 'restricts',
    elements: joined(draft.elements),
    stages: joined(draft.stages),
    origin_iso3: isChinese ? 'CHN' : '',
    target_iso3: joined(draft.target_iso3),
    linked_event_ids: joined(draft.suspends),
    status_asof: readOn,
    source: isChinese ? 'MOFCOM notice' : '',
    source_url: address,
    source_quality: 'official',
    confidence: 'high',
    scope: '',
    status: '',
    note: '',
  };
  const readings = Object.entries(draft).filter(([, reading]) => typeof reading === 'object' && reading !== null && 'sentence' in reading);
  return {
    key: instrumentNo.replace('MOFCOM/GAC ', 'MOFCOM '),
    row,
    read_from: Object.fromEntries(readings.map(([column, reading]) => [column, (reading as { readonly sentence: string }).sentence])),
    unread: draft.unread,
    remarks: draft.remarks,
  };
}
