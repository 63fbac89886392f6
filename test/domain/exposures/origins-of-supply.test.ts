import { describe, expect, test } from 'vitest';
import { originsOfSupply, stagesAboveBenchmark } from '#domain/exposures/exposure.ts';
import type { ElementInputs } from '#domain/method/element.ts';
import { parametersOf } from '#domain/method/parameters.ts';
import { shippedMethodology } from '#test/builders/shipped-facts.ts';

const parameters = parametersOf(shippedMethodology);

/** Without imports, own output and recycling the shares are those of the world. */
const inputs = (stages: ElementInputs['stages']) => ({ buyer: 'JPN', eol: 0, demand_share: 0.1, stages }) as ElementInputs;

describe('origins of supply', () => {
  test('are shares of the whole, with the largest by name', () => {
    const found = originsOfSupply(inputs({ separation: { world: { CHN: 0.25, MYS: 0.75 } } }), 'separation', parameters);
    expect(found).toEqual({ top: 'MYS', top_share: expect.closeTo(0.75, 12), china_share: expect.closeTo(0.25, 12), domestic_share: 0 });
  });

  test('take the first by name of equals, and never the unnamed remainder', () => {
    const found = originsOfSupply(inputs({ mine: { world: { OTH: 0.6, VNM: 0.2, AUS: 0.2 } } }), 'mine', parameters);
    expect(found).toMatchObject({ top: 'AUS', china_share: 0 });
    expect(originsOfSupply(inputs({ mine: { world: { OTH: 1 } } }), 'mine', parameters)).toMatchObject({
      top: null,
      top_share: null,
    });
  });

  test('are unknown without world shares', () => {
    expect(originsOfSupply(inputs({ mine: { world: { AUS: 1 } } }), 'separation', parameters)).toBeNull();
    expect(originsOfSupply(inputs({ separation: { world: {} } }), 'separation', parameters)).toBeNull();
  });
});

test('65 % from one country is within the benchmark of the EU, more is not; a stage of which nothing is known is not above it', () => {
  const stages = { mine: { world: { CHN: 0.65, AUS: 0.35 } }, separation: { world: { CHN: 0.66, AUS: 0.34 } }, refining: { world: {} } };
  expect(stagesAboveBenchmark(inputs(stages), parameters)).toEqual(['separation']);
});
