/**
 * A night of a large register through the real steps of a run, each in a process of its own, with the table
 * in another one (dynalite, in memory) and the
 * objects as files, and a bus of 20 ms a call. Two nights: in the first copies of a supplier take over its score.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BatchRequest, batchRequestSchema } from '#contracts/run/run-messages.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { type CommandSpecification, runCommand } from '#functions/commands/command-line.ts';
import { closeBatch, closeRun, followBatch, planFollowUp, showRun } from '#functions/scoring/after-run.ts';
import { beginRun } from '#functions/scoring/begin-run.ts';
import { completeRun } from '#functions/scoring/complete-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { rankBatch } from '#functions/scoring/rank-batch.ts';
import type { MakeRunScorer } from '#functions/scoring/results/run-scorer.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { scoringServices } from '#functions/scoring/scoring.services.ts';
import { scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { type ArchivedObjects, fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import type { RunEvents } from '#functions/store/runs/run-events.ts';
import type { ScoredSubject } from '#functions/store/runs/run-rows.ts';
import { capacityUsed, tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { inParallel } from '#functions/store/table/table.ts';
import { registerCopies } from '#test/builders/large-register.ts';
import { startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';

const COMMAND = {
  name: 'node test/research/large-night.command.ts',
  does: 'Runs a night with a register of so many suppliers, and prints what each step took: seconds, memory, requests, capacity units.',
  options: {
    suppliers: { value: 'N', says: 'how many', default: '2440' },
    workers: { value: 'N', says: 'processes that do batches side by side', default: '2' },
    anew: {
      value: 'N',
      says: 'score every Nth batch anew in the second night; in the others copies of a supplier take over its score',
      default: '1',
    },
    wide: { says: 'a control of China on everything begins with the second night' },
  },
  examples: ['node test/research/large-night.command.ts --suppliers 100000'],
} as const satisfies CommandSpecification;

const TABLE = 'Scores';
/** A call of a bus. */
const BUS_MS = 20;
const DAYS = ['2026-10-01', '2026-10-02'] as const;

/** A step that one process does. */
interface Work {
  readonly step:
    | 'begin'
    | 'score'
    | 'complete'
    | 'rank'
    | 'publish'
    | 'plan-follow-up'
    | 'follow'
    | 'show'
    | 'close'
    | 'after';
  readonly day: string;
  readonly suppliers: number;
  readonly folder: string;
  readonly endpoint: string;
  /** Batches whose number leaves this rest go to this process. */
  readonly worker: number;
  readonly workers: number;
  /** Every so many batches are scored anew; 0: none is. */
  readonly anew: number;
  readonly isWide: boolean;
}

interface Used {
  readonly wall_s: number;
  readonly cpu_s: number;
  readonly rss_mb: number;
  readonly write_units: number;
  readonly read_units: number;
  readonly objects_written: number;
  readonly objects_read: number;
  readonly mb_written: number;
  readonly events: number;
  /** The longest batch. */
  readonly longest_s: number;
}

/** Megabytes. `resourceUsage` would also count what the process that has started this one had before. */
const largestResidentSet = (): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function counted(objects: ArchivedObjects) {
  const count = { objects_written: 0, objects_read: 0, mb_written: 0 };
  return {
    count,
    objects: {
      ...objects,
      read: (key: string) => {
        count.objects_read += 1;
        return objects.read(key);
      },
      write: (key: string, bytes: Uint8Array) => {
        count.objects_written += 1;
        count.mb_written += bytes.length / 1e6;
        return objects.write(key, bytes);
      },
    },
  };
}

/** Gives copies of a supplier the score of the shipped one, which has the same chain. */
function scorerOfOriginals(makeScorer: MakeRunScorer): MakeRunScorer {
  const shipped = new Set(bundledReferenceData.supplier_sites.map(({ supplier }) => supplier));
  const original = (id: string): string => (shipped.has(id) ? id : id.replace(/-\d+$/, ''));
  const made = new Map<string, ScoredSubject>();
  return async (run, sha256, subjects) => {
    const scorer = await makeScorer(
      run,
      sha256,
      subjects?.map((subject) => ({ ...subject, id: original(subject.id) })),
    );
    return {
      ...scorer,
      findings({ type, id }, buyer) {
        const key = `${type} ${original(id)} ${buyer}`;
        const found = made.get(key) ?? scorer.findings({ type, id: original(id) }, buyer);
        made.set(key, found);
        const { result, explanation } = found;
        const renamed = {
          ...result,
          document: { ...result.document, subject: { ...result.document.subject, id } },
        };
        return {
          ...found,
          result: renamed,
          explanation: { ...explanation, subject: { ...explanation.subject, id } },
        };
      },
    };
  };
}

const isAnew = ({ batch, subjects }: BatchRequest, each: number): boolean =>
  each > 0 && (batch % each === 0 || subjects[0]?.type !== 'supplier');

/** The facts with a control of China on everything from a day on. */
function withControl(data: ReferenceData, from: string): ReferenceData {
  const [row] = data.policy.filter(({ mapping }) => mapping?.control_class === 'origin_ban');
  if (row === undefined) throw new Error('no ban of an origin is known');
  const of = { origins: ['CHN'], targets: ['ALL'] };
  const elements = data.elements.map(({ symbol }) => symbol);
  const applies = [{ elements, stages: ['mine', 'refining', 'metal'] as const, coverage: 1 }];
  const dates = { date: from, known_from: from, announced: from, effective_from: from, effective_to: null };
  const wide = { ...row, ...of, ...dates, row: 'policy:WIDE', id: 'WIDE', elements, linked: [] };
  const mapping = { control_class: 'origin_ban', applies, ...of };
  return { ...data, policy: [...data.policy, { ...wide, mapping } as unknown as typeof row] };
}

