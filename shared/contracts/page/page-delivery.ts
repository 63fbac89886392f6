/** How the web page is delivered, the same by `npm start` and by CloudFront. */

/**
 * Addresses that a browser gets the page for: the whole path, without the query. All that are neither of the
 * API nor of a file, so that the page tells in
 * words where nothing is. Each is answered with `index.html`.
 */
export const PAGE_VIEWS =
  /^[/](?:(?:elements|suppliers|countries)[/][^/]+|(?!(?:v\d+|assets|metrics)(?:[/]|$)|docs[/]?$)[^.]*)$/;

/** The page itself: the file that names all others. */
export const PAGE_INDEX = 'index.html';

/** Folder of the files whose names hold a hash of their content. */
export const PAGE_ASSETS = 'assets/';

/** `Cache-Control` of the page itself, and of files that never change. */
export const PAGE_CACHING = { index: 'no-cache', asset: 'public, max-age=31536000, immutable' } as const;

/**
 * Scripts, styles and requests of this host only, nothing inline, no frame around it, and no text that
 * becomes markup.
 */
export const PAGE_CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Seconds for which a browser asks this host by HTTPS only: two years. */
export const HTTPS_ONLY_SECONDS = 63_072_000;
