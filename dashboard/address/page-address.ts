/** Addresses of the page. Path and query are the whole state of what is shown, so that every view can be sent to somebody and comes back with the back button. */

/** Types of subjects with a page of their own, by the first part of its path. */
export const SUBJECT_FOLDERS = { elements: 'element', suppliers: 'supplier', countries: 'country' } as const;
export type SubjectFolder = keyof typeof SUBJECT_FOLDERS;

/** Views without a subject, by their path. */
export const PLAIN_VIEWS = {
  '/': 'ranking',
  '/changes': 'changes',
  '/calendar': 'calendar',
  '/signals': 'signals',
  '/trend': 'trend',
  '/heat-map': 'heat-map',
  '/map': 'map',
  '/scenarios': 'scenarios',
  '/exposure': 'exposure',
  '/trust': 'trust',
  '/documents': 'documents',
} as const;
export type PlainView = (typeof PLAIN_VIEWS)[keyof typeof PLAIN_VIEWS];

export type Shown =
  | { readonly view: PlainView }
  | { readonly view: 'subject'; readonly folder: SubjectFolder; readonly id: string }
  | { readonly view: 'document'; readonly name: string }
  | { readonly view: 'nowhere' };

/** Buyers that have scores, in the order in which they are offered. */
export const BUYER_NAMES = { JPN: 'Japan', USA: 'United States', EUU: 'European Union', KOR: 'South Korea', TWN: 'Taiwan' } as const;
export type Buyer = keyof typeof BUYER_NAMES;
const DEFAULT_BUYER: Buyer = 'JPN';

const isBuyer = (text: string | null): text is Buyer => text !== null && Object.hasOwn(BUYER_NAMES, text);

const isFolder = (text: string | undefined): text is SubjectFolder => text !== undefined && Object.hasOwn(SUBJECT_FOLDERS, text);

/** The view a path stands for; `nowhere` for a path that is none of the page, so that the reader is told instead of shown another view. */
export function shownAt(path: string): Shown {
  const plain = path === '/' ? path : path.replace(/\/$/, '');
  if (Object.hasOwn(PLAIN_VIEWS, plain)) return { view: PLAIN_VIEWS[plain as keyof typeof PLAIN_VIEWS] };
  const name = /^\/docs\/((?:decisions\/)?[\w-]+)$/.exec(plain)?.[1];
  if (name !== undefined) return { view: 'document', name };
  const [, folder, id, ...more] = plain.split('/');
  if (!isFolder(folder) || id === undefined || id === '' || more.length > 0) return { view: 'nowhere' };
  try {
    return { view: 'subject', folder, id: decodeURIComponent(id) };
  } catch {
    return { view: 'nowhere' };
  }
}

/** The buyer of a query: the default one where none is named, and `wrong` with what was named where there is no such buyer. */
export function buyerIn(query: URLSearchParams): { readonly buyer: Buyer; readonly wrong: string | null } {
  const named = query.get('buyer');
  if (named === null || named === '') return { buyer: DEFAULT_BUYER, wrong: null };
  return isBuyer(named) ? { buyer: named, wrong: null } : { buyer: DEFAULT_BUYER, wrong: named };
}

/** A day as YYYY-MM-DD that the calendar has, or `null`. */
export function dayIn(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, text.length) !== text ? null : text;
}

/** Path and query as one address; parameters without a value are left out, so that one view has one address. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | null | undefined>> = {}): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

const FOLDER_OF: Readonly<Record<string, SubjectFolder>> = { element: 'elements', supplier: 'suppliers', country: 'countries' };

/** Folder of a type of subject; elements where it is none. */
const folderOf = (type: string): SubjectFolder => FOLDER_OF[type] ?? 'elements';

/** Address of the page about a subject. */
export const subjectAddress = (type: string, id: string, buyer: string): string =>
  addressOf(`/${folderOf(type)}/${encodeURIComponent(id)}`, { buyer });
