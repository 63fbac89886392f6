/**
 * Texts of lists that name an element, speak of export control, or name an announcement of the register, for
 * a person to read and complete.
 */

import { createHash } from 'node:crypto';
import { ANNOUNCEMENT_LISTS, type AnnouncementList } from '#contracts/collection/announcement-lists.ts';
import type { CollectedDocument, CollectedObservation } from '#contracts/collection/collected-document.ts';
import { elementsNamed, namedIn } from '#domain/companies/elements-named.ts';
import { plainName } from '#domain/exposures/names.ts';
import { COLLECTOR_PREFIX } from '#domain/signals/observations.ts';
import { type DayNumber, dayNumber, isoDate } from '#domain/time/calendar.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { fitted } from '#domain/words/render.ts';
import { type MeasureDraft, putDraft } from '#functions/sources/measures/record-measure.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';

const CONTROL_WORDS = [
  'export control|export controls|export licence|export licences|export license|export licenses|export ban|export restrictions|export quota|export quotas',
  'prohibition of exports|export administration regulations|entity list|dual use|strategic trade|critical minerals|critical raw materials',
  '出口管制|出口许可|出口配额|禁止出口|限制出口|两用物项|管控名单|关注名单|不可靠实体|关键矿产|战略矿产',
  '輸出管理|輸出貿易管理令|輸出許可|輸出承認|輸出禁止|輸出規制|キャッチオール|外国ユーザーリスト|重要鉱物',
  'exportation|exportations|substances minérales stratégiques',
  'larangan ekspor|barang yang dilarang untuk diekspor|kebijakan dan pengaturan ekspor|pembatasan ekspor|kuota ekspor|mineral kritis|mineral strategis',
  'larangan mengenai eksport|perdagangan strategik',
  'cấm xuất khẩu|giấy phép xuất khẩu|hạn ngạch xuất khẩu|kiểm soát xuất khẩu|kiểm soát thương mại chiến lược|xuất khẩu khoáng sản|khoáng sản chiến lược',
]
  .flatMap((words) => words.split('|'))
  .map((word) => [plainName(word), word] as const)
  .sort(([one], [other]) => other.length - one.length);

const textOf = ({ values }: CollectedObservation, name: string) =>
  typeof values[name] === 'string' ? values[name] : '';

const HASH_DIGITS = 12;
const isAddress = (key: string) => key.startsWith('https://') || key.startsWith('http://');

function draftId({ name }: AnnouncementList, key: string) {
  const slug = key.replace(' No. ', '-').replaceAll(' ', '-');
  if (/^[A-Za-z0-9._-]{1,64}$/.test(slug)) return slug;
  return `${name}-${createHash('sha256').update(key).digest('hex').slice(0, HASH_DIGITS)}`;
}

const { policy, sources } = bundledReferenceData;
const NUMBERED = Map.groupBy(policy, ({ instrument_no }) =>
  (/\d{4} No\. \d+/.exec(instrument_no ?? '')?.[0] ?? '').replace(' No. ', ' '),
);

function rowsNamed(text: string, key: string): readonly string[] {
  const named = [...text.matchAll(/(\d{4})\s*年?\s*第?\s*(\d+)\s*号/gu)].map(
    ([, year, number]) => `${year} ${Number(number)}`,
  );
  return named
    .filter((one) => !key.endsWith(one.replace(' ', ' No. ')))
    .flatMap((one) => (NUMBERED.get(one) ?? []).map(({ id }) => id));
}

