import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { CONTRACT_ROUTES } from '#contracts/api/api-routes.ts';
import { FIELD_GLOSSARY } from '#contracts/api/field-glossary.ts';
import type { Json, OpenApiOperation, OpenApiParameter } from '#functions/api/service/openapi-components.ts';
import { EXAMPLE_ANSWERS, openApiDocument } from '#functions/api/service/openapi-document.ts';

const document = openApiDocument('0.1.0');
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

function parametersOf(operation: OpenApiOperation | undefined): OpenApiParameter[] {
  const named = document.components.parameters;
  return (operation?.parameters ?? []).flatMap((one) =>
    '$ref' in one ? (named[one.$ref.split('/').at(-1) ?? ''] ?? []) : one,
  );
}

function* walk(value: unknown, place = '#'): Generator<readonly [place: string, value: Json]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield [place, value as Json];
  for (const [name, child] of Object.entries(value)) yield* walk(child, `${place}/${name}`);
}

async function lint(contract: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({
    source: JSON.stringify(contract),
    absoluteRef: 'openapi.json',
    config,
  });
  return problems.map(
    ({ ruleId, severity, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`,
  );
}

test('the document is valid, and its examples fit', async () => {
  expect(await lint(document)).toEqual([]);
  const broken = JSON.parse(JSON.stringify(document));
  broken.paths['/v1/health'].get.responses['200'].content['application/json'].example = { status: 1 };
  expect((await lint(broken)).join()).toContain('no-invalid-media-type-examples');
});

describe('the OpenAPI document', () => {
  test('has every route as an operation with a summary, a description and a tag that is described', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      CONTRACT_ROUTES.map((route) => route.operationId).sort(),
    );
    for (const { path, methods, operationId } of CONTRACT_ROUTES) {
      expect(document.paths[path]?.[methods[0].toLowerCase()]?.operationId).toBe(operationId);
    }
    for (const { description, summary, tags } of operations) {
      expect(description.length).toBeGreaterThan(summary.length / 2);
      expect(document.tags.map((tag) => tag.name)).toContain(tags[0]);
    }
  });

  test('points only to what it has', () => {
    const references = [...walk(document)].flatMap(([place, { $ref: reference }]) =>
      typeof reference === 'string' ? [[place, reference] as const] : [],
    );
    expect(references.length).toBeGreaterThan(100);
    for (const [place, reference] of references) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((value, name) => (value as Json | undefined)?.[name], document);
      expect([place, reference, target !== undefined]).toEqual([place, reference, true]);
    }
  });

  test('describes every parameter, and gives examples that its own schema allows', () => {
    for (const operation of operations) {
      for (const { name, description, schema, example } of parametersOf(operation)) {
        expect([name, description.length > 5]).toEqual([name, true]);
        if (example !== undefined && Array.isArray(schema.enum)) expect(schema.enum).toContain(example);
      }
    }
  });

  test('says of every field what it means, in the words of its schema or of the glossary, and no entry of the glossary is idle', () => {
    const bare: string[] = [];
    const said = new Set<unknown>();
    const bodies = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.requestBody),
    );
    for (const [place, { properties, description, type }] of walk([
      document.components.schemas,
      document.components.requestBodies,
      bodies,
    ])) {
      // GeoJSON has a field `properties`, which is no schema.
      if (typeof type === 'object' && !Array.isArray(type)) continue;
      said.add(description);
      for (const [name, field] of Object.entries((properties ?? {}) as Record<string, Json>)) {
        const isNamed = JSON.stringify(field).includes('"#/components/schemas/');
        if (field.description === undefined && !isNamed) bare.push(`${place}/${name}`);
      }
    }
    expect(bare).toEqual([]);
    expect(Object.entries(FIELD_GLOSSARY).filter(([, words]) => !said.has(words))).toEqual([]);
  });

  test('offers every filter of the ranking with its values', () => {
    const parameters = new Map(
      parametersOf(document.paths['/v1/scores']?.get).map((parameter) => [parameter.name, parameter]),
    );
    expect(parameters.get('buyer')?.schema).toMatchObject({
      enum: ['JPN', 'USA', 'EUU', 'KOR', 'TWN'],
      default: 'JPN',
    });
    expect(parameters.get('limit')?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 100,
    });
    expect(parameters.get('fields')).toMatchObject({
      style: 'form',
      explode: false,
      schema: { type: 'array' },
    });
    expect(parameters.get('min_score')?.schema).toMatchObject({ type: 'number', minimum: 0, maximum: 100 });
  });

  test('names the headers that a write takes, and how it can be refused for them', () => {
    const write = (path: string, method: string) => {
      const operation = document.paths[path]?.[method];
      return [
        parametersOf(operation)
          .filter((one) => one.in === 'header')
          .map(({ name }) => name),
        Object.keys(operation?.responses ?? {}),
      ];
    };
    const refusals = expect.arrayContaining(['409', '412', '422', '428']);
    for (const method of ['put', 'delete'])
      expect(write('/v1/suppliers/{id}', method)).toEqual([['If-Match', 'Idempotency-Key'], refusals]);
    for (const path of ['/v1/suppliers:import', '/v1/observations']) {
      expect(write(path, 'post')).toEqual([['Idempotency-Key'], expect.arrayContaining(['409', '422'])]);
    }
    expect(write('/v1/lookups', 'post')[0]).toEqual([]);
  });

  test('says of a day that it is a date', () => {
    const parameters = parametersOf(document.paths['/v1/scores']?.get);
    for (const name of ['as_of', 'known_at']) {
      expect(parameters.find((one) => one.name === name)?.schema).toMatchObject({
        type: 'string',
        format: 'date',
      });
    }
  });

  test('lets readers tolerate fields that are added later', () => {
    for (const [place, value] of walk(document.components.schemas))
      expect([place, value.additionalProperties]).not.toEqual([place, false]);
  });

  test('shows an answer of every operation, and each has the shape that is promised', () => {
    const answering = CONTRACT_ROUTES.filter((route) => route.answer !== null);
    expect(Object.keys(EXAMPLE_ANSWERS)).toEqual(answering.map((route) => route.operationId));
    for (const { operationId, answer } of answering) {
      expect([
        operationId,
        answer?.schema.safeParse(EXAMPLE_ANSWERS[operationId]).error?.issues ?? [],
      ]).toEqual([operationId, []]);
    }
  });

  test('is small enough to be read whole', () => {
    expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThan(350 * 1024);
    expect(operations.length).toBeLessThanOrEqual(60);
  });

  test('is the same every time', () => {
    expect(JSON.stringify(openApiDocument('0.1.0'))).toBe(JSON.stringify(document));
  });
});
