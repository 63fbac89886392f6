/**
 * A night with a register of any size, through the steps of a run on the store of this machine, and reads after it: `night.part.ts SUPPLIERS`,
 * or `shipped` for the register as it ships.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_DRAWS_FOLDER, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import { entryOf } from '#domain/numbers/memoized.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import type { MeasuredNight } from '#functions/commands/pages/cost/measured-night.ts';
import { openLocalStore } from '#functions/local/local-store.ts';
import { runPipeline } from '#functions/local/run-pipeline.ts';
import type { ScoredSubject } from '#functions/ports/run-rows.ts';
import type { MakeRunScorer } from '#functions/scoring/results/run-scorer.ts';
import { tellMeasured } from './bench-part.ts';
import { type MeasuredRead, measuredReads } from './reads.ts';
import { withSyntheticRegister } from './synthetic-register.ts';
import { meterWrites } from './write-meter.ts';

/** Results of one type of subject: how many were made, CPU milliseconds and bytes of draws of all together. */
export interface MadeResults {
  readonly results: number;
  readonly cpu_ms: number;
  readonly draw_bytes: number;
}

export interface NightAndReads {
  readonly night: MeasuredNight;
  /** By type of subject. */
  readonly made: Readonly<Record<string, MadeResults>>;
  readonly reads: readonly MeasuredRead[];
}

const COPY = /^(.*)-(\d+)$/;
/**
 * The run that is measured is that of the second day: it has a run before it to be compared with, changes to tell and a history to go on with. Controls are a day
 * older, which moves about a third of the scores by a hundredth of a point or more.
 */
const RUNS = ['2026-10-01T18:30:00.000Z', '2026-10-02T18:30:00.000Z'] as const;
const SHIPPED = new Set(bundledReferenceData.supplier_sites.map(({ supplier }) => supplier)).size;

/**
 * The shipped register is scored as a night scores it. In a larger one copies of a supplier have its results under their own ids, drawn a tenth
 * as often, so that it takes minutes; every other step does all of its work for all suppliers.
 */
async function nightAndReads(suppliers: number): Promise<NightAndReads> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-night-'));
  const store = await openLocalStore(folder, undefined, suppliers > SHIPPED);
  try {
    const facts = withSyntheticRegister(bundledReferenceData, suppliers);
    const made = new Map<string, MadeResults>();
    const kept: ResultsKept = new Map();
    const ports = { ...store.ports, newestFacts: async () => facts, makeScorer: countingScorer(store.ports.makeScorer, kept, made) };
    const night = async (begun: string): Promise<MeasuredNight> => {
      made.clear();
      const [units, before, steps] = [meterWrites(store.client), objectsIn(folder), stepTimes()];
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
    const reads = await measuredReads(store, facts.supplier_sites.at(-1)?.supplier_name ?? '');
    return { night: measured, made: Object.fromEntries(made), reads };
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
function stepTimes() {
  const seconds: Record<string, number> = {};
  let [step, since] = ['', cpuMsNow()];
  const close = (): void => {
    if (step !== '') seconds[step] = Math.round((seconds[step] ?? 0) * 10 + (cpuMsNow() - since) / 100) / 10;
    since = cpuMsNow();
  };
  return {
    onProgress(progress: { readonly step: string }): void {
      if (progress.step !== step) close();
      step = progress.step;
    },
    done(): Readonly<Record<string, number>> {
      close();
      return seconds;
    },
  };
}

/** Results by day, subject and buyer. */
type ResultsKept = Map<string, ScoredSubject>;

/** Makes the results of a subject once, counts what that takes, and gives them to its copies. */
function countingScorer(makeScorer: MakeRunScorer, kept: ResultsKept, made: Map<string, MadeResults>): MakeRunScorer {
  return async (run, sha256) => {
    const scorer = await makeScorer(run, sha256);
    const nameOf = new Map(scorer.subjects.map(({ id, name }) => [id, name]));
    const counted = (...[subject, buyer]: Parameters<typeof scorer.findings>): ScoredSubject => {
      const since = cpuMsNow();
      const found = scorer.findings(subject, buyer);
      const before = made.get(subject.type) ?? { results: 0, cpu_ms: 0, draw_bytes: 0 };
      made.set(subject.type, {
        results: before.results + 1,
        cpu_ms: before.cpu_ms + cpuMsNow() - since,
        draw_bytes: before.draw_bytes + (found.draws?.length ?? 0) * Uint16Array.BYTES_PER_ELEMENT, // as they are kept
      });
      return found;
    };
    return {
      ...scorer,
      findings(subject, buyer) {
        const original = subject.type === 'supplier' ? COPY.exec(subject.id)?.[1] : undefined;
        const isCopy = original !== undefined && nameOf.has(original);
        const from = isCopy ? { type: 'supplier' as const, id: original } : subject;
        const one = entryOf(kept, `${run.as_of}|${from.type}|${from.id}|${buyer}`, () => counted(from, buyer));
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

const [, , size = 'shipped'] = process.argv;
tellMeasured(await nightAndReads(size === 'shipped' ? SHIPPED : Number(size)));
