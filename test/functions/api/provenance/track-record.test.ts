import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { type Judgement, judgementOf } from '#domain/track-record/judgement.ts';
import { misses, outcomeScores } from '#domain/track-record/track-record.ts';

import { bytesOfFolder, bytesOfService, savingTo, verifyRecord } from '#functions/commands/verify-record.ts';
import { appendPublishedRuns, rulesOfToday } from '#functions/scoring/track-record.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import { publishWorld, WORLD_RUN } from '#test/builders/published-world.ts';
import { aReport } from '#test/builders/recorded-history.ts';
import { putForecasts } from '#test/builders/runs/written-run.ts';
import { runRecord, scoreDocument } from '#test/builders/score-documents.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

const SECOND_RUN = 'r0000000003';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let api: ApiUnderTest;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-record-'));
  api = await startApiUnderTest();
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

async function publishSecond(): Promise<void> {
  const { ledger, trackRecord } = api.store;
  const run = runRecord({
    run_id: SECOND_RUN,
    as_of: '2026-10-02',
    known_at: '2026-10-02',
    status: 'completed',
  });
  await ledger.create(run);
  await putForecasts(
    run,
    [{ type: 'element', buyer: 'JPN', documents: [scoreDocument({ id: 'Dy' })] }],
    trackRecord,
  );
  const pointer = (await ledger.pointer()) as RunPointer;
  const { published_at, previous_run_id } = pointer;
  await ledger.update(pointer.run_id, { published_at, previous_run_id });
  const next = {
    ...pointer,
    run_id: SECOND_RUN,
    previous_run_id: pointer.run_id,
    version: 2,
    published_at: '2026-10-02T18:01:00.000Z',
    as_of: '2026-10-02',
  };
  await ledger.movePointer(pointer, next);
  await appendPublishedRuns(next, { ledger, trackRecord });
}

const linesOf = (of: string): string[] =>
  readFileSync(join(of, 'links.ndjson'), 'utf8').trimEnd().split('\n');
const verified = (of = folder, head: string | null = null) => verifyRecord(bytesOfFolder(of), head);

describe('the track record over the API', () => {
  it('asks to come back before the first run, and says in the first year what is pinned and when it is judged', async () => {
    expect((await api.call('/v1/track-record')).json.code).toBe('nothing_published');
    await publishWorld(api.store);
    const { json } = await api.call('/v1/track-record');
    expect(json).toMatchObject({
      origin: 'published',
      summary:
        '1 published run is pinned since 2026-10-01, with 20 forecasts. Nothing has been judged: the first window closes on 2027-10-01 and is judged from 2027-12-30 on.',
      pinned: {
        runs: 1,
        forecasts: 20,
        first: { run_id: WORLD_RUN },
        head: { sequence: 1, run_id: WORLD_RUN },
      },
      first_window: { run_id: WORLD_RUN, closes: '2027-10-01', judged_from: '2027-12-30' },
      data: [],
      judged: [],
      replayed: { origin: 'replayed' },
    });
    expect(
      json.outcomes.map(({ brier, reason }: { brier: null; reason: string }) => [brier, reason]),
    ).toEqual(new Array(2).fill([null, 'No window that counts has been judged yet.']));
    expect(json.not_judged.map((one: { subject_type: string }) => one.subject_type)).toEqual([
      'supplier',
      'country',
    ]);
    for (const { sha256: stated, document } of json.rules)
      expect(sha256(canonicalJson(document))).toBe(stated);
  });

  it('pages links in both orders, each with the hash of what it says', async () => {
    await publishSecond();
    const first = await api.call('/v1/track-record/links?limit=1');
    const second = await api.call(first.json.links.next);
    expect([first.json.data[0].run_id, second.json.data[0].run_id, second.json.next_cursor]).toEqual([
      WORLD_RUN,
      SECOND_RUN,
      null,
    ]);
    for (const { sha256: stated, ...content } of [...first.json.data, ...second.json.data])
      expect(sha256(canonicalJson(content))).toBe(stated);
    const newest = await api.call('/v1/track-record/links?order=newest_first');
    expect(newest.json.data.map((link: { sequence: number }) => link.sequence)).toEqual([2, 1]);
  });

  it('gives the pinned bytes of a sheet, with an ETag', async () => {
    const { json } = await api.call('/v1/track-record/links');
    for (const link of json.data) {
      for (const { subject_type, buyer, part, sha256: stated } of link.parts) {
        const address = `/v1/track-record/links?sheet=${[link.run_id, subject_type, buyer, part].join(':')}`;
        const { text, headers } = await api.call(address);
        expect(sha256(text)).toBe(stated);
        expect((await api.call(address, { headers: { 'if-none-match': headers.etag ?? '' } })).status).toBe(
          304,
        );
      }
    }
  });

  it('has no sheet of a run that was not published, of another run, or of a part that is not there', async () => {
    const { trackRecord } = api.store;
    await putForecasts(
      runRecord({ run_id: 'r0000000001' }),
      [{ type: 'element', buyer: 'JPN', documents: [scoreDocument()] }],
      trackRecord,
    );
    const detailOf = async (sheet: string) => {
      const { status, json } = await api.call(`/v1/track-record/links?sheet=${sheet}`);
      return [status, json.errors[0].parameter, json.detail];
    };
    expect(await detailOf('r0000000001:element:JPN:0')).toEqual([
      404,
      'sheet',
      expect.stringContaining('The chain has no run r0000000001'),
    ]);
    expect(await detailOf(`${SECOND_RUN}:element:JPN:3`)).toEqual([
      404,
      'sheet',
      expect.stringContaining('has element:JPN:0.'),
    ]);
    expect((await api.call('/v1/track-record/links?sheet=x')).status).toBe(400);
  });

  it('tells the misses first when runs have been judged, page after page', async () => {
    const { trackRecord } = api.store;
    const link = await trackRecord.link(WORLD_RUN);
    if (link === null) throw new Error('the world is pinned');
    const text =
      (await trackRecord.sheet(WORLD_RUN, { subject_type: 'element', buyer: 'JPN', part: 0 })) ?? '';
    const elements = ['Cu', 'Dy', 'Ga'];
    const record = {
      rules_version: '2.0.0',
      reports: [aReport('N', { elements, kind: 'no_shortage', severity: 'none' })],
      pairs: elements.map((element) => ({ element, buyer: 'JPN' })),
    };
    const judgedBy = { run_id: 'r0000000460', as_of: '2028-01-01', inputs_sha256: 'c'.repeat(64) };
    const judged: Judgement = judgementOf({
      link,
      sheets: [JSON.parse(text)],
      record,
      rules: rulesOfToday().rules,
      judgedBy,
    });
    const list = (outcome: 'score' | 'scarce') => ({
      made_by: 'r0000000460',
      misses: misses([judged], outcome, 10),
    });
    await trackRecord.putSummary(
      {
        judged_to: '',
        made_by: 'r0000000460',
        outcomes: outcomeScores([judged]),
        judged: [judged].map(({ forecasts: _, sequence: __, link_sha256: ___, ...rest }) => rest),
      },
      { score: list('score'), scarce: list('scarce') },
    );
    const first = await api.call('/v1/track-record?limit=2');
    const second = await api.call(first.json.links.next);
    const ids = [first, second].map(({ json }) =>
      json.data.map((miss: { id: string; forecast: number }) => [miss.id, miss.forecast]),
    );
    expect(ids).toEqual([
      [
        ['Dy', 71.76],
        ['Ga', 68.01],
      ],
      [['Cu', 3.1]],
    ]);
    expect(first.json.summary).toContain('1 run has been judged.');
    expect(first.json.judged).toMatchObject([{ run_id: WORLD_RUN, judged_by: judgedBy }]);
    const scarce = await api.call('/v1/track-record?outcome=scarce&limit=1');
    expect(scarce.json.data).toMatchObject([{ outcome: 'scarce', forecast: 80, happened: false }]);
  });
});

