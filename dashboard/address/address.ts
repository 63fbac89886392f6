/**
 * Addresses of the page. Path and query are the whole state of what is shown, so that every view can be sent
 * to somebody and comes back with the back button.
 */
import { computed, signal } from '@preact/signals';
import { BUYERS, type Buyer } from '#domain/vocabulary/buyers.ts';

export const FOLDERS = { elements: 'element', suppliers: 'supplier', countries: 'country' } as const;
export type Folder = keyof typeof FOLDERS;
export type SubjectType = (typeof FOLDERS)[Folder];

/** Tabs of a room, by the second part of their path; the first has none. */
export const TABS = {
  explore: ['list', 'trend', 'heat-map', 'map', 'dependence'],
  evidence: ['signals', 'controls', 'sources', 'method', 'record', 'documents'],
} as const;
export type ExploreTab = (typeof TABS.explore)[number];
export type EvidenceTab = (typeof TABS.evidence)[number];

export type Shown =
  | Readonly<{ room: 'today' | 'what-if' | 'company' | 'account' | 'nowhere' }>
  | Readonly<{ room: 'explore'; tab: ExploreTab }>
  | Readonly<{ room: 'evidence'; tab: EvidenceTab }>
  | Readonly<{ room: 'subject'; folder: Folder; id: string }>
  | Readonly<{ room: 'line'; id: string }>
  | Readonly<{ room: 'document'; name: string }>;

const PLAIN = { '': 'today', 'what-if': 'what-if', company: 'company', account: 'account' } as const;

/**
 * What a path stands for; `nowhere` for a path that is none of the page, so that the
 * reader sees a message and not another view.
 */
export function shownAt(path: string): Shown {
  const name = /^\/docs\/((?:decisions\/)?[\w-]+)\/?$/.exec(path)?.[1];
  if (name !== undefined) return { room: 'document', name };
  const [, first = '', second = '', ...more] = path.replace(/\/$/, '').split('/');
  if (more.length > 0) return { room: 'nowhere' };
  if (second === '' && Object.hasOwn(PLAIN, first)) return { room: PLAIN[first as keyof typeof PLAIN] };
  if (first === 'explore' || first === 'evidence') {
    const tabs: readonly string[] = TABS[first];
    const tab = second === '' ? tabs[0] : tabs.slice(1).find((one) => one === second);
    return tab === undefined ? { room: 'nowhere' } : ({ room: first, tab } as Shown);
  }
  if (second === '' || (first !== 'company' && !Object.hasOwn(FOLDERS, first))) return { room: 'nowhere' };
  try {
    const id = decodeURIComponent(second);
    return first === 'company' ? { room: 'line', id } : { room: 'subject', folder: first as Folder, id };
  } catch {
    return { room: 'nowhere' };
  }
}

/** A day as YYYY-MM-DD that the calendar has, or `null`. */
export function dayIn(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${text}T`) ? text : null;
}

type QueryValues = Readonly<Record<string, string | null | undefined>>;

/**
 * Path and query as one address; parameters without a value are left out, so that one view has one address.
 */
export function addressOf(path: string, parameters: QueryValues = {}): string {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return query.size === 0 ? path : `${path}?${query}`;
}

const here = () => ({ path: window.location.pathname, search: window.location.search });
const place = signal(here());

export const currentPath = computed(() => place.value.path);
export const currentQuery = computed(() => new URLSearchParams(place.value.search));
export const currentView = computed(() => shownAt(place.value.path));

const named = computed(() => currentQuery.value.get('buyer') ?? '');
export const currentBuyer = computed((): Buyer => BUYERS.find((buyer) => buyer === named.value) ?? 'JPN');
export const wrongBuyer = computed(() =>
  named.value === '' || named.value === currentBuyer.value ? null : named.value,
);

export const link = (path: string, parameters: QueryValues = {}): string =>
  addressOf(path, {
    buyer: currentBuyer.value === 'JPN' ? null : currentBuyer.value,
    company: currentQuery.value.get('company'),
    ...parameters,
  });

export function subjectLink(type: string, id: string): string {
  const folder = Object.entries(FOLDERS).find(([, known]) => known === type)?.[0] ?? 'elements';
  return link(`/${folder}/${encodeURIComponent(id)}`);
}

/** Whether the reader went to another view, and its heading has not got the focus yet. */
let hasMoved = false;

/** Goes to an address of the page, as a link would. `replace` leaves no step for the back button. */
export function goTo(address: string, replace = false): void {
  window.history.replaceState({ scroll: window.scrollY }, '');
  if (replace) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  const before = place.value.path;
  place.value = here();
  if (place.value.path === before) return;
  window.scrollTo(0, 0);
  hasMoved = true;
}

export function focusAfterMove(): void {
  const heading = hasMoved ? document.querySelector<HTMLElement>('main h1') : null;
  if (heading === null) return;
  hasMoved = false;
  heading.focus({ preventScroll: true });
}

/** Address with the query of now and some parameters set; `null` takes one away. */
export const withQuery = (path: string, parameters: QueryValues): string =>
  addressOf(path, { ...Object.fromEntries(currentQuery.value), ...parameters });

export const setQuery = (parameters: QueryValues, replace = false): void =>
  goTo(withQuery(currentPath.value, parameters), replace);

/**
 * Lets links within the page change the view without loading it anew; whatever else a link asks for is left
 * to the browser.
 */
export function followLinks(): void {
  window.history.scrollRestoration = 'manual';
  window.addEventListener('popstate', (event) => {
    place.value = here();
    // What was loaded before is drawn at once from memory: the place comes back after it.
    const scroll = (event.state as { scroll?: number } | null)?.scroll ?? 0;
    requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo(0, scroll)));
  });
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (anchor === null || event.defaultPrevented || event.button !== 0) return;
    if (
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey ||
      anchor.target !== '' ||
      anchor.hasAttribute('download')
    )
      return;
    const to = new URL(anchor.href, window.location.href);
    if (to.origin !== window.location.origin || to.hash !== '' || shownAt(to.pathname).room === 'nowhere')
      return;
    event.preventDefault();
    goTo(`${to.pathname}${to.search}`);
  });
}
