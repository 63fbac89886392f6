/** The one filter of the tabs. It lives in the query of the address: type of subject, words to find, group of elements, day, buyer. */
import { currentQuery, dayIn, FOLDERS, type Folder, link, type SubjectType } from '../../address/address.ts';
import type { ScoreRow } from '../../service/questions.ts';
import { country } from '../../words/language.ts';

/** Groups of elements by symbol, as the method has them; whatever is in none is `other`. */
export const GROUPS = {
  heavy: ['Dy', 'Er', 'Eu', 'Gd', 'Ho', 'Lu', 'Tb', 'Tm', 'Y', 'Yb'],
  light: ['Ce', 'La', 'Nd', 'Pm', 'Pr', 'Sm'],
} as const;
export const GROUP_NAMES = ['heavy', 'light', 'other'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

const isFolder = (name: string | null): name is Folder => name !== null && Object.hasOwn(FOLDERS, name);

export interface Filter {
  readonly folder: Folder;
  readonly type: SubjectType;
  /** Whether the address names the type; else that which has a match may be shown. */
  readonly isTyped: boolean;
  /** What is looked for, trimmed. */
  readonly words: string;
  readonly group: GroupName | null;
  /** A past day; `null`: the newest. */
  readonly asOf: string | null;
  /** What the address names as a day though it is none. */
  readonly wrongDay: string | null;
}

/** The filter as the address has it now. `newest`: the last day that there are scores of, where it is known. */
export function currentFilter(newest: string | undefined): Filter {
  const query = currentQuery.value;
  const named = query.get('type');
  const folder = isFolder(named) ? named : 'elements';
  const day = dayIn(query, 'as_of');
  const asOf = day !== null && newest !== undefined && day > newest ? null : day;
  return {
    folder,
    type: FOLDERS[folder],
    isTyped: isFolder(named),
    words: (query.get('q') ?? '').trim(),
    group: GROUP_NAMES.find((group) => group === query.get('group')) ?? null,
    asOf,
    wrongDay: asOf === null ? query.get('as_of') : null,
  };
}

/** Address of a tab, or of the same one, with the filter kept and some parameters set; `null` takes one away. */
export const filtered = (path: string, parameters: Readonly<Record<string, string | null>> = {}): string =>
  link(path, { ...Object.fromEntries(currentQuery.value), ...parameters });

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Whether a row has the words in its name, in either language where it is a country, or is what the id says. */
export function isNamed({ subject }: Pick<ScoreRow, 'subject'>, words: string): boolean {
  const names = [subject.name, subject.id, ...(subject.type === 'country' ? [country(subject.id, 'en'), country(subject.id, 'ja')] : [])];
  return names.some((name) => folded(name).includes(folded(words)));
}

const groupOf = (id: string): GroupName =>
  (['heavy', 'light'] as const).find((name) => (GROUPS[name] as readonly string[]).includes(id)) ?? 'other';

/** Whether a row is of the group of elements, where one is chosen. */
export const isInGroup = ({ subject }: Pick<ScoreRow, 'subject'>, group: GroupName | null): boolean =>
  group === null || subject.type !== 'element' || groupOf(subject.id) === group;

/** What every tab is given. */
export interface TabProps {
  readonly filter: Filter;
}
