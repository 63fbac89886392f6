import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutWithFewerRows } from './checkout-with-fewer-rows.ts';
import { npmRun } from './emulated-aws.ts';
import { RehearsedProd, STORAGE, YESTERDAY } from './rehearsed-prod.ts';

const DROPPED = /SOLVAY-LR|X-CYCLIC|X-PERMAG|ID-2020-ORE|^JPN,Ni,/;

interface Change {
  readonly subject: { readonly type: string; readonly id: string };
  readonly buyer: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What readers have before, meanwhile and after. */
describe('an upgrade that drops rows, and the way back', () => {
  let folder: string;
  let prod: RehearsedProd;
  let before: string;
  let ofSolvay: { readonly score: number };
  let ofNickel: { readonly score: number };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chokepoint-fewer-rows-'));
    prod = await RehearsedProd.up();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const scoreOf = async (type: 'element' | 'supplier', id: string) => {
    const { statusCode, body } = await prod.score(type, id);
    expect(statusCode, JSON.stringify(body)).toBe(200);
    return body;
  };
  const changesOf = async (runId: string): Promise<readonly Change[]> => {
    const found: Change[] = [];
    for (let address: string | null = '/v1/changes?limit=500'; address !== null; ) {
      const { statusCode, body } = await prod.read('GET /v1/changes', address);
      expect(statusCode, JSON.stringify(body)).toBe(200);
      found.push(...body.data.filter((change: { run_id: string }) => change.run_id === runId));
      address = body.links.next;
    }
    return found;
  };
  const told = (changes: readonly Change[], id: string) =>
    changes.filter(({ subject, buyer }) => subject.id === id && buyer === 'JPN');

  it('serves every reader while the new code is deployed, and the scores of the night before until the next night', async () => {
    const supplier = await scoreOf('supplier', 'solvay');
    [before, ofSolvay, ofNickel] = [supplier.run_id, supplier, await scoreOf('element', 'Ni')];
    let isDeployed = false;
    const deploy = async () => {
      try {
        await prod.deploy({ from: await checkoutWithFewerRows(folder, DROPPED) });
      } finally {
        isDeployed = true;
      }
    };
    const answers = new Map<number, number>();
    const readOn = async () => {
      while (!isDeployed) {
        const { statusCode } = await prod.score('supplier', 'solvay');
        answers.set(statusCode, (answers.get(statusCode) ?? 0) + 1);
        await sleep(1000);
      }
    };
    await Promise.all([deploy(), readOn()]);
    console.log(`readers during the deployment: ${JSON.stringify([...answers])}`);
    expect([...answers.keys()]).toEqual([200]);
    expect(await scoreOf('supplier', 'solvay')).toEqual(ofSolvay);
  });

  it('publishes the next night without what was dropped, and says so where readers look', async () => {
    expect(await prod.night('night-with-fewer-rows')).toMatchObject({ status: 'SUCCEEDED' });
    const gone = await prod.score('supplier', 'solvay');
    expect([gone.statusCode, gone.body.code]).toEqual([404, 'not_found']);
    expect(gone.body.detail).toMatch(/There is no supplier with the id "solvay"/);
    const { body: list } = await prod.read('GET /v1/suppliers', '/v1/suppliers?limit=100');
    expect(list.data.map(({ id }: { id: string }) => id)).not.toContain('solvay');
    const nickel = await scoreOf('element', 'Ni');
    expect([nickel.run_id, nickel.score]).not.toEqual([before, ofNickel.score]);
    const changes = await changesOf(nickel.run_id);
    console.log(JSON.stringify([told(changes, 'solvay'), told(changes, 'Ni')]));
    expect(told(changes, 'solvay')).toMatchObject([{ kind: 'removed' }]);
    expect(told(changes, 'Ni')).toMatchObject([{ kind: 'changed' }]);
    expect(await prod.status()).not.toMatch(/ r\d{10}/);
  });

  it('still answers the past of what was dropped, on days that were published', async () => {
    const { statusCode, body: history } = await prod.read(
      'GET /v1/suppliers/{id}/history',
      '/v1/suppliers/solvay/history?buyer=JPN',
    );
    expect([statusCode, history.data.at(-1)?.score]).toEqual([200, ofSolvay.score]);
    const then = await prod.score('supplier', 'solvay', `&as_of=${YESTERDAY}`);
    console.log(`its score of ${YESTERDAY}: ${then.statusCode}, ${then.body.basis} ${then.body.score}`);
    expect([then.statusCode, then.body.basis, then.body.score]).toEqual([
      200,
      'published',
      expect.any(Number),
    ]);
  });

  it('shows readers the run before in seconds when it is rolled back', async () => {
    const { ScoresTableName, SnapshotsBucketName, SignalsTableName } = prod.outputs[STORAGE];
    const tables = {
      SCORES_TABLE_NAME: ScoresTableName,
      SIGNALS_TABLE_NAME: SignalsTableName,
      SNAPSHOTS_BUCKET_NAME: SnapshotsBucketName,
    };
    const began = performance.now();
    const said = await npmRun('rollback', ['--to', before, '--reason', 'a supplier is missing'], tables);
    const moved = performance.now();
    const solvay = await scoreOf('supplier', 'solvay');
    const read = performance.now();
    console.log(
      `rolled back in ${Math.round(moved - began)} ms, read ${Math.round(read - moved)} ms later; ${said}`,
    );
    expect(solvay).toEqual(ofSolvay);
    expect(await prod.status()).toMatch(
      new RegExp(
        `degraded: Readers have run ${before} again since .* was rolled back \\(a supplier is missing\\)`,
      ),
    );
  });

  it('serves with the code of before over data that the later one wrote, and the next night has everything again', async () => {
    await prod.deploy({});
    expect(await scoreOf('supplier', 'solvay')).toEqual(ofSolvay);
    expect(await prod.night('night-of-the-code-before')).toMatchObject({ status: 'SUCCEEDED' });
    const [solvay, nickel] = [await scoreOf('supplier', 'solvay'), await scoreOf('element', 'Ni')];
    expect([nickel.score, solvay.run_id > before]).toEqual([ofNickel.score, true]);
    const changes = await changesOf(solvay.run_id);
    console.log(JSON.stringify([told(changes, 'solvay'), told(changes, 'Ni')]));
    expect(told(changes, 'solvay')).toMatchObject([{ kind: 'appeared' }]);
    expect(await prod.status()).not.toMatch(/rolled back/);
  });
});
