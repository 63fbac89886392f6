import { expect, test } from 'vitest';
import { keyText } from '#contracts/api/access.ts';
import { loggableText } from '#functions/http/request-log.ts';

const SECRET = 'aB3_-'.repeat(9).slice(0, 43);
const KEY = keyText('abcdefghij', SECRET);
const everyCharacter = (text: string): string =>
  [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('');

test.each([
  ['plain', `api_key=${KEY}`],
  ['in the path', `/v1/keys/${KEY}/status`],
  ['percent-encoded', `api_key=${everyCharacter(KEY)}`],
  ['percent-encoded twice', `api_key=${everyCharacter(everyCharacter(KEY))}`],
  ['with an underscore encoded', `api_key=${KEY.replaceAll('_', '%5F')}`],
  ['in capitals', `api_key=${KEY.toUpperCase()}`],
  ['without its beginning', `key=${SECRET}`],
  ['as of Basic authentication', `authorization=Basic%20${Buffer.from(`${KEY}:`).toString('base64')}`],
  ['as UTF-16', `key=${[...KEY].map((one) => `${one}%00`).join('')}`],
  ['in pieces', `key=${KEY.replaceAll(/(.{5})/g, '$1%20')}`],
  ['beside an escape that is broken', `a=%E0%A4%A&key=${everyCharacter(KEY)}`],
  [
    'encoded over and over',
    Array.from({ length: 6 }).reduce<string>((text) => encodeURIComponent(text), everyCharacter(KEY)),
  ],
])('a key is left out of a log, %s', (_how, text) => {
  const logged = loggableText(text);
  expect(logged).toContain('[left out]');
  for (const piece of [
    SECRET,
    SECRET.toUpperCase(),
    everyCharacter(SECRET),
    Buffer.from(SECRET).toString('base64').slice(0, 40),
  ])
    expect(logged.includes(piece)).toBe(false);
});

test('a key in pieces leaves no piece', () => {
  expect(loggableText(`a=1&key=${KEY.replaceAll(/(.{5})/g, '$1%20')}`)).toBe('[left out]');
});

test('the path of a decision stays, so that the record says what was decided on', () => {
  const path = '/v1/measures/custom-b6a843f5c05e4275/release';
  expect(loggableText(path)).toBe(path);
  expect(loggableText(`/v1/suppliers/${'a'.repeat(64)}`)).toBe('/v1/suppliers/[left out]');
});

test.each([
  'buyer=JPN&limit=10',
  'q=100%25%20pure',
  'q=%E3%82%B8%E3%82%B9',
  '/v1/suppliers/own-supplier_with-a-long.name',
  'a=%zz',
  '',
])('any other text stays as it was sent: %s', (text) => expect(loggableText(text)).toBe(text));
