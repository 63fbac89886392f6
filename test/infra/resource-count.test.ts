import { describe, expect, it } from 'vitest';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { SourceContract } from '#contracts/collection/source-contract.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { synthesizedService } from './synthesized-service.ts';

/** CloudFormation refuses a stack above this. */
const QUOTA = 500;
/** There is time left to make room. */
const TOO_MANY = 400;
const MOST_PER_OPERATION = 3;
/** Function, role, policy, log, schedule, rule, permission, metric. */
const MOST_PER_SOURCE = 8;

const resourcesWith = (routes: readonly ApiRoute[], sources: readonly SourceContract[] = SOURCE_CONTRACTS): number =>
  Object.keys(synthesizedService('prod', routes, sources).template.toJSON().Resources).length;

const listSources = API_ROUTES.find(({ operationId }) => operationId === 'listSources') as ApiRoute;

describe('the resources of the service stack', () => {
  it('leave room for more', () => {
    const count = resourcesWith(API_ROUTES);
    console.log(`the service stack has ${count} resources`);
    expect(
      count,
      `the service stack has ${count} resources, and CloudFormation takes ${QUOTA} at most: put operations that need the same rights into one function, or take a part out into a stack of its own (docs/decisions/0006)`,
    ).toBeLessThan(TOO_MANY);
  });

  it('grow by eight with one more source that is collected', () => {
    expect(resourcesWith(API_ROUTES) - resourcesWith(API_ROUTES, SOURCE_CONTRACTS.slice(1))).toBe(MOST_PER_SOURCE);
  });

  it.each([
    ['GET', ['GET', 'HEAD']],
    ['POST', ['POST']],
  ] as const)('grow by at most three with one more %s operation', (_, methods) => {
    const another: ApiRoute = { ...listSources, methods, path: '/v1/glossary', operationId: 'listGlossary' };
    const growth = resourcesWith([...API_ROUTES, another]) - resourcesWith(API_ROUTES);
    expect(growth).toBeGreaterThan(0);
    expect(growth).toBeLessThanOrEqual(MOST_PER_OPERATION);
  });
});
