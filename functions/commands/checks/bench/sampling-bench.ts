import { createHash } from 'node:crypto';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { supplierInputs, suppliersOf } from '#domain/facts/suppliers/supplier-inputs.ts';
import { rankIntervals } from '#domain/numbers/rank-interval.ts';
import { signalReadings } from '#domain/signals/signal-inputs.ts';
import { type CommonDraws, commonDraws, type SampledScore, sampleElement, sampleSupplier } from '#domain/uncertainty/sampling.ts';
import { sensitivity } from '#domain/uncertainty/sensitivity.ts';
import { type Methodology, methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData as data } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed as seedOf } from '#functions/adapters/sha256-seed.ts';
import { hasNumpy, NUMPY_TOLERANCE, sampleInNumpy } from './numpy-sampling.ts';

/** CPU seconds of one thread; elapsed time means nothing on a busy machine. */
export interface SamplingTime {
  readonly what: string;
  /** Null: not measured, for the reason in `more`. */
  readonly cpuSeconds: number | null;
  readonly more: string;
}

export interface SamplingBench {
  readonly draws: number;
  readonly samples: number;
  readonly asOf: string;
}

/**
 * How long the uncertainty of a night takes on one core with the shipped facts and all buyers, under the published methodology and those in
 * shadow, with a checksum of all sampled scores. Where there is a Python with numpy, it samples the elements as well, and the scores are
 * compared.
 */
export function samplingTimes(bench: SamplingBench): readonly SamplingTime[] {
  const measured = [...bundledMethodologies.values()].filter(
    ({ document }) => document.version === PUBLISHED_METHODOLOGY || document.status === 'shadow',
  );
  return measured.flatMap(({ document }) => timesUnder(methodologyOf(document), bench));
}

function timesUnder(methodology: Methodology, { draws, samples, asOf }: SamplingBench): readonly SamplingTime[] {
  const times: SamplingTime[] = [];
  const timed = <T>(what: string, work: () => T, more: (result: T) => string = () => ''): T => {
    const before = process.threadCpuUsage();
    const result = work();
    const { user, system } = process.threadCpuUsage(before);
    times.push({ what: `${methodology.version}: ${what}`, cpuSeconds: (user + system) / 1e6, more: more(result) });
    return result;
  };
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
  const common = timed(`common draws, ${Math.max(draws, 2 * samples)}`, () =>
    commonDraws(methodology, Math.max(draws, 2 * samples), seedOf),
  );
  const shared = { seedOf, draws, commonDraws: common };
  const sampled = timed(
    `elements, ${elements.length} x ${draws} draws`,
    () => elements.map((inputs) => sampleElement(inputs, methodology, shared)),
    (results) => {
      const checksum = createHash('sha256');
      for (const { scores } of results) checksum.update(scores);
      return `${results.filter(({ interval }) => interval !== null).length} scored, sha256 ${checksum.digest('hex').slice(0, 16)}`;
    },
  );
  times.push(numpyTime(elements, sampled, methodology, common, draws));
  const scoresFor = (buyer: string) =>
    new Map(elements.flatMap((inputs, n) => (inputs.buyer === buyer ? [[inputs.element, sampled[n]?.scores ?? []] as const] : [])));
  timed(`rank intervals, ${BUYERS.length} rankings`, () => BUYERS.map((buyer) => rankIntervals(scoresFor(buyer))));
  timed(`suppliers, ${suppliers.length} x ${draws} draws`, () =>
    suppliers.map(({ id, inputs }) => sampleSupplier(inputs, methodology, { ...shared, supplierId: id })),
  );
  timed(`sensitivity, ${elements.length} x N ${samples}`, () =>
    elements.map((inputs) => sensitivity(inputs, methodology, { seedOf, samples, commonDraws: common })),
  );
  return times;
}

/**
 * CPU time of sampling the elements in vectorized numpy; without numpy on the machine, a line that says it was skipped. Throws when the
 * scores differ from ours by more than the tolerance.
 */
function numpyTime(
  elements: readonly ElementInputs[],
  sampled: readonly SampledScore[],
  methodology: Methodology,
  common: CommonDraws,
  draws: number,
): SamplingTime {
  const what = `${methodology.version}: the same elements in vectorized numpy`;
  if (!hasNumpy()) return { what, cpuSeconds: null, more: 'skipped: no Python with numpy on this machine' };
  const { versions, cpuSeconds, scores } = sampleInNumpy(elements, methodology, common, draws);
  const own = sampled.flatMap(({ scores: ofElement }) => [...ofElement]);
  if (own.length !== scores.length) throw new Error(`numpy gave ${scores.length} scores of ${own.length}`);
  const apart = own.reduce((largest, score, index) => Math.max(largest, Math.abs(score - (scores[index] as number))), 0);
  if (!(apart <= NUMPY_TOLERANCE)) throw new Error(`scores in numpy differ by ${apart} points, more than ${NUMPY_TOLERANCE}`);
  return { what, cpuSeconds, more: `${versions}; scores at most ${apart.toExponential(1)} points apart (tolerance ${NUMPY_TOLERANCE})` };
}
