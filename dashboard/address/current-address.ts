import { computed, signal } from '@preact/signals';
import { buyerIn, shownAt } from './page-address.ts';

const here = () => ({ path: window.location.pathname, search: window.location.search });
const place = signal(here());

/** The path that the address bar shows now. */
export const currentPath = computed(() => place.value.path);
export const currentQuery = computed(() => new URLSearchParams(place.value.search));
export const currentView = computed(() => shownAt(place.value.path));
export const currentBuyer = computed(() => buyerIn(currentQuery.value).buyer);

/** Goes to an address of the page, as a link would. `replace` leaves no step for the back button. */
export function goTo(address: string, replace = false): void {
  if (replace) window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
  const before = place.value.path;
  place.value = here();
  if (place.value.path === before) return;
  window.scrollTo(0, 0);
  hasMoved = true;
}

/** Whether the reader went to another view, and its heading has not been told yet. */
let hasMoved = false;

/** Puts the focus on the heading of a view that the reader went to, once it is there. */
export function focusAfterMove(): void {
  const heading = hasMoved ? document.querySelector<HTMLElement>('main h1') : null;
  if (heading === null) return;
  hasMoved = false;
  heading.focus({ preventScroll: true });
}

/** Sets parameters of the query and keeps the others; `null` takes one away. */
export function setQuery(parameters: Readonly<Record<string, string | null>>, replace = false): void {
  const query = new URLSearchParams(currentQuery.value);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  goTo(text === '' ? currentPath.value : `${currentPath.value}?${text}`, replace);
}

/** Lets links within the page change the view without loading it anew; whatever else a link asks for is left to the browser. */
export function followLinks(): void {
  window.addEventListener('popstate', () => {
    place.value = here();
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target !== '' || link.hasAttribute('download')) return;
    const to = new URL(link.href, window.location.href);
    if (to.origin !== window.location.origin || to.hash !== '' || shownAt(to.pathname).view === 'nowhere') return;
    event.preventDefault();
    goTo(`${to.pathname}${to.search}`);
  });
}