describe('verify-record', () => {
  it('finds nothing wrong with what the service publishes, and saves it', async () => {
    const published = savingTo(folder, bytesOfService({ url: api.url, key: undefined }));
    const head = (await api.store.trackRecord.head())?.sha256 ?? '';
    const record = await verifyRecord(published, head);
    expect(record).toEqual({ runs: 2, forecasts: 21, head, problems: [] });
    expect(await verified()).toEqual(record);
    expect(await verified(folder, 'a'.repeat(64))).toMatchObject({
      problems: [expect.stringContaining('the noted head')],
    });
  });

  it('finds a changed byte in any saved file, a missing line and a line too much', async () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files).toHaveLength(5);
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      const text = readFileSync(path, 'utf8');
      const at = text.indexOf('2026') < 0 ? text.indexOf('90') : text.indexOf('2026');
      writeFileSync(path, `${text.slice(0, at)}3${text.slice(at + 1)}`);
      expect((await verified()).problems.length, `${name} changed`).toBeGreaterThan(0);
      writeFileSync(path, text);
    }
    const links = join(folder, 'links.ndjson');
    const [first = '', second = ''] = linesOf(folder);
    for (const lines of [
      [second],
      [second, first],
      [first, first, second],
      [first, second, ''],
      [first, ` ${second}`],
      [first, 'no link', second],
    ]) {
      writeFileSync(links, lines.map((line) => `${line}\n`).join(''));
      expect((await verified()).problems.length, lines.join('|').slice(0, 40)).toBeGreaterThan(0);
    }
    writeFileSync(links, `${first}\n`);
    expect((await verified()).problems).toEqual([]); // the newest link is missing: only who noted the head can tell
    expect((await verified(folder, JSON.parse(second).sha256)).problems).toHaveLength(1);
    writeFileSync(links, `${first}\n${second}\n`);
    appendFileSync(links, 'x');
    expect((await verified()).problems).toHaveLength(1);
    writeFileSync(links, `${first}\n${second}\n`);
    expect((await verified()).problems).toEqual([]);
  });

  it('is a command with a closing line, which fails where something is wrong', () => {
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ['functions/commands/verify-record.command.ts', ...words], {
        encoding: 'utf8',
      });
    const right = run('--from', folder);
    expect([right.status, right.stdout]).toEqual([
      0,
      expect.stringMatching(/^2 runs, 21 forecasts, chain head [0-9a-f]{64}\n$/),
    ]);
    const wrong = run('--from', folder, '--head', 'a'.repeat(64));
    expect([wrong.status, wrong.stdout.trim().split('\n')]).toEqual([
      1,
      [expect.stringContaining('the noted head'), expect.stringContaining('2 runs')],
    ]);
    expect(run('--from', join(folder, 'nowhere'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('has no rules.json'),
    });
    expect(run('--from', folder, '--save', folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('exclude each other'),
    });
  });

  it('is five lines for an outsider without this repository, as the page has them', async () => {
    const page = readFileSync('docs/integrating.md', 'utf8');
    const recipe = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(recipe.trim().split('\n')).toHaveLength(5);
    const script = join(folder, 'check.mjs');
    writeFileSync(script, recipe);
    const { stdout } = await promisify(execFile)(process.execPath, [script, api.url], { cwd: tmpdir() }); // not spawnSync: the service is in this process
    expect(stdout.trim().split('\n')).toEqual([`1 ${WORLD_RUN} true true`, `2 ${SECOND_RUN} true true`]);
  });
});
