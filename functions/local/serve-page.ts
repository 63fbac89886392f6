/** Sends the page to browsers; whatever is not the page is left to the API. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPS_ONLY_SECONDS, PAGE_CACHING, PAGE_CONTENT_POLICY, PAGE_INDEX, PAGE_VIEWS } from '#contracts/page/page-delivery.ts';
import type { PageFile, PageFiles } from './page-files.ts';

const PAGE_SECURITY: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': `max-age=${HTTPS_ONLY_SECONDS}; includeSubDomains`,
};

/** Whether the request was one for the page, and has been answered. */
export function servePage(request: IncomingMessage, response: ServerResponse, path: string, files: PageFiles): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const wantsPage = PAGE_VIEWS.test(path) && (request.headers.accept ?? '').includes('text/html');
  const file = files.get(wantsPage ? `/${PAGE_INDEX}` : path);
  if (file === undefined || (!wantsPage && !file.neverChanges)) return false;
  sendFile(request, response, file);
  return true;
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  const headers = {
    ...PAGE_SECURITY,
    'content-type': file.type,
    'cache-control': PAGE_CACHING[file.neverChanges ? 'asset' : 'index'],
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
