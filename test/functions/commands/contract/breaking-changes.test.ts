import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Json, openApiDocument } from '#functions/api/service/openapi-document.ts';
import { breakingChanges } from '#functions/commands/contract/breaking-changes.ts';

const FOLDER = new URL('../../../../docs/openapi/', import.meta.url);
const released = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const now = openApiDocument('0.1.0') as unknown as Json;

test.each(released)('the contract breaks nothing that %s has promised', (file) => {
  expect(breakingChanges(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')), now)).toEqual([]);
});

test('at least one contract has been released', () => {
  expect(released.length).toBeGreaterThan(0);
});

// biome-ignore lint/suspicious/noExplicitAny: a copy to plant mistakes in
type Copy = any;
const planted = (change: (copy: Copy) => void): readonly string[] => {
  const copy: Copy = JSON.parse(JSON.stringify(now));
  change(copy);
  return breakingChanges(now, copy);
};
const ranking = (copy: Copy) => copy.paths['/v1/scores'].get;
const parameter = (copy: Copy, name: string) => ranking(copy).parameters.find((entry: Copy) => entry.name === name);
const score = (copy: Copy) => copy.components.schemas.Score;

describe('a break is found, and its place is named', () => {
  test.each<readonly [what: string, change: (copy: Copy) => void, sentence: string]>([
    ['a path that is gone', (copy) => delete copy.paths['/v1/signals'], 'GET /v1/signals: the operation is gone'],
    ['another operationId', (copy) => (ranking(copy).operationId = 'rank'), 'GET /v1/scores: operationId was listScores'],
    ['a parameter that is gone', (copy) => ranking(copy).parameters.shift(), 'query parameter subject_type is gone'],
    ['a parameter that becomes required', (copy) => (parameter(copy, 'band').required = true), 'query parameter band is now required'],
    [
      'a new required parameter',
      (copy) => ranking(copy).parameters.push({ name: 'tenant', in: 'query', required: true, schema: { type: 'string' } }),
      'query parameter tenant is new and required',
    ],
    ['another default', (copy) => (parameter(copy, 'buyer').schema.default = 'USA'), 'had the default "JPN", now "USA"'],
    ['a value less', (copy) => parameter(copy, 'band').schema.enum.pop(), 'the value "unknown" is no longer taken'],
    ['a tighter bound', (copy) => (parameter(copy, 'limit').schema.maximum = 100), 'maximum was 1000, is now 100'],
    ['a new pattern', (copy) => (parameter(copy, 'cursor').schema.pattern = '^a'), 'has another pattern, ^a'],
    [
      'a field that is gone',
      (copy) => delete score(copy).properties.coverage,
      'GET /v1/elements/{id}/score 200.coverage: the field is gone',
    ],
    ['a field that may be missing', (copy) => score(copy).required.shift(), '200.subject: may now be missing'],
    [
      'a field that may be null',
      (copy) => (score(copy).properties.known_at.type = ['string', 'null']),
      'was string, can now be string or null',
    ],
    ['a field of another type', (copy) => (score(copy).properties.buyer.type = 'integer'), 'was string, can now be integer'],
    ['a media type that is gone', (copy) => delete ranking(copy).responses['200'].content['text/csv'], 'no longer offered as text/csv'],
    [
      'a field inside a list',
      (copy) => delete copy.components.schemas.Driver.properties.points,
      'top_drivers[].points: the field is gone from the answer',
    ],
    [
      'a body that becomes required',
      (copy) => (ranking(copy).requestBody = { required: true, content: {} }),
      'GET /v1/scores: a body is now required',
    ],
  ])('%s', (_what, change, sentence) => {
    expect(planted(change).join('\n')).toContain(sentence);
  });

  test('in a body: a new required field, a value less, a field less', () => {
    const withBody = (schema: Json): Json => ({
      paths: {
        '/v1/things': { post: { operationId: 'postThing', requestBody: { content: { 'application/json': { schema } } }, responses: {} } },
      },
    });
    const before = {
      type: 'object',
      properties: { kind: { type: 'string', enum: ['a', 'b'] }, note: { type: 'string' } },
      required: ['kind'],
    };
    const after = {
      type: 'object',
      properties: { kind: { type: 'string', enum: ['a'] }, id: { type: 'string' } },
      required: ['kind', 'id'],
    };
    expect(breakingChanges(withBody(before), withBody(after))).toEqual([
      'POST /v1/things body.id: is now required',
      'POST /v1/things body.kind: the value "b" is no longer taken',
      'POST /v1/things body.note: the field is no longer taken',
    ]);
  });
});

describe('what only adds is no break', () => {
  test.each<readonly [what: string, change: (copy: Copy) => void]>([
    ['nothing', () => undefined],
    ['another operation', (copy) => (copy.paths['/v1/new'] = copy.paths['/v1/health'])],
    ['a new optional parameter', (copy) => ranking(copy).parameters.push({ name: 'since', in: 'query', required: false, schema: {} })],
    ['a value more', (copy) => parameter(copy, 'band').schema.enum.push('severe')],
    ['a wider bound', (copy) => (parameter(copy, 'limit').schema.maximum = 5000)],
    ['a new field', (copy) => (score(copy).properties.outlook = { type: 'string' })],
    ['another text', (copy) => (ranking(copy).description = 'Another one.')],
    ['a field that is no longer null', (copy) => (score(copy).properties.score.type = 'number')],
    ['whole numbers in place of numbers', (copy) => (score(copy).properties.score.type = ['integer', 'null'])],
  ])('%s', (_what, change) => {
    expect(planted(change)).toEqual([]);
  });
});
