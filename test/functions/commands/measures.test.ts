import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let tables: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measures-'));
  tables = join(folder, 'tables');
  cpSync('shared/reference-tables', tables, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

function measures(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['functions/commands/measures.command.ts', ...words, '--tables', tables, '--on', '2026-11-27'],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}
const item = (number: number, title: string) =>
  `<li><a href="/zcfb/art/2026/art_${number}.html" title="商务部公告2026年第${number}号 ${title}">x</a><span>2026-11-2${number % 10}</span></li>`;

describe('npm run measures', () => {
  it('goes from a list to a draft, a confirmed row and a rejection', () => {
    const saved = join(folder, 'mofcom-2026_2026-11-26.html');
    writeFileSync(saved, `<ul>${item(91, '公布对镝相关物项实施出口管制的决定')}${item(92, '豌豆淀粉反倾销调查')}</ul>`);
    const listed = measures('list', '--from', saved);
    expect(listed.stdout).toContain('unseen     2026-11-22  MOFCOM 2026 No. 92');
    expect(listed.stdout).toContain('2 unseen, 0 reviewed without a row, 26 with rows, 0 parts unread');

    const drafted = JSON.parse(measures('draft', 'MOFCOM 2026 No. 91', '--from', saved).stdout);
    expect(drafted.row).toMatchObject({ instrument_no: 'MOFCOM 2026 No. 91', date: '2026-11-21', actor: 'China MOFCOM', elements: '' });
    const filled = {
      ...{ event_id: 'CN-2026-91', effective_from: '2026-11-21', measure_type: 'licence', direction: 'restricts', elements: 'Dy' },
      ...{ stages: 'metal', origin_iso3: 'CHN', target_iso3: 'ALL', scope: 'dysprosium', status: 'in force', status_asof: '2026-11-27' },
      ...{ source: 'MOFCOM notice', source_quality: 'official', confidence: 'high' },
    };
    const file = join(folder, 'no-91.json');
    writeFileSync(file, JSON.stringify({ ...drafted, row: { ...drafted.row, ...filled } }));

    const policy = () => readFileSync(join(tables, 'supply/policy_events.csv'), 'utf8');
    const before = policy();
    expect(measures('confirm', file)).toMatchObject({ status: 2, stderr: expect.stringContaining('confirm needs --by NAME') });
    expect(policy()).toBe(before);
    const mapping = join(folder, 'policy-mapping.json');
    copyFileSync('functions/reference-build/registry/policy-mapping.json', mapping);
    const confirmed = measures('confirm', file, '--by', 'A. Reader', '--class', 'licence', '--mapping', mapping);
    expect(confirmed).toMatchObject({ status: 0, stderr: '' });
    expect(confirmed.stdout).toContain('It counts as licence');
    expect(JSON.parse(readFileSync(mapping, 'utf8')).measure_map['CN-2026-91']).toEqual({
      control_class: 'licence',
      applies: [{ elements: ['Dy'], stages: ['metal'], coverage: 1 }],
    });
    expect(confirmed.stdout).toContain('npm run reference:build');
    expect(policy().slice(before.length)).toContain('CN-2026-91');
    expect(measures('confirm', file, '--by', 'A. Reader').stderr).toContain('MOFCOM 2026 No. 91 has been reviewed already');

    const rejected = measures('reject', 'MOFCOM 2026 No. 92', '--from', saved, '--by', 'A. Reader', '--note', 'Anti-dumping');
    expect([rejected.status, rejected.stderr]).toEqual([0, '']);
    expect(measures('list', '--from', saved).stdout).toContain('0 unseen, 1 reviewed without a row, 27 with rows, 0 parts unread');
    expect(JSON.parse(measures('show', 'MOFCOM 2026 No. 92').stdout)).toMatchObject({ state: 'reviewed', note: 'Anti-dumping' });
  });

  it.each([
    [['show', 'MOFCOM 1999 No. 1'], 1, 'is on none of the lists'],
    [['list', '--from', '/nowhere'], 1, '/nowhere does not exist'],
    [['confirm', 'package.json', '--by', 'x'], 1, 'package.json is no draft'],
    [['reject', 'MOFCOM 2025 No. 18', '--by', 'x'], 2, 'reject needs --note TEXT'],
    [['approve'], 2, 'approve is no action'],
    [['draft'], 2, 'draft needs KEY'],
  ])('says what is wrong with %j', (words, status, sentence) => {
    expect(measures(...words)).toMatchObject({ status, stderr: expect.stringContaining(sentence) });
  });
});
