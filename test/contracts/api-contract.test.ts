import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { API_WORDS, functionOf, gatewayRoutesOf } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { decodeCursor, encodeCursor } from '#contracts/api/cursor.ts';
import { PROBLEMS } from '#contracts/api/problem.ts';
import { scopeOf } from '#contracts/api/request-parts.ts';
import { SCORE_ROW_FIELDS } from '#contracts/api/score.ts';
import {
  apiEnvironmentSchema,
  describingApiEnvironmentSchema,
} from '#contracts/environment/function-environments.ts';
import { loadHandler } from '#functions/local/load-handler.ts';

describe('the table of routes', () => {
  test('has every method of a path and every operation id once', () => {
    const keys = API_ROUTES.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
    for (const names of [keys, API_ROUTES.map((route) => route.operationId)]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('names handlers that exist', async () => {
    for (const { handler } of API_ROUTES)
      expect([handler, typeof (await loadHandler(handler))]).toEqual([handler, 'function']);
  });

  test('has a function for each operation: what changes something or only writers may see, what is computed, and the rest', () => {
    const named = (name: string) =>
      API_ROUTES.filter((route) => functionOf(route) === name).map(({ operationId }) => operationId);
    expect(named('compute').sort()).toEqual([
      'askTools',
      'evaluateScenario',
      'getCompanyReport',
      'getCompanyResults',
      'getScenarioEvaluation',
      'listDifferences',
      'lookUpSubjects',
      'rehearseAlertRule',
    ]);
    for (const route of API_ROUTES.filter(({ methods }) => ['PUT', 'DELETE'].includes(methods[0])))
      expect([route.operationId, functionOf(route)]).toEqual([route.operationId, 'write']);
    expect(named('write')).toEqual(expect.arrayContaining(['postObservations']));
    expect(named('read')).toEqual(expect.arrayContaining(['getScore', 'getHealth', 'listAlerts']));
  });

  test('sends every operation to its function through few routes of the gateway, and HEAD where GET goes', () => {
    const gateway = gatewayRoutesOf(API_ROUTES);
    for (const route of API_ROUTES)
      for (const method of route.methods) {
        const own = gateway.find(
          ({ path, method: taken }) => path === route.path && (taken === method || taken === 'ANY'),
        );
        const all = gateway.find(({ path, method: taken }) => path === '/{proxy+}' && taken === method);
        expect([route.operationId, (own ?? all)?.function ?? 'read']).toEqual([
          route.operationId,
          functionOf(route),
        ]);
      }
    expect(gateway.length).toBeLessThan(14);
  });

  test('is open to everybody only where it says so: nothing that tells a score', () => {
    const open = API_ROUTES.filter((route) => scopeOf(route.request) === 'public').map((route) => route.path);
    expect(open).toEqual(expect.arrayContaining(['/', '/docs', '/openapi.json', '/v1/health']));
    expect(open.filter((path) => path.startsWith('/v1/'))).toEqual(['/v1/health']);
  });

  test('keeps words for its operations and no others', () => {
    expect(Object.keys(API_WORDS.operations).sort()).toEqual(
      API_ROUTES.map(({ operationId }) => operationId).sort(),
    );
  });

  test.each(API_ROUTES)(
    'describes every parameter of $operationId, and reads those of its path',
    ({ path, request }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(request.path.shape)).toEqual(inPath);
      const parameters: Record<string, z.ZodType> = {
        ...request.path.shape,
        ...request.query.shape,
      } as Record<string, z.ZodType>;
      for (const [name, schema] of Object.entries(parameters))
        expect([name, schema.description]).toEqual([name, expect.stringMatching(/\S{2}/)]);
    },
  );
});

test('a cursor comes back as it was made', () => {
  const position = fc.array(
    fc.oneof(fc.nat(10_000_000), fc.string({ unit: 'binary', minLength: 1, maxLength: 128 })),
    { maxLength: 16 },
  );
  fc.assert(
    fc.property(
      fc.option(fc.string({ maxLength: 64 })),
      fc.string({ maxLength: 64 }),
      position,
      (run, of, at) => {
        const text = encodeCursor({ v: 1, run, of, at });
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor(text)).toEqual({ v: 1, run, of, at });
      },
    ),
  );
});

test('no text that is not a cursor is taken for one, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        expect(decodeCursor(text)).toBeNull();
      },
    ),
  );
});

test('a cursor with an empty key is none: the store would refuse it', () => {
  const text = JSON.stringify({ v: 1, run: null, of: 'x', at: [''] });
  expect(decodeCursor(Buffer.from(text).toString('base64url'))).toBeNull();
});

describe('the environment of API functions', () => {
  const sound = {
    LOG_LEVEL: 'info',
    CORS_ALLOWED_ORIGINS: '',
    CODE_VERSION: '0.1.0',
    SCORES_TABLE_NAME: 'Scores',
    SNAPSHOTS_BUCKET_NAME: 'objects',
    ACCESS_TABLE_NAME: 'Access',
    SIGNALS_TABLE_NAME: 'Signals',
  };

  test('reads the origins that may read answers', () => {
    expect(apiEnvironmentSchema.parse(sound).CORS_ALLOWED_ORIGINS).toEqual([]);
    const two = describingApiEnvironmentSchema.parse({
      ...sound,
      CORS_ALLOWED_ORIGINS: 'https://a.example, http://localhost:3000',
    });
    expect(two.CORS_ALLOWED_ORIGINS).toEqual(['https://a.example', 'http://localhost:3000']);
  });

  test('is closed, with a modest limit, when nothing is said', () => {
    expect(apiEnvironmentSchema.parse(sound)).toMatchObject({ ACCESS: 'keys', RATE_LIMIT_PER_MINUTE: 600 });
  });

  test.each([
    ['ACCESS', 'yes'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
    ['RATE_LIMIT_PER_MINUTE', 'many'],
    ['LOG_LEVEL', 'loud'],
    ['JWT_ISSUER', 'http://issuer.example'],
    ['CORS_ALLOWED_ORIGINS', '*'],
    ['CORS_ALLOWED_ORIGINS', 'https://a.example/path'],
    ['CODE_VERSION', ''],
    ['SCORES_TABLE_NAME', undefined],
  ])('refuses %s = %s', (name, value) => {
    expect(apiEnvironmentSchema.safeParse({ ...sound, [name]: value }).success).toBe(false);
  });
});

test('every kind of error is one of the client (4xx) or of ours (5xx), and helps', () => {
  for (const [code, { status, title, help }] of Object.entries(PROBLEMS)) {
    expect([code, status >= 400 && status < 600, title.length > 10, help.length > 20]).toEqual([
      code,
      true,
      true,
      true,
    ]);
  }
});

test('the fields that can be chosen are those of a score', () => {
  expect(SCORE_ROW_FIELDS).toEqual(
    expect.arrayContaining([
      'subject',
      'score',
      'band',
      'interval',
      'coverage',
      'methodology',
      'run_id',
      'links',
    ]),
  );
});
