import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { PLAIN_VIEWS, SUBJECT_FOLDERS } from '#dashboard/address/page-address.ts';
import { API_REQUESTS, PAGE_REQUESTS } from '../../infra/edge/edge-functions.ts';

interface EdgeRequest {
  readonly uri: string;
  readonly headers: Record<string, { readonly value: string }>;
}

/** Runs the code as CloudFront does: a function `handler` that gets an event, without modules and without anything of Node. */
function run(code: string, uri: string, headers: EdgeRequest['headers'] = {}) {
  const event = { version: '1.0', viewer: { ip: '198.51.100.7' }, request: { method: 'GET', uri, querystring: {}, headers, cookies: {} } };
  const text = runInNewContext(`${code}\nJSON.stringify(handler(${JSON.stringify(event)}))`, {});
  return JSON.parse(text) as EdgeRequest & { readonly statusCode?: number; readonly headers: Record<string, { readonly value: string }> };
}

describe('the edge function of the page', () => {
  const views = [
    ...Object.keys(PLAIN_VIEWS),
    ...Object.keys(SUBJECT_FOLDERS).flatMap((folder) => [`/${folder}/Dy`, `/${folder}/a-supplier.of_64`, `/${folder}/Shin%20Etsu`]),
  ];

  it.each(views)('answers %s with the page', (uri) => {
    expect(run(PAGE_REQUESTS, uri)).toMatchObject({ uri: '/index.html' });
  });

  it('lets the parts of the page through as they are named', () => {
    for (const uri of ['/assets/index-B1x_9Zq0.js', '/assets/page-D4.css', '/assets/countries-110m-abc.json'])
      expect(run(PAGE_REQUESTS, uri)).toMatchObject({ uri });
  });

  it.each([
    '/index.html',
    '/nothing',
    '/elements',
    '/elements/',
    '/elements/Dy/x',
    '/assets/',
    '/assets/../index.html',
    '/assets/a/b.js',
    '/v2/scores',
    '/.env',
  ])('says that there is nothing at %s, and asks no bucket for it', (uri) => {
    const answer = run(PAGE_REQUESTS, uri);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers).toMatchObject({ 'cache-control': { value: 'no-store' }, 'x-content-type-options': { value: 'nosniff' } });
  });

  it('keeps within the ten kilobytes that CloudFront takes', () => {
    for (const code of [PAGE_REQUESTS, API_REQUESTS]) expect(Buffer.byteLength(code)).toBeLessThan(10_000);
  });
});

describe('the edge function of the API', () => {
  it('tells who asks and which host, whatever the caller says, and touches no key and no path', () => {
    const headers = {
      host: { value: 'd111.cloudfront.net' },
      authorization: { value: 'Bearer cpk_x' },
      'chokepoint-client-address': { value: '203.0.113.9' },
      'chokepoint-host': { value: 'evil.example' },
    };
    expect(run(API_REQUESTS, '/v1/scores', headers)).toMatchObject({
      uri: '/v1/scores',
      headers: {
        host: { value: 'd111.cloudfront.net' },
        authorization: { value: 'Bearer cpk_x' },
        'chokepoint-client-address': { value: '198.51.100.7' },
        'chokepoint-host': { value: 'd111.cloudfront.net' },
      },
    });
  });
});
