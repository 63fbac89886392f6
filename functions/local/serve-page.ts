/** Sends the page to browsers; whatever is not the page is left to the API. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageFile, PageFiles } from './page-files.ts';

const YEAR_SECONDS = 31_536_000;
/** First parts of the addresses of views. An address of none of them is answered by the API, with a problem that says so. */
const VIEWS = /^[/](?:(?:elements|suppliers|countries)[/][^/]+|changes|calendar|signals|trend|heat-map|map|scenarios|exposure|trust)?$/;

/** Scripts, styles and requests of this host only, nothing inline, no frame around it, and no text that becomes markup. */
const PAGE_SECURITY: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

/** Whether the request was one for the page, and has been answered. */
export function servePage(request: IncomingMessage, response: ServerResponse, path: string, files: PageFiles): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const wantsPage = VIEWS.test(path) && (request.headers.accept ?? '').includes('text/html');
  const file = files.get(wantsPage ? '/index.html' : path);
  if (file === undefined || (!wantsPage && !file.neverChanges)) return false;
  sendFile(request, response, file);
  return true;
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  const headers = {
    ...PAGE_SECURITY,
    'content-type': file.type,
    'cache-control': file.neverChanges ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
    vary: 'Accept, Accept-Encoding',
    etag: file.etag,
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = gzip ? file.gzipped : file.bytes;
  response.writeHead(200, { ...headers, 'content-length': body.length, ...(gzip ? { 'content-encoding': 'gzip' } : {}) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
