import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { type Json, openApiDocument } from '#functions/api/service/openapi-document.ts';
import { openApi30, swagger20 } from '#functions/commands/contract/earlier-openapi.ts';

const document = openApiDocument('0.1.0');
const versions: readonly (readonly [name: string, document: unknown])[] = [
  ['OpenAPI 3.1', document],
  ['OpenAPI 3.0.3', openApi30(document)],
  ['Swagger 2.0', swagger20(document, 'api.example.com')],
];

/** Findings of the linter, as `rule place: message`. */
async function lint(contract: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(contract), absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId, severity, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`);
}

describe.each(versions)('the contract as %s', (_name, contract) => {
  test('has nothing that the recommended rules of Redocly object to, not even a warning', async () => {
    expect(await lint(contract)).toEqual([]);
  });

  test('has every operation under its id', () => {
    const paths = (contract as Json).paths as Record<string, Record<string, Json>>;
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    expect(ids.sort()).toEqual(API_ROUTES.map((route) => route.operationId).sort());
  });

  test('points only into itself', () => {
    const prefix = 'swagger' in (contract as Json) ? /^#\/(definitions|responses)\// : /^#\/components\//;
    for (const [, reference] of JSON.stringify(contract).matchAll(/"\$ref":"([^"]+)"/g)) expect(reference).toMatch(prefix);
  });
});

test('the linter would have found an operation without a summary, and an example that does not fit', async () => {
  const broken = JSON.parse(JSON.stringify(document));
  broken.paths['/v1/health'].get.responses['200'].content['application/json'].example = { status: 1 };
  delete broken.paths['/v1/status'].get.summary;
  const findings = (await lint(broken)).join('\n');
  expect(findings).toContain('no-invalid-media-type-examples');
  expect(findings).toContain('#/paths/~1v1~1status/get/summary');
});

describe('what earlier versions cannot say', () => {
  const earlier = openApi30(document) as { components: { schemas: Record<string, { properties: Record<string, Json> }> } };
  const swagger = swagger20(document, undefined) as {
    definitions: Record<string, { properties: Record<string, Json> }>;
    paths: Record<string, { get: { parameters: Json[]; produces: string[] } }>;
  };

  test('null is a flag beside the type, or an extension', () => {
    expect(document.components.schemas.Score).toMatchObject({ properties: { score: { type: ['number', 'null'] } } });
    expect(earlier.components.schemas.Score?.properties.score).toMatchObject({ type: 'number', nullable: true });
    expect(swagger.definitions.Score?.properties.score).toMatchObject({ type: 'number', 'x-nullable': true });
  });

  test('an object that may be null keeps its name', () => {
    expect(earlier.components.schemas.Score?.properties.rank).toMatchObject({
      allOf: [{ $ref: '#/components/schemas/Rank' }],
      nullable: true,
    });
    expect(swagger.definitions.Score?.properties.rank).toMatchObject({ allOf: [{ $ref: '#/definitions/Rank' }], 'x-nullable': true });
  });

  test('a parameter of Swagger 2.0 has its type beside its name, and lists are joined by commas', () => {
    const { parameters, produces } = swagger.paths['/v1/scores']?.get ?? { parameters: [], produces: [] };
    const named = (name: string) => parameters.find((parameter) => parameter.name === name);
    expect(named('limit')).toMatchObject({ in: 'query', type: 'integer', minimum: 1, maximum: 1000, default: 100 });
    expect(named('fields')).toMatchObject({ type: 'array', collectionFormat: 'csv', items: { type: 'string' } });
    expect(produces).toEqual(['application/json', 'text/csv', 'application/x-ndjson', 'application/problem+json']);
  });
});
