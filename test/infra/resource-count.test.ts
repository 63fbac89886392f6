import { describe, expect, it } from 'vitest';
import { SOURCE_CONTRACTS, type SourceContract } from '#contracts/collection/source-contracts.ts';
import { synthesizedService } from './synthesized-service.ts';

/** CloudFormation refuses a stack above this. */
const QUOTA = 500;
/** There is time left to make room. */
const TOO_MANY = 280;
/** Function, role, policy, log, schedule, rule, permission, metric. */
const MOST_PER_SOURCE = 8;

const resourcesWith = (sources: readonly SourceContract[] = SOURCE_CONTRACTS): number =>
  Object.keys(synthesizedService('prod', sources).template.toJSON().Resources).length;

describe('the resources of the service stack', () => {
  it('leave room for more', () => {
    const count = resourcesWith();
    console.log(`the service stack has ${count} resources`);
    expect(
      count,
      `the service stack has ${count} resources, and CloudFormation takes ${QUOTA} at most: put operations that need the same rights into one function, or take a part out into a stack of its own (docs/decisions/0006)`,
    ).toBeLessThan(TOO_MANY);
  });

  it('grow by eight with one more source that is collected', () => {
    expect(resourcesWith() - resourcesWith(SOURCE_CONTRACTS.slice(1))).toBe(MOST_PER_SOURCE);
  });
});
