import { expect, test } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { normal, openStream } from '#domain/numbers/random-stream.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { drawInputs, inputLayout } from '#domain/uncertainty/input-draws.ts';
import { commonDraws, sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { scoreOfDraw, scoreOfSupplierDraw } from '#test/builders/scored-draw.ts';

const published = bundledMethodologies.get('1.0.0');
if (published === undefined) throw new Error('methodology 1.0.0 is not shipped');
const methodology = methodologyOf(published.document);
const { version, parameters } = methodology;
const index = indexReferenceData(data, methodology);
const DAYS = ['2024-12-03', '2026-10-01'];
const common = commonDraws(methodology, 2, seedOf);
const options = { seedOf, draws: 2, commonDraws: common };

test.each(DAYS)('on %s every draw of every element and buyer is the score of the drawn inputs under the drawn parameters', (as_of) => {
  const { readings: signals } = signalReadings(data, parameters, as_of);
  let compared = 0;
  for (const buyer of BUYERS) {
    for (const element of elementIds(data)) {
      const { inputs } = elementInputs(index, { element, buyer, as_of, signals });
      const layout = inputLayout(inputs, methodology);
      for (const [draw, score] of sampleElement(inputs, methodology, options).scores.entries()) {
        const drawn = drawInputs(openStream(seedOf(`${version}|${element}|${buyer}|${draw}|inputs`)), draw, layout, parameters);
        const parametersDrawn = common.draws[draw];
        if (parametersDrawn === undefined) throw new RangeError(`no common draw ${draw}`);
        expect(Math.abs(score - scoreOfDraw(inputs, methodology, layout, parametersDrawn, drawn, seedOf))).toBeLessThan(1e-9);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(2 * BUYERS.length * 30);
});

test('every draw of every supplier for Japan is the score of its drawn cover under the drawn parameters', () => {
  const as_of = '2026-10-01';
  const { readings: signals } = signalReadings(data, parameters, as_of);
  for (const { id } of suppliersOf(data.supplier_sites)) {
    const { inputs } = supplierInputs(index, { supplier: id, buyer: 'JPN', as_of, signals });
    const { scores } = sampleSupplier(inputs, methodology, { ...options, supplierId: id });
    for (const [draw, parametersDrawn] of common.draws.entries()) {
      const coverZ = normal(openStream(seedOf(`${version}|${id}|JPN|${draw}|inputs`)));
      const long = scoreOfSupplierDraw(inputs, methodology, parametersDrawn, coverZ);
      if (long === null) expect(scores).toHaveLength(0);
      else expect(Math.abs((scores[draw] as number) - long)).toBeLessThan(1e-9);
    }
  }
});
