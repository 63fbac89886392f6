import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { Config } from '../../infra/config.ts';
import {
  alarmsOn,
  cdk,
  createKey,
  decoded,
  type Execution,
  execute,
  type FunctionResult,
  functionNamed,
  functionsByRoute,
  functionsOffBus,
  invoke,
  requestEvent,
  subscribe,
} from './emulated-aws.ts';

export const STORAGE = 'Chokepoint-prod-Storage';
export const SERVICE = 'Chokepoint-prod-Service';
// The emulator has no CloudFront.
const HOW = [
  '--require-approval',
  'never',
  '--no-notices',
  '--exclusively',
  '--method=direct',
  '--no-previous-parameters',
];
const METRICS = {
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

interface Outputs {
  readonly [STORAGE]: Readonly<
    Record<'ScoresTableName' | 'SignalsTableName' | 'AccessTableName' | 'SnapshotsBucketName', string>
  >;
  readonly [SERVICE]: {
    readonly ApiUrl: string;
    readonly RunMachineArn: string;
    readonly EventBusArn: string;
  };
}

export interface OnCall {
  readonly alarms: readonly string[];
  readonly told: readonly string[];
}

/** Nights that follow are of today. */
export const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const folder = dirname(process.env.FAULTS_FILE ?? '');
const outputsFile = join(folder, 'outputs.json');
const cloudAssembly = join(folder, 'cdk.out');
const keyFile = join(folder, 'key');
export const CONFIG_FILE = join(folder, 'prod.json');
const appOf = (checkout: string): string => `node ${join(checkout, 'infra/app.ts')} ${folder}`;
export const DOCUMENTED = ['-c', 'stage=prod', '--app', appOf('.')];

export class RehearsedProd {
  outputs: Outputs;
  readonly key: string;
  #functions: ReadonlyMap<string, string>;
  #heard: () => Promise<readonly unknown[]>;

  private constructor(
    outputs: Outputs,
    key: string,
    functions: ReadonlyMap<string, string>,
    heard: () => Promise<readonly unknown[]>,
  ) {
    [this.outputs, this.key, this.#functions, this.#heard] = [outputs, key, functions, heard];
  }

  static async up(): Promise<RehearsedProd> {
    const isThere = existsSync(outputsFile);
    if (!isThere) {
      await writeConfig({});
      await cdk('bootstrap', ...DOCUMENTED, '--output', cloudAssembly);
      await deployStacks({});
    }
    const outputs: Outputs = JSON.parse(await readFile(outputsFile, 'utf8'));
    const key = existsSync(keyFile)
      ? await readFile(keyFile, 'utf8')
      : await createKey(outputs[STORAGE].AccessTableName, 'acme-readers', ['scores:read']);
    await writeFile(keyFile, key);
    const prod = new RehearsedProd(outputs, key, await routesOf(outputs), await busOf(outputs));
    if (!isThere) {
      const { status, cause } = await prod.night('first-night', (machine, name) =>
        execute(machine, name, { as_of: YESTERDAY }),
      );
      if (status !== 'SUCCEEDED') throw new Error(`the first night ended as ${status}: ${cause}`);
    }
    return prod;
  }

  async deploy(what: Deployment): Promise<void> {
    await deployStacks(what);
    this.outputs = JSON.parse(await readFile(outputsFile, 'utf8'));
    this.#functions = await routesOf(this.outputs);
    this.#heard = await busOf(this.outputs);
  }

  async destroy(): Promise<void> {
    await cdk(
      'destroy',
      STORAGE,
      SERVICE,
      ...DOCUMENTED,
      '--force',
      '--no-notices',
      '--output',
      cloudAssembly,
    );
    await rm(outputsFile);
  }

  get ledger() {
    return runLedgerIn(tablesForRuns()(this.outputs[STORAGE].ScoresTableName));
  }

  async read(operation: string, address: string) {
    const event = requestEvent({ operation, address, key: this.key }, '$default');
    const { statusCode, headers, body } = decoded(
      (await invoke(this.#functions.get('$default') ?? '', event)) as FunctionResult,
    );
    return { statusCode, headers, body: JSON.parse(body) };
  }

  score(type: 'element' | 'supplier', id: string, more = '') {
    return this.read(`GET /v1/${type}s/{id}/score`, `/v1/${type}s/${id}/score?buyer=JPN${more}`);
  }

  async status(): Promise<string> {
    const { body } = await this.read('GET /v1/status', '/v1/status');
    return `${body.status}: ${body.reasons.join(' ')}`;
  }

  /** The emulator tells of no execution that ended badly: the function of that rule is called here. */
  async night(
    name: string,
    work = (machine: string, unique: string) => execute(machine, unique, {}),
  ): Promise<Execution> {
    const arn = this.outputs[SERVICE].RunMachineArn;
    const [startDate, unique] = [
      Date.now(),
      `${name.replace(/\W+/g, '-').slice(0, 60)}-${randomUUID().slice(0, 8)}`,
    ];
    const execution = await work(arn, unique);
    if (execution.status !== 'SUCCEEDED') {
      const { status, error = null, cause = null } = execution;
      const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${unique}`;
      const detail = {
        name: unique,
        stateMachineArn: arn,
        executionArn,
        status,
        error,
        cause,
        startDate,
        stopDate: Date.now(),
      };
      await invoke(await functionNamed('NightlyWatchRuns'), { detail });
    }
    return execution;
  }

  async onCall({ status }: Execution): Promise<OnCall> {
    const heard = (await this.#heard()) as { readonly detail: { readonly reason: string } }[];
    const alarms = status in METRICS ? await alarmsOn(METRICS[status as keyof typeof METRICS]) : [];
    const names = alarms.map((name) => name.replace(/^.*?Alarms([A-Za-z]+?)[0-9A-F]{8}.*$/, '$1'));
    return {
      alarms: [...new Set(names)], // the emulator keeps those of a stack that was destroyed
      told: heard.map(({ detail }) => detail.reason),
    };
  }
}

interface Deployment {
  readonly from?: string;
  readonly data?: Config['data'];
}

async function deployStacks({ from, data }: Deployment): Promise<void> {
  if (data !== undefined) await writeConfig({ data });
  const app = from === undefined ? DOCUMENTED : ['-c', 'stage=prod', '--app', appOf(from)];
  await cdk(
    'deploy',
    STORAGE,
    SERVICE,
    ...app,
    ...HOW,
    '--output',
    cloudAssembly,
    '--outputs-file',
    outputsFile,
  );
}

const writeConfig = (more: Partial<Config>): Promise<void> =>
  writeFile(
    CONFIG_FILE,
    JSON.stringify({
      like: 'prod',
      account: '123456789012',
      region: 'eu-west-1',
      collectContact: 'ops@example.com',
      alarms: { page: { email: 'on-call@example.com' }, ticket: { email: 'desk@example.com' } },
      ...more,
    }),
  );

const routesOf = (outputs: Outputs) =>
  functionsByRoute(outputs[SERVICE].ApiUrl.replace(/^https:\/\/([^.]+)[.].*$/, '$1'));

async function busOf({ [SERVICE]: { EventBusArn: bus } }: Outputs) {
  await functionsOffBus(bus);
  return subscribe(bus, 'run-failed', JSON.stringify({ 'detail-type': ['run.failed'] }));
}
