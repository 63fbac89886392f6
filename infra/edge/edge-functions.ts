/**
 * Code that CloudFront runs for each request before it looks into its cache or asks an origin. It runs in their own engine, which has neither
 * modules nor Node, so it is made here as a text.
 */
import { EDGE_HEADERS } from '../../shared/contracts/page/edge-headers.ts';
import { PAGE_ASSETS, PAGE_INDEX, PAGE_VIEWS } from '../../shared/contracts/page/page-delivery.ts';

const ASSET = new RegExp(`^[/]${PAGE_ASSETS}[A-Za-z0-9._-]+$`);

/** Answers the address of each view with the page, lets its parts through, and says of everything else that it is not here. */
export const PAGE_REQUESTS = `const VIEWS = ${PAGE_VIEWS};
const ASSET = ${ASSET};
function handler(event) {
  const request = event.request;
  if (VIEWS.test(request.uri)) {
    request.uri = '/${PAGE_INDEX}';
    return request;
  }
  if (ASSET.test(request.uri)) return request;
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'content-security-policy': { value: "default-src 'none'; frame-ancestors 'none'" },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: { encoding: 'text', data: 'There is no page at this address. The page is at /, the API at /v1, its reference at /docs.' },
  };
}
`;

/** Tells the API who asks, whatever the caller has sent under these names. */
export const API_REQUESTS = `function handler(event) {
  const request = event.request;
  request.headers['${EDGE_HEADERS.clientAddress}'] = { value: event.viewer.ip };
  request.headers['${EDGE_HEADERS.host}'] = { value: request.headers.host.value };
  return request;
}
`;