/** Does a step, in this process, and prints what it took. */
async function doStep(work: Work): Promise<void> {
  const [begun, cpu] = [performance.now(), cpuSeconds()];
  const { count, objects } = counted(fileArchivedObjects(work.folder));
  const tables = tablesForRuns({
    endpoint: work.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { connectionTimeout: 0, requestTimeout: 0 },
  });
  const pinned = scoringServices({
    tables,
    table: TABLE,
    snapshots: inputSnapshotsIn(objects),
    objects,
    codeVersion: 'large-night',
  });
  let sent = 0;
  const events: RunEvents = {
    // Ten events a call, as EventBridge takes them, many calls side by side.
    async send(all) {
      sent += all.length;
      const calls = Array.from({ length: Math.ceil(all.length / 10) });
      await inParallel(calls, 8, () => sleep(BUS_MS));
    },
  };
  const facts = work.isWide ? withControl(bundledReferenceData, DAYS[1]) : bundledReferenceData;
  const ports = {
    ...scoringPorts({ ...pinned, newestFacts: async () => facts, events }),
    moreSuppliers: () => registerCopies(bundledReferenceData, work.suppliers),
  };
  const takenOver = { ...ports, makeScorer: scorerOfOriginals(pinned.makeScorer) };
  const now = `${work.day}T18:30:00.000Z`;
  const newest = async () => (await ports.ledger.list(1, null))[0]?.run_id ?? '';
  let longest = 0;
  const ofBatches = async (one: (request: BatchRequest) => Promise<unknown>) => {
    for (const request of (await ports.rows.plan(await newest())) ?? []) {
      if (request.batch % work.workers !== work.worker) continue;
      const from = performance.now();
      await one(batchRequestSchema.parse(request));
      longest = Math.max(longest, performance.now() - from);
    }
  };
  const steps: Readonly<Record<Work['step'], () => Promise<unknown>>> = {
    begin: () => beginRun(work.isWide ? { accept_movement: true } : {}, now, ports),
    score: () => ofBatches((request) => scoreBatch(request, isAnew(request, work.anew) ? ports : takenOver)),
    complete: async () => {
      const { passed, findings } = await completeRun(await newest(), now, ports);
      if (!passed) throw new Error(findings.join('; '));
    },
    rank: () => ofBatches((request) => rankBatch(request, ports)),
    publish: async () => publishRun(await newest(), now, ports.ledger),
    'plan-follow-up': async () => planFollowUp(await newest(), ports),
    follow: () => ofBatches((request) => followBatch(request, ports)),
    show: async () => showRun(await newest(), ports),
    close: () => ofBatches((request) => closeBatch(request, now, ports)),
    after: async () => console.error(JSON.stringify(await closeRun(await newest(), now, ports))),
  };
  await steps[work.step]();
  const { read, write } = capacityUsed() ?? { read: 0, write: 0 };
  const used: Used = {
    wall_s: (performance.now() - begun) / 1000,
    cpu_s: cpuSeconds() - cpu,
    rss_mb: largestResidentSet(),
    write_units: write,
    read_units: read,
    ...count,
    events: sent,
    longest_s: longest / 1000,
  };
  console.log(JSON.stringify(used));
}

/** Does a step in a process of its own. */
function inProcess(work: Work): Promise<Used> {
  const child = spawn(process.execPath, [import.meta.filename, '--suppliers', String(work.suppliers)], {
    env: { ...process.env, LARGE_NIGHT_STEP: JSON.stringify(work) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      const last = told.trim().split('\n').at(-1);
      if (code === 0 && last !== undefined) resolve(JSON.parse(last));
      else reject(new Error(`the step ${work.step} ended with ${code}`));
    });
  });
}

const LARGEST: readonly (keyof Used)[] = ['wall_s', 'rss_mb', 'longest_s'];

function together(all: readonly Used[]): Used {
  const names = Object.keys(all[0] ?? {}) as (keyof Used)[];
  const of = (name: keyof Used): number => {
    const values = all.map((one) => one[name]);
    return LARGEST.includes(name) ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
  };
  return Object.fromEntries(names.map((name) => [name, Math.round(10 * of(name)) / 10])) as unknown as Used;
}

async function nights(suppliers: number, workers: number, each: number, wide: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-large-night-'));
  const double = await startDynamodbDouble([TABLE]);
  const place = { suppliers, folder, endpoint: double.place.endpoint };
  const step = async (name: Work['step'], day: string, processes: number) => {
    const all = Array.from({ length: processes }, (_, worker) =>
      inProcess({
        ...place,
        step: name,
        day,
        worker,
        workers: processes,
        anew: day === DAYS[0] ? 0 : each,
        isWide: wide && day !== DAYS[0],
      }),
    );
    const used = together(await Promise.all(all));
    console.log(`${day} ${name.padEnd(14)} ${JSON.stringify(used)}`);
    return used;
  };
  try {
    for (const day of DAYS) {
      const night = [
        await step('begin', day, 1),
        await step('score', day, workers),
        await step('complete', day, 1),
        await step('rank', day, workers),
        await step('publish', day, 1),
        await step('plan-follow-up', day, 1),
        await step('follow', day, workers),
        await step('show', day, 1),
        await step('close', day, workers),
        await step('after', day, 1),
      ];
      console.log(`the night: ${JSON.stringify(together(night))}`);
    }
  } finally {
    await double.close();
    rmSync(folder, { recursive: true });
  }
}

const { LARGE_NIGHT_STEP: given } = process.env;
if (given !== undefined) await doStep(JSON.parse(given));
else
  await runCommand(COMMAND, ({ options }) =>
    nights(Number(options.suppliers), Number(options.workers), Number(options.anew), options.wide),
  );
