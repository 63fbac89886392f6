/** Which documents a page leads to: pure, from the bytes of a page to addresses. */

const LINK = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/**
 * Addresses of links that match a pattern, each once, in the order of the page. Read from the attributes and not from a tree, because publishers leave
 * tags open.
 */
export function linkedDocuments(page: Uint8Array, base: string, pattern: string): readonly string[] {
  const matches = new RegExp(pattern, 'u');
  const text = new TextDecoder().decode(page);
  const found = [...text.matchAll(LINK)].flatMap(([, double, single, bare]) => {
    const link = (double ?? single ?? bare ?? '').trim().replaceAll('&amp;', '&');
    if (!URL.canParse(link, base)) return [];
    const url = new URL(link, base);
    url.hash = '';
    return matches.test(url.href) ? [url.href] : [];
  });
  return [...new Set(found)];
}

/** Addresses of the files of a JSON list whose names match a pattern: of every object with the texts `name` and `url`, wherever it stands. Throws for what is no JSON. */
export function listedFiles(list: Uint8Array, pattern: string): readonly string[] {
  const matches = new RegExp(pattern, 'u');
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { name, url } = value as { readonly name?: unknown; readonly url?: unknown };
    if (typeof name === 'string' && typeof url === 'string' && matches.test(name)) found.push(url);
    for (const part of Object.values(value)) walk(part);
  };
  walk(JSON.parse(new TextDecoder().decode(list)));
  return [...new Set(found)];
}
