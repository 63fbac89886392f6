/** None of it can be run here. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROD } from '#test/infra/synthesized.ts';

const { service: template, storage } = PROD;
const page = readFileSync('docs/operating.md', 'utf8');
const resources = Object.entries(template.toJSON().Resources as Record<string, { Type: string }>);

it('names resources of which there is one each', () => {
  const asked = [...page.matchAll(/\$\(resource ([\w:]+) (\w+)\)/g)].map(
    ([, type = '', part = '']) => [type, part] as const,
  );
  expect(asked.length).toBeGreaterThan(1);
  for (const [type, part] of asked)
    expect([
      part,
      resources.filter(([id, { Type }]) => Type === `AWS::${type}` && id.includes(part)).length,
    ]).toEqual([part, 1]);
});

it('names outputs of the stacks', () => {
  const outputs = [storage, template].flatMap((stack) => Object.keys(stack.toJSON().Outputs));
  const asked = [...page.matchAll(/\$\(output (\w+)\)/g)].map(([, name = '']) => name);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !outputs.includes(name))).toEqual([]);
});

it('asks the API for addresses that are served', () => {
  const asked = [...page.matchAll(/(?:API_URL|127\.0\.0\.1:8080)(\/v1\/[\w/{}-]+)/g)].map(
    ([, address = '']) => address,
  );
  const isServed = (address: string): boolean =>
    API_ROUTES.some(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address));
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.filter((address) => !isServed(address))).toEqual([]);
});
