import { afterEach, beforeEach, expect, test } from 'vitest';
import { setHandlerEnvironment, wrongSettings } from '#functions/local/handler-environment.ts';

const before = { ...process.env };
beforeEach(() => {
  for (const name of [
    'RATE_LIMIT_PER_MINUTE',
    'ACCESS',
    'LOG_LEVEL',
    'CORS_ALLOWED_ORIGINS',
    'ALLOWED_HOSTS',
  ])
    delete process.env[name];
});
afterEach(() => {
  process.env = { ...before };
});

const place = { endpoint: 'http://127.0.0.1:1', table: 'Scores', codeVersion: 'test' } as Parameters<
  typeof setHandlerEnvironment
>[0];

test.each([
  ['open', '600000'],
  ['keys', '600'],
] as const)('a service that is %s has the limit of its readers', (access, limit) => {
  setHandlerEnvironment(place, access);
  expect([process.env.ACCESS, process.env.RATE_LIMIT_PER_MINUTE]).toEqual([access, limit]);
});

test('a service that asks for keys has that limit on an address of this machine too: a proxy may stand before it, and guesses of keys are held by it', () => {
  process.env.ACCESS = 'keys';
  setHandlerEnvironment(place, 'open');
  expect([process.env.ACCESS, process.env.RATE_LIMIT_PER_MINUTE]).toEqual(['keys', '600']);
});

test.each([
  ['open', {}, 'http://localhost:*,http://127.0.0.1:*'],
  ['open', { ACCESS: 'keys' }, ''],
  ['keys', {}, ''],
  ['keys', { ACCESS: 'open' }, ''],
  ['open', { CORS_ALLOWED_ORIGINS: 'https://risk.example' }, 'https://risk.example'],
] as const)(
  'of a service that is %s by its address, with %j, pages at %s may read answers',
  (access, set, origins) => {
    Object.assign(process.env, set);
    setHandlerEnvironment(place, access);
    expect(process.env.CORS_ALLOWED_ORIGINS).toBe(origins);
  },
);

test('a limit that is set stays, and a revocation counts at once', () => {
  process.env.RATE_LIMIT_PER_MINUTE = '7';
  setHandlerEnvironment(place, 'keys');
  expect([process.env.RATE_LIMIT_PER_MINUTE, process.env.KEYS_REMEMBERED_SECONDS]).toEqual(['7', '0']);
});

test.each([
  ['ACCESS', 'Keys'],
  ['ACCESS', 'none'],
  ['LOG_LEVEL', 'loud'],
  ['RATE_LIMIT_PER_MINUTE', 'abc'],
  ['ALLOWED_HOSTS', 'https://scores.example'],
  ['ALLOWED_HOSTS', 'a, b'],
  ['COLLECT_CONTACT', 'x'.repeat(201)],
])('%s=%s stops the start with the name and the value', (name, value) => {
  process.env[name] = value;
  expect(wrongSettings()).toEqual([
    expect.stringMatching(new RegExp(`^${name}=${value} is wrong: (choose|write) `)),
  ]);
});

test('an empty setting is none', () => {
  for (const name of ['ACCESS', 'LOG_LEVEL', 'RATE_LIMIT_PER_MINUTE', 'ALLOWED_HOSTS'])
    process.env[name] = '';
  expect(wrongSettings()).toEqual([]);
});
