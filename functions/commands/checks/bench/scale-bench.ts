/** A night with a register of any size, through the steps of a run on the store of this machine: units, objects, seconds and memory. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_DRAWS_FOLDER, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { type PipelineProgress, runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoredSubject } from '#functions/ports/run-rows.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import type { MakeRunScorer } from '#functions/scoring/results/run-scorer.ts';
import type { MeasuredNight, WholeResults } from '../../pages/cost/measured-night.ts';
import { readsAtSize } from './reads-at-size.ts';
import { withSyntheticRegister } from './synthetic-register.ts';
import { meterWrites } from './write-meter.ts';

const COPY = /^(.*)-(\d+)$/;

/**
 * The run that is measured is that of the second day: it has a run before it to be compared with, changes to tell and a history to go on with. Controls are a day
 * older, which moves about a third of the scores by a hundredth of a point or more.
 */
const RUNS = ['2026-10-01T18:30:00.000Z', '2026-10-02T18:30:00.000Z'] as const;
const DAY = '2026-10-02';
/** As many as the review of 2026-11-26 has measured for, so that both can stand side by side. */
const MEASURED_BUYERS = 4;

/**
 * Measures nights with so many suppliers each, in the order given, and reads after the last of them. What ships is scored once for each day, with a tenth of the draws; copies of a
 * supplier have its results under their own ids, so that nights of thousands take minutes. Every other step does all of its work for all suppliers.
 */
export async function measuredNights(
  sizes: readonly number[],
  onProgress: (suppliers: number, progress: PipelineProgress) => void,
): Promise<readonly MeasuredNight[]> {
  const kept: ResultsKept = new Map();
  const nights: MeasuredNight[] = [];
  for (const [n, suppliers] of sizes.entries()) {
    const isLast = n === sizes.length - 1; // the functions of the API keep the store that they have seen first
    nights.push(await measuredNight(suppliers, kept, isLast, (progress) => onProgress(suppliers, progress)));
  }
  return nights;
}

/** CPU of results as a night makes them, with all draws, and bytes of these: the mean over all suppliers and buyers, of which some take three times as long as others. */
export async function wholeResults(): Promise<WholeResults> {
  const version = PUBLISHED_METHODOLOGY;
  const identity = {
    run_id: 'r0000000001',
    as_of: DAY,
    known_at: DAY,
    started_at: RUNS[1],
    code_version: 'bench',
  };
  const run = { ...identity, methodology: { version, sha256: bundledMethodologies.get(version)?.sha256 ?? '' } };
  const scorer = referenceRunScorer(run, { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed });
  const chosen = scorer.subjects.filter(({ type }) => type === 'supplier');
  for (const buyer of scorer.buyers) scorer.findings(chosen[0] ?? { type: 'supplier', id: '' }, buyer);
  const from = cpuMsNow();
  const found = chosen.flatMap((subject) => scorer.buyers.map((buyer) => scorer.findings(subject, buyer)));
  const ms = cpuMsNow() - from;
  const bytes = found.reduce((sum, { draws }) => sum + (draws?.length ?? 0) * Uint16Array.BYTES_PER_ELEMENT, 0);
  return { results: found.length, cpu_ms: Math.round((10 * ms) / found.length) / 10, draw_bytes: Math.round(bytes / found.length) };
}

