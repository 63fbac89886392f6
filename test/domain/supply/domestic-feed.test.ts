import { describe, expect, test } from 'vitest';
import { prepareSharesByStage } from '#domain/supply/domestic-feed.ts';
import { elementTables, statedShares } from '#domain/supply/element-tables.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

/** Half of the magnets of Japan are its own, made from metal of which China has 80 % and Vietnam 20 %; a third of that feed can be replaced. */
const stages = {
  metal: { world: { CHN: 0.8, VNM: 0.2 }, import_reliance: 1 },
  magnet: { world: { JPN: 0.5, DEU: 0.5 }, import_reliance: 0.5 },
};
const rule = { elements: ['Nd'], stage: 'magnet', from: 'metal', dependency: 2 / 3 } as const;
const methodology: Methodology = { ...goldenMethodology, parameters: { ...goldenMethodology.parameters, domestic_feed: [rule] } };
const tables = elementTables({ stages, governance: {} });
const magnets = prepareSharesByStage({ element: 'Nd', buyer: 'JPN' }, tables, methodology).get('magnet');
const stated = { ...statedShares(tables), eolRir: 0 };

describe('domestic magnets on foreign metal', () => {
  test('count with the origins of the metal as far as they depend on it', () => {
    const shares = magnets?.effective(stated);
    expect(shares?.origins).toEqual(['CHN', 'DEU', 'VNM']);
    expect(shares?.a).toEqual([(0.5 * 2 * 0.8) / 3, 0.5, (0.5 * 2 * 0.2) / 3].map((share) => expect.closeTo(share, 14)));
    expect(shares?.domestic).toBeCloseTo(0.5 / 3, 14);
    expect(shares?.world).toEqual([0, 0.5, 0]);
  });

  test('stay domestic in a draw without any metal, and are none in a draw without any magnets', () => {
    const [metal, magnet] = tables.stages;
    const without = (stage: typeof metal) => {
      const world = stated.world.slice();
      world.fill(0, stage?.world.offset, (stage?.world.offset ?? 0) + (stage?.world.origins.length ?? 0));
      return magnets?.draw({ ...stated, world });
    };
    expect(without(metal)).toMatchObject({ domestic: 0.5, a: new Float64Array([0, 0.5, 0]) });
    expect(without(magnet)).toBeNull();
  });
});
