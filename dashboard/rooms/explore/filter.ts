/**
 * The one filter of the tabs. It lives in the query of the address: type of subject, words to find, group of
 * elements, day, buyer.
 */
import { currentQuery, dayIn, FOLDERS, type Folder, type SubjectType } from '../../address/address.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { country } from '../../words/language.ts';

/** Groups of elements by symbol, as the method has them; whatever is in none is `other`. */
export const GROUPS = {
  heavy: ['Dy', 'Er', 'Eu', 'Gd', 'Ho', 'Lu', 'Tb', 'Tm', 'Y', 'Yb'],
  light: ['Ce', 'La', 'Nd', 'Pm', 'Pr', 'Sm'],
} as const;
export const GROUP_NAMES = ['heavy', 'light', 'other'] as const;

export type Filter = Readonly<{
  folder: Folder;
  type: SubjectType;
  words: string;
  group: (typeof GROUP_NAMES)[number] | null;
  /** A past day; `null`: the newest. */
  asOf: string | null;
  /** What the address names as a day though it is none. */
  wrongDay: string | null;
}>;

export interface TabProps {
  readonly filter: Filter;
}

/**
 * The filter as the address has it now. `newest`: the last day that there are scores of, where it is known.
 */
export function currentFilter(newest: string | undefined): Filter {
  const query = currentQuery.value;
  const folder = (Object.keys(FOLDERS) as Folder[]).find((one) => one === query.get('type')) ?? 'elements';
  const day = dayIn(query, 'as_of');
  const asOf = day !== null && newest !== undefined && day > newest ? null : day;
  return {
    folder,
    type: FOLDERS[folder],
    words: (query.get('q') ?? '').trim(),
    group: GROUP_NAMES.find((group) => group === query.get('group')) ?? null,
    asOf,
    wrongDay: asOf === null ? query.get('as_of') : null,
  };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Whether a row has the words in its name, in either language where it is a country, or is what the id says.
 */
export function isNamed({ subject }: Pick<ScoreRow, 'subject'>, words: string): boolean {
  const names = [
    subject.name,
    subject.id,
    ...(subject.type === 'country' ? [country(subject.id, 'en'), country(subject.id, 'ja')] : []),
  ];
  return names.some((name) => folded(name).includes(folded(words)));
}

export function isInGroup({ subject }: Pick<ScoreRow, 'subject'>, group: Filter['group']): boolean {
  if (group === null || subject.type !== 'element') return true;
  return (
    group === (Object.entries(GROUPS).find(([, ids]) => ids.some((id) => id === subject.id))?.[0] ?? 'other')
  );
}

export const passes = (row: Pick<ScoreRow, 'subject'>, { group, words }: Filter): boolean =>
  isInGroup(row, group) && isNamed(row, words);
