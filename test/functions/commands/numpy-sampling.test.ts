import { expect, test } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { commonDraws, sampleElement } from '#domain/uncertainty/sampling.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { hasNumpy, NUMPY_TOLERANCE, sampleInNumpy } from '#functions/commands/checks/bench/numpy-sampling.ts';

const DRAWS = 40;

test.skipIf(!hasNumpy()).each(['1.0.0', '1.1.0'])('numpy, which knows nothing of the scorer, draws the same scores under %s', (version) => {
  const shipped = bundledMethodologies.get(version);
  if (shipped === undefined) throw new Error(`${version} does not ship`);
  const methodology = methodologyOf(shipped.document);
  const index = indexReferenceData(data, methodology);
  const common = commonDraws(methodology, DRAWS, seedOf);
  const as_of = '2026-10-01';
  const { readings: signals } = signalReadings(data, methodology.parameters, as_of);
  const elements = ['EUU', 'JPN'].flatMap((buyer) =>
    elementIds(data).map((element) => elementInputs(index, { element, buyer, as_of, signals }).inputs),
  );
  const own = elements.flatMap((inputs) => [...sampleElement(inputs, methodology, { seedOf, draws: DRAWS, commonDraws: common }).scores]);
  const { scores } = sampleInNumpy(elements, methodology, common, DRAWS);
  expect(scores).toHaveLength(own.length);
  expect(own.length).toBeGreaterThan(60 * DRAWS);
  const apart = own.map((score, draw) => Math.abs(score - (scores[draw] as number)));
  expect(Math.max(...apart)).toBeLessThan(NUMPY_TOLERANCE);
});
