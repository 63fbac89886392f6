import { useEffect } from 'preact/hooks';

/** Names the page in the tab, in bookmarks and on prints. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Chokepoint`;
  }, [title]);
}