async function measuredNight(
  suppliers: number,
  kept: ResultsKept,
  isRead: boolean,
  onProgress: (progress: PipelineProgress) => void,
): Promise<MeasuredNight> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-scale-'));
  const store = await openLocalStore(folder, undefined, true);
  try {
    const facts = withSyntheticRegister(bundledReferenceData, suppliers);
    const ports = { ...store.ports, newestFacts: async () => facts, makeScorer: scoringOnce(store.ports.makeScorer, kept) };
    const night = async (begun: string) => {
      const [units, before, steps] = [meterWrites(store.client), objectsIn(folder), stepTimes(onProgress)];
      const { run_id, published, findings } = await runPipeline({}, ports, () => begun, steps.onProgress);
      if (!published) throw new Error(`the run of ${begun} with ${suppliers} suppliers was not published: ${findings.join('; ')}`);
      const [record, after, seconds] = [await ports.ledger.get(run_id), objectsIn(folder), steps.done()];
      if (record === null) throw new Error(`run ${run_id} has no record`);
      const written = Object.entries(units.stop());
      const { subjects, buyers } = await ports.makeScorer(record, record.inputs_sha256);
      return {
        suppliers,
        subjects: subjects.length,
        buyers: buyers.length,
        write_units: Object.fromEntries(written.map(([kind, counted]) => [kind, counted.units])),
        row_bytes: written.reduce((sum, [, { bytes }]) => sum + bytes, 0),
        objects: after.count - before.count,
        object_bytes: after.keptBytes - before.keptBytes,
        cpu_seconds: seconds,
        peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      };
    };
    await night(RUNS[0]);
    const measured = await night(RUNS[1]);
    const name = facts.supplier_sites.at(-1)?.supplier_name ?? '';
    return { ...measured, reads: isRead ? await readsAtSize(store, name) : [] };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const cpuMsNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** CPU seconds of this process by step of a run. */
function stepTimes(tell: (progress: PipelineProgress) => void) {
  const seconds: Record<string, number> = {};
  let [step, since] = ['', cpuMsNow()];
  const close = (): void => {
    if (step !== '') seconds[step] = Math.round((seconds[step] ?? 0) * 10 + (cpuMsNow() - since) / 100) / 10;
    since = cpuMsNow();
  };
  return {
    onProgress(progress: PipelineProgress): void {
      if (progress.step !== step) close();
      step = progress.step;
      tell(progress);
    },
    done(): Readonly<Record<string, number>> {
      close();
      return seconds;
    },
  };
}

/** Results by day, subject and buyer. */
type ResultsKept = Map<string, ScoredSubject>;

function scoringOnce(makeScorer: MakeRunScorer, kept: ResultsKept): MakeRunScorer {
  return async (run, sha256) => {
    const scorer = await makeScorer(run, sha256);
    const nameOf = new Map(scorer.subjects.map(({ id, name }) => [id, name]));
    return {
      ...scorer,
      buyers: scorer.buyers.slice(0, MEASURED_BUYERS),
      findings(subject, buyer) {
        const original = subject.type === 'supplier' ? COPY.exec(subject.id)?.[1] : undefined;
        const isCopy = original !== undefined && nameOf.has(original);
        const from = isCopy ? { type: 'supplier', id: original } : subject;
        const one = entryOf(kept, `${run.as_of}|${from.type}|${from.id}|${buyer}`, () => scorer.findings(from, buyer));
        return isCopy ? renamed(one, subject.id, nameOf.get(subject.id) ?? subject.id) : one;
      },
    };
  };
}

function renamed({ result, explanation, draws }: ScoredSubject, id: string, name: string): ScoredSubject {
  const subject = { type: 'supplier' as const, id, name };
  return { result: { ...result, document: { ...result.document, subject } }, explanation: { ...explanation, subject }, draws };
}

/** Objects of runs in the folder of the data, and the bytes of those that are not draws. */
function objectsIn(folder: string): { readonly count: number; readonly keptBytes: number } {
  const bytesIn = (runs: string): readonly number[] =>
    !existsSync(join(folder, runs))
      ? []
      : readdirSync(join(folder, runs), { recursive: true, encoding: 'utf8' })
          .map((name) => statSync(join(folder, runs, name)))
          .flatMap((found) => (found.isFile() ? [found.size] : []));
  const kept = bytesIn(RUN_OBJECTS_FOLDER);
  return { count: kept.length + bytesIn(RUN_DRAWS_FOLDER).length, keptBytes: kept.reduce((sum, bytes) => sum + bytes, 0) };
}
