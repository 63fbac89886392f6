/**
 * Nights of a large register through the real steps of a run, each in a process of its own, with the table
 * in another (dynalite, in memory), which takes as many write units a second as DynamoDB, the objects as
 * files, and a bus of 20 ms a call. At last all that readers of the feed have is compared with the scores and
 * with the events that were sent.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BatchRequest, batchRequestSchema } from '#contracts/run/run-messages.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { type CommandSpecification, runCommand, UsageError } from '#functions/commands/command-line.ts';
import { closeBatch, closeRun, followBatch, planFollowUp, showRun } from '#functions/scoring/after-run.ts';
import { beginRun, settleEarlierRuns } from '#functions/scoring/begin-run.ts';
import { completeRun } from '#functions/scoring/complete-run.ts';
import { publishRun } from '#functions/scoring/publish-run.ts';
import { rankBatch } from '#functions/scoring/rank-batch.ts';
import type { MakeRunScorer } from '#functions/scoring/results/run-scorer.ts';
import { eventsOf } from '#functions/scoring/run-changes.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import { scoringServices } from '#functions/scoring/scoring.services.ts';
import { type ScoringPorts, scoringPorts } from '#functions/scoring/scoring-ports.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { type ArchivedObjects, fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import type { RunEvents } from '#functions/store/runs/run-events.ts';
import type { ScoredSubject } from '#functions/store/runs/run-rows.ts';
import { capacityUsed, tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import { inParallel } from '#functions/store/table/table.ts';
import { registerCopies } from '#test/builders/large-register.ts';
import { startDynamodbDouble, type WriteLimits } from '#test/fakes/dynamodb-double.ts';

const COMMAND = {
  name: 'node test/research/large-night.command.ts',
  does: 'Runs a night with a register of so many suppliers, and prints what each step took: seconds, memory, requests, capacity units.',
  options: {
    suppliers: { value: 'N', says: 'how many', default: '2440' },
    workers: { value: 'N', says: 'processes that do batches side by side', default: '2' },
    anew: {
      value: 'N',
      says: 'score every Nth batch anew after the first night; in the others copies of a supplier take over its score',
      default: '1',
    },
    nights: {
      value: 'NIGHT,NIGHT',
      says: 'nights after the first. quiet: a day passes; wide: licences of all countries for everything begin, or end; a step: a wide one whose step is killed at its worst moment, which the next night heals',
      default: 'quiet',
    },
    units: {
      value: 'N',
      says: 'write units a second that a partition takes; the table 40 times as many',
      default: '1000',
    },
  },
  examples: [
    'node test/research/large-night.command.ts --suppliers 10000 --anew 20 --nights quiet,wide,close,quiet',
  ],
} as const satisfies CommandSpecification;

const TABLE = 'Scores';
/** A call of a bus. */
const BUS_MS = 20;
const FIRST_DAY = '2026-10-01';

/** Where a process dies that is killed in a step: what it has done is there, and nowhere noted. */
const WORST_MOMENTS = {
  begin: 'rows.putPlan',
  score: 'rows.putSummary',
  complete: 'ledger.update',
  rank: 'rows.putScores',
  publish: 'ledger.update',
  'plan-follow-up': 'ledger.update',
  follow: 'rows.putFollowUp',
  show: 'events.send',
  close: 'rows.putFollowUp',
  after: 'ledger.update',
} as const;
type Step = keyof typeof WORST_MOMENTS;
const isStep = (name: string): name is Step => name in WORST_MOMENTS;
const STEPS = Object.keys(WORST_MOMENTS).filter(isStep);
const FOLLOW_UP = STEPS.slice(STEPS.indexOf('plan-follow-up'));
const OF_BATCHES: readonly string[] = ['score', 'rank', 'follow', 'close'];

