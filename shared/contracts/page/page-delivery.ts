/** Paths that a browser gets the page for: all that are neither of the API nor of a file. */
export const PAGE_VIEWS =
  /^[/](?:(?:elements|suppliers|countries)[/][^/]+|(?!(?:v\d+|assets|metrics)(?:[/]|$)|docs[/]?$)[^.]*)$/;

export const PAGE_INDEX = 'index.html';

/** Names hold a hash of the content. */
export const PAGE_ASSETS = 'assets/';

export const PAGE_CACHING = { index: 'no-cache', asset: 'public, max-age=31536000, immutable' } as const;

/** Nothing inline, no frame around it, and no text that becomes markup. */
export const PAGE_CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Two years. */
export const HTTPS_ONLY_SECONDS = 63_072_000;
