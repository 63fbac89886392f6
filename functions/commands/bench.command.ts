/**
 * `npm run bench -- [--draws 2000] [--samples 256] [--as-of 2026-10-01]`: how long the uncertainty of a night takes on one core, with the
 * shipped facts and all buyers, and a checksum of all sampled scores. Only a measurement: no test depends on the time it takes.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { elementInputs } from '#domain/assembly/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/assembly/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/assembly/supplier-inputs.ts';
import { methodologyOf } from '#domain/methodology.ts';
import { rankIntervals } from '#domain/rank-interval.ts';
import { commonDraws, sampleElement, sampleSupplier } from '#domain/sampling.ts';
import { BUYERS } from '#domain/score-document.ts';
import { sensitivity } from '#domain/sensitivity.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';

const METHODOLOGY = '1.0.0';

const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '2000' },
    samples: { type: 'string', default: '256' },
    'as-of': { type: 'string', default: '2026-10-01' },
  },
});
const draws = Number(values.draws);
const samples = Number(values.samples);
const asOf = values['as-of'];

/** Seconds of one thread, and seconds on the clock: on a busy machine the second says nothing. */
interface Taken {
  readonly cpu: number;
  readonly clock: number;
}

function timed<T>(work: () => T): { readonly result: T; readonly taken: Taken } {
  const began = performance.now();
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  return { result, taken: { cpu: (user + system) / 1e6, clock: (performance.now() - began) / 1e3 } };
}

function report(what: string, { cpu, clock }: Taken, more = ''): void {
  const columns = [what.padEnd(34), `${cpu.toFixed(2).padStart(6)} s CPU`, `${clock.toFixed(2).padStart(6)} s`, more];
  process.stdout.write(`${columns.join('  ').trimEnd()}\n`);
}

const published = bundledMethodologies.get(METHODOLOGY);
if (published === undefined) throw new Error(`methodology ${METHODOLOGY} is not shipped`);
const methodology = methodologyOf(published.document);
const index = indexReferenceData(data, methodology);
const { readings: signals } = signalReadings(data, methodology.parameters, asOf);
const elements = BUYERS.flatMap((buyer) =>
  elementIds(data).map((element) => elementInputs(index, { element, buyer, as_of: asOf, signals }).inputs),
);
const suppliers = BUYERS.flatMap((buyer) =>
  suppliersOf(data.supplier_sites).map(({ id }) => ({
    id,
    inputs: supplierInputs(index, { supplier: id, buyer, as_of: asOf, signals }).inputs,
  })),
);

const common = timed(() => commonDraws(methodology, Math.max(draws, 2 * samples), seedOf));
report(`common draws, ${common.result.draws.length}`, common.taken);
const shared = { seedOf, draws, commonDraws: common.result };

const ofElements = timed(() => elements.map((inputs) => sampleElement(inputs, methodology, shared)));
const checksum = createHash('sha256');
for (const { scores } of ofElements.result) checksum.update(scores);
const scored = ofElements.result.filter(({ interval }) => interval !== null).length;
report(
  `elements, ${elements.length} x ${draws} draws`,
  ofElements.taken,
  `${scored} scored, sha256 ${checksum.digest('hex').slice(0, 16)}`,
);

const ranks = timed(() =>
  BUYERS.map((buyer) =>
    rankIntervals(
      new Map(
        elements.flatMap((inputs, n) => (inputs.buyer === buyer ? [[inputs.element, ofElements.result[n]?.scores ?? []] as const] : [])),
      ),
    ),
  ),
);
report(`rank intervals, ${BUYERS.length} rankings`, ranks.taken);

const ofSuppliers = timed(() => suppliers.map(({ id, inputs }) => sampleSupplier(inputs, methodology, { ...shared, supplierId: id })));
report(`suppliers, ${suppliers.length} x ${draws} draws`, ofSuppliers.taken);

const drivers = timed(() => elements.map((inputs) => sensitivity(inputs, methodology, { seedOf, samples, commonDraws: common.result })));
report(`sensitivity, ${elements.length} x N ${samples}`, drivers.taken);