/** A step that one process does. */
interface Work {
  readonly step: Step | 'settle' | 'check';
  /** The newest when absent. */
  readonly run?: string;
  readonly isKilled: boolean;
  readonly day: string;
  readonly suppliers: number;
  readonly folder: string;
  readonly endpoint: string;
  /** Batches whose number leaves this rest go to this process. */
  readonly worker: number;
  readonly workers: number;
  /** Every so many batches are scored anew; 0: none is. */
  readonly anew: number;
  readonly hasControl: boolean;
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

/** The facts with licences of all countries for everything from a day on: most scores move. */
function withControl(data: ReferenceData, from: string): ReferenceData {
  const rows = data.policy.flatMap((row) => (row.mapping === null ? [] : [{ ...row, mapping: row.mapping }]));
  const row = rows.find(({ mapping }) => mapping.control_class === 'licence');
  if (row === undefined) throw new Error('no licence is known');
  const elements = data.elements.map(({ symbol }) => symbol);
  const applies = [{ elements, stages: ['mine', 'refining', 'metal'] as const, coverage: 1 }];
  const of = { origins: [...new Set(data.supplier_sites.map(({ country }) => country))], targets: ['ALL'] };
  const ids = { row: 'policy:WIDE', id: 'WIDE', elements, linked: [] };
  const dates = { date: from, known_from: from, announced: from, effective_from: from, effective_to: null };
  return {
    ...data,
    policy: [
      ...data.policy,
      { ...row, ...of, ...ids, ...dates, mapping: { ...row.mapping, ...of, applies } },
    ],
  };
}

/** Kills this process when a method is called the last time but some. */
function dying<Ports extends object>(ports: Ports, moment: string, calls: number): Ports {
  const [name, method] = moment.split('.') as [keyof Ports, string];
  let left = calls;
  const part = ports[name] as Readonly<Record<string, (...all: unknown[]) => unknown>>;
  const last = async (...all: unknown[]) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return part[method]?.(...all);
  };
  return { ...ports, [name]: { ...part, [method]: last } };
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
  const bus = join(work.folder, 'bus');
  const events: RunEvents = {
    // Ten events a call, as EventBridge takes them, many calls side by side.
    async send(all) {
      sent += all.length;
      appendFileSync(bus, all.map(({ detail }) => `${detail.event_id}\n`).join(''));
      const calls = Array.from({ length: Math.ceil(all.length / 10) });
      await inParallel(calls, 8, () => sleep(BUS_MS));
    },
  };
  const facts = work.hasControl ? withControl(bundledReferenceData, work.day) : bundledReferenceData;
  const whole = {
    ...scoringPorts({ ...pinned, newestFacts: async () => facts, events }),
    moreSuppliers: () => registerCopies(bundledReferenceData, work.suppliers),
  };
  const moment = isStep(work.step) ? WORST_MOMENTS[work.step] : '';
  const ports = work.isKilled ? dying(whole, moment, OF_BATCHES.includes(work.step) ? 2 : 1) : whole;
  const takenOver = { ...ports, makeScorer: scorerOfOriginals(pinned.makeScorer) };
  const now = `${work.day}T18:30:00.000Z`;
  const newest = async () => work.run ?? (await ports.ledger.list(1, null))[0]?.run_id ?? '';
  let found: string | null = null;
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
    settle: async () => {
      found = (await settleEarlierRuns(now, ports))?.run_id ?? null;
    },
    begin: () => beginRun({ accept_movement: true }, now, ports),
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
    after: async () => closeRun(await newest(), now, ports),
    check: async () => {
      found = JSON.stringify(
        await addedUp(ports, existsSync(bus) ? readFileSync(bus, 'utf8').trim().split('\n') : []),
      );
    },
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
  console.log(JSON.stringify({ used, found }));
}

/**
 * What readers of the feed and of the bus have of all nights, against the scores that are published: `lost`:
 * scores that the changes do not lead to; `broken`: changes that do not begin where the one before has ended;
 * `never_sent`, `sent_again`, `sent_unseen`: events of changes in the feed that were not sent, were sent more
 * than once, or that no change of the feed has.
 */
async function addedUp(
  { ledger, changes, scores, rows }: Pick<ScoringPorts, 'ledger' | 'changes' | 'scores' | 'rows'>,
  sent: readonly string[],
) {
  const [head, pointer] = [await changes.head(), await ledger.pointer()];
  if (head === null || pointer === null) throw new Error('nothing is published');
  const times = new Map<string, number>();
  for (const id of sent) times.set(id, (times.get(id) ?? 0) + 1);
  const runs = [...times.keys()].filter((id) => id.startsWith('run.completed'));
  const last = new Map<string, number | null>();
  const count = { changes: 0, broken: 0, lost: 0, never_sent: 0, sent_again: 0, sent_unseen: 0 };
  const nameOf = ({ subject: { type, id }, buyer }: Pick<ScoreDocument, 'subject' | 'buyer'>) =>
    `${type} ${id} ${buyer}`;
  for (const month of head.months)
    for (let after = ''; ; ) {
      const { never_told, shards, position: upTo } = head;
      const page = await changes.page({ month }, { after, upTo, limit: 500, never_told, shards });
      for (const change of page) {
        count.changes += 1;
        if ((last.get(nameOf(change)) ?? null) !== change.score_before) count.broken += 1;
        last.set(nameOf(change), change.score_after);
        for (const { detail } of eventsOf(change)) {
          const often = times.get(detail.event_id) ?? 0;
          if (often === 0) count.never_sent += 1;
          if (often > 1) count.sent_again += often - 1;
          times.delete(detail.event_id);
        }
      }
      const end = page.at(-1)?.position;
      if (end === undefined) break;
      after = end;
    }
  count.sent_unseen = times.size - runs.length;
  for (const { subjects } of (await rows.plan(pointer.run_id)) ?? [])
    for (const document of await scores.scoresOf(pointer.run_id, subjects))
      if ((last.get(nameOf(document)) ?? null) !== document.score) count.lost += 1;
  return { ...count, runs_completed: runs.length };
}

