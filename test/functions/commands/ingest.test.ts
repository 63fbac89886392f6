import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-ingest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Texts of the ministry's reports of 2026-08-06 and 2026-08-03, and one with a clause that no report has.
const reports = join(folder, 'reports.csv');
writeFileSync(
  reports,
  `published,text
2026-08-06,一、日期 ： 中華民國115年8月5日（星期三）0600時至115年8月6日（星期四）0600時止。 二、活動動態 ： 迄0600時止，偵獲共機14架次（逾越中線進入中部、西南及東部空域6架次）、共艦9艘及公務船7艘，持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監控與應處。
2026-08-03,中共解放軍臺海周邊海、空域動態 一、日期： 中華民國115年8月2日（星期日）0600時至115年8月3日（星期一）0600時止。 二、活動動態： 迄0600時止，偵獲共機1架（進入西南空域1架）、共艦7艘及公務船3艘，持續在臺海周邊活動。國軍運用任務機、艦及岸置飛彈系統嚴密監控與應處。
2026-08-04,一、日期： 中華民國115年8月3日（星期一）0600時至115年8月4日（星期二）0600時止。 二、活動動態： 迄0600時止，偵獲共機16架次（進入西南及東部空域6架次）、共艦7艘及公務船6艘，另偵獲不明物體25個，持續在臺海周邊活動。
`,
);

const ingest = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['functions/commands/ingest.command.ts', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: join(folder, 'data') },
  });

it('prints a line per document and stores nothing', () => {
  const { stdout, status } = ingest('taiwan-mnd', '--from', reports, '--print');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([status, lines.map(({ period_end: end }) => end)]).toEqual([
    0,
    ['2026-08-06', '2026-08-03', '2026-08-04'],
  ]);
  expect(lines[0]).toEqual({
    source: 'taiwan-mnd',
    document: expect.any(String),
    period_end: '2026-08-06',
    observations: [
      {
        series: 'taiwan_strait',
        date: '2026-08-06',
        values: { aircraft: 14, crossed: 6, navy_ships: 9, official_ships: 7, balloons: null },
      },
    ],
    quarantined: [],
    unread: [],
  });
  expect(lines[1].observations[0].values).toMatchObject({
    aircraft: 1,
    crossed: 0,
    navy_ships: 7,
    official_ships: 3,
  });
  expect(lines[2]).toMatchObject({
    observations: [],
    quarantined: [{ date: '2026-08-04', reasons: [{ code: 'unread_part' }] }],
  });
  expect(
    ingest('taiwan-mnd', '--from', reports, '--print', '--since', '2026-08-05').stdout.trimEnd().split('\n'),
  ).toHaveLength(1);
});

it('takes files in once, keeps back what it doubts with the command that releases it, and replays', () => {
  const first = ingest('taiwan-mnd', '--from', reports);
  expect(first.stdout).toContain('3 documents read, 2 accepted, 1 in quarantine, 0 known before');
  const [, id = ''] = /npm run ingest -- taiwan-mnd --release ([0-9a-f]{16})/.exec(first.stdout) ?? [];
  expect(first.stdout).not.toContain('A run was asked for'); // both reports say what ships
  expect(ingest('taiwan-mnd', '--from', reports).stdout).toContain(
    '0 accepted, 0 in quarantine, 3 known before; 0 observations added',
  );
  const released = ingest('taiwan-mnd', '--release', id).stdout;
  expect(released).toContain('is released; 1 observations added to the log');
  expect(released).toContain('A run was asked for');
  expect(ingest('taiwan-mnd', '--replay').stdout).toContain(
    '1 raw files, 3 documents; 3 read as they are stored, 0 differently',
  );
});

it.each([
  [['mnd'], 'SOURCE mnd is not known: choose one of taiwan-mnd'],
  [[], 'SOURCE is missing'],
  [['wgi', '--from', '/there/is/none'], '--from /there/is/none: there is no such file or folder.'],
  [['wgi', '--from', 'http://api.worldbank.org/a'], 'is no https address of wgi'],
  [['wgi', '--from', 'https://elsewhere.example/a'], 'its hosts are api.worldbank.org'],
  [['wgi', '--print'], '--print needs --from'],
  [['wgi', '--replay', '--release', 'a'], '--replay and --release do not go together'],
  [['wgi', '--since', 'today'], '--since today is not a calendar day'],
])('refuses %j with exit code 2', (words, message) => {
  const { status, stderr, stdout } = ingest(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

it('counts days of a list that a person read, and nothing that is no span of past days or no list', () => {
  const read = (source: string, span: string) => ingest(source, '--read', span);
  expect(read('japan-meti', '2026-10-16..2026-11-20').stdout).toMatch(
    /japan-meti counts as read from 2026-10-16 to 2026-11-20[.]\nA run was asked for/,
  );
  const today = new Date().toISOString().slice(0, 10); // not over yet
  for (const span of ['2026-10-16', '2026-11-20..2026-10-16', `2026-10-16..${today}`])
    expect(read('japan-meti', span).stderr).toContain('write it as 2026-10-16..2026-11-20');
  expect(read('taiwan-mnd', '2026-10-16..2026-11-20').stderr).toContain('is for lists of announcements');
});