/** `null`: nothing speaks of a measure. `seenOn`: where the list states no day. */
export function draftOf(
  list: AnnouncementList,
  entry: CollectedObservation,
  seenOn: string,
): MeasureDraft | null {
  const [title = '', text = '', address = '', effective = ''] = ['title', 'text', 'address', 'effective'].map(
    (name) => textOf(entry, name),
  );
  const { id: key = address } = entry;
  const date = entry.published === null ? seenOn : entry.date;
  const says = (part: string) => ({
    elements: elementsNamed(part),
    because: [...namedIn(part, CONTROL_WORDS).values(), ...rowsNamed(part, key)],
  });
  const passages = [title, ...text.split(/(?<=[.;。；])\s*/)].filter((part) => {
    const { elements, because } = says(part);
    return elements.length + because.length > 0;
  });
  if (passages.length === 0) return null;
  const { elements, because } = says(passages.join(' | '));
  return {
    id: draftId(list, key),
    date,
    known_from: date,
    source: list.publisher,
    source_url: address,
    values: {
      title: fitted(title, 300),
      actor: list.actor,
      instrument_no: isAddress(key) ? null : fitted(key, 120),
      applies: elements.length === 0 ? [] : [{ elements, stages: [], coverage: 1 }],
      effective_from: effective === '' ? null : effective,
      scope: fitted(passages.join(' '), 2000),
      note: `Drafted from the list of ${list.publisher}${because.length === 0 ? '' : `, because it names ${because.join(', ')}`}: nobody has read the text.${entry.published === null ? ' The list states no day: this is the one on which it was first read.' : ''}`,
    },
  };
}

/** Day of the review of the register that ships. */
export const REVIEWED_ON = sources.find(({ id }) => id === REGISTER_OF_MEASURES)?.read_on ?? '';
const IN_REGISTER = new Set(
  policy.flatMap(({ instrument_no, source_url }) => [instrument_no ?? '', source_url ?? '']),
);

function unknownMeasure(list: AnnouncementList, entry: CollectedObservation, seenOn: string) {
  const draft = draftOf(list, entry, seenOn);
  return IN_REGISTER.has(entry.id ?? '') || IN_REGISTER.has(draft?.source_url ?? '') ? null : draft;
}

/**
 * Since the review that the newest reading shows whole: after its oldest entry (others of that day may be cut
 * off), or since the reading before, if an entry of it is still there. A list with undated measures counts
 * from its first reading.
 */
export function daysListed(
  source: string,
  documents: readonly CollectedDocument[],
  covered: ReadonlySet<DayNumber>,
  last: DayNumber,
): readonly DayNumber[] {
  const list = ANNOUNCEMENT_LISTS.find(({ name }) => name === source);
  const [first, newest] = [documents[0], documents.at(-1)];
  if (list === undefined || first === undefined || newest === undefined) return [];
  const earlier = new Set((documents.at(-2) ?? newest).observations.map(({ id }) => id));
  const goesOn = covered.size > 0 && newest.observations.some(({ id }) => earlier.has(id));
  const [oldest = isoDate(last)] = newest.observations
    .flatMap(({ published, date }) => (published === null ? [] : date))
    .sort();
  const isWholeYear = list.address.includes('{year}') && oldest.slice(5, 7) === '01';
  const shown = isWholeYear ? dayNumber(`${oldest.slice(0, 4)}-01-01`) : dayNumber(oldest) + 1;
  const isUnsure = first.observations.some(
    (entry) => entry.published === null && unknownMeasure(list, entry, first.received_on) !== null,
  );
  const from = Math.max(
    dayNumber(REVIEWED_ON) + 1,
    isUnsure ? dayNumber(first.received_on) : 0,
    Math.min(shown, last, goesOn ? Math.max(...covered) + 1 : last),
  );
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, n) => from + n);
}

/** Returns their ids. What stood there when the register was read is not new. */
export async function storeDrafts(
  source: string,
  documents: readonly CollectedDocument[],
  { log, now }: Readonly<{ log: ObservationLog; now: string }>,
): Promise<readonly string[]> {
  const list = ANNOUNCEMENT_LISTS.find(({ name }) => name === source);
  const [first, newest] = [documents[0], documents.at(-1)];
  if (list === undefined || first === undefined || newest === undefined) return [];
  const atFirst = new Set(first.observations.map(({ id }) => id));
  const stored: string[] = [];
  for (const entry of newest.observations) {
    const isNew = entry.published === null ? !atFirst.has(entry.id) : entry.published > REVIEWED_ON;
    const draft = isNew ? unknownMeasure(list, entry, newest.received_on) : null;
    if (draft === null) continue;
    if (await putDraft(draft, { log, client: `${COLLECTOR_PREFIX}${source}`, now })) stored.push(draft.id);
  }
  return stored;
}