/** What it took, and what it found; `null`: it was killed. */
type Done = { readonly used: Used; readonly found: string | null } | null;

/** Does a step in a process of its own. */
function inProcess(work: Work): Promise<Done> {
  const child = spawn(process.execPath, [import.meta.filename, '--suppliers', String(work.suppliers)], {
    env: { ...process.env, LARGE_NIGHT_STEP: JSON.stringify(work) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      const last = told.trim().split('\n').at(-1);
      if (work.isKilled && signal === 'SIGKILL') resolve(null);
      else if (code === 0 && last !== undefined) resolve(JSON.parse(last));
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

interface Night {
  readonly name: string;
  readonly hasControl: boolean;
  /** The step that is killed. */
  readonly killed?: Step;
}

interface Settings {
  readonly suppliers: number;
  readonly workers: number;
  readonly anew: number;
  readonly units: number;
}

async function inAllNights(
  all: readonly Night[],
  { suppliers, workers, anew, units }: Settings,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-large-night-'));
  const limits: WriteLimits = { partition: units, table: 40 * units, refused: 0 };
  const double = await startDynamodbDouble([TABLE], limits);
  const place = { suppliers, folder, endpoint: double.place.endpoint };
  async function step(name: Work['step'], n: number, run?: string): Promise<Done> {
    const { name: night, hasControl, killed } = all[n] as Night;
    const day = isoDate(dayNumber(FIRST_DAY) + n);
    const processes = OF_BATCHES.includes(name) ? workers : 1;
    const refused = limits.refused;
    const work = { ...place, step: name, day, anew: n === 0 ? 0 : anew, hasControl, workers: processes };
    const done = await Promise.all(
      Array.from({ length: processes }, (_, worker) =>
        inProcess({
          ...work,
          ...(run === undefined ? {} : { run }),
          worker,
          isKilled: run === undefined && name === killed && worker === 0,
        }),
      ),
    );
    const ended = done.filter((one) => one !== null);
    const used =
      ended.length === processes
        ? { ...together(ended.map((one) => one.used)), refused: limits.refused - refused }
        : 'killed';
    const found = ended[0]?.found ?? null;
    console.log(
      `${night} ${run === undefined ? '' : 'heals '}${name.padEnd(14)} ${JSON.stringify(used)}`,
      found ?? '',
    );
    return used === 'killed' ? null : { used: used as unknown as Used, found };
  }
  try {
    for (const [n, { name }] of all.entries()) {
      const night: Used[] = [];
      const earlier = n === 0 ? null : (await step('settle', n))?.found;
      if (earlier != null) for (const healing of FOLLOW_UP) await step(healing, n, earlier);
      for (const one of STEPS) {
        const done = await step(one, n);
        if (done === null) break;
        night.push(done.used);
      }
      console.log(`${name}: ${JSON.stringify(together(night))}`);
    }
    await step('check', all.length - 1);
  } finally {
    await double.close();
    rmSync(folder, { recursive: true });
  }
}

function nightsOf(names: readonly string[]): readonly Night[] {
  let hasControl = false;
  return ['first', ...names].map((name) => {
    if (isStep(name) || name === 'wide') hasControl = !hasControl;
    if (isStep(name)) return { name: `killed:${name}`, hasControl, killed: name };
    if (!['first', 'quiet', 'wide'].includes(name))
      throw new UsageError(`${name} is no night: send quiet, wide, or a step: ${STEPS.join(', ')}.`);
    return { name, hasControl };
  });
}

const { LARGE_NIGHT_STEP: given } = process.env;
if (given !== undefined) await doStep(JSON.parse(given));
else
  await runCommand(COMMAND, ({ options: { suppliers, workers, anew, units, nights } }) =>
    inAllNights(nightsOf(nights.split(',')), {
      suppliers: Number(suppliers),
      workers: Number(workers),
      anew: Number(anew),
      units: Number(units),
    }),
  );
