import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import { type ApiUnderTest, startApiUnderTest } from '../api-under-test.ts';

let api: ApiUnderTest;
let text: string;
beforeAll(async () => {
  api = await startApiUnderTest();
  await publishWorld(api.store);
  text = (await api.call('/metrics?buyer=JPN')).text;
});
afterAll(() => api.close());

const value = (sample: string): string | undefined =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${sample} `))
    ?.slice(sample.length + 1);

test('every score of the buyer is a gauge with its interval', () => {
  const labels = '{subject_type="element",subject="Dy",name="Dysprosium",buyer="JPN"}';
  expect(
    ['score', 'score_p05', 'score_p95'].map((name) => value(`chokepoint_${name}_percent${labels}`)),
  ).toEqual(['71.76', '69.76', '73.76']);
  expect(
    value('chokepoint_score_percent{subject_type="country",subject="MYS",name="Malaysia",buyer="JPN"}'),
  ).toBe('4');
  expect(text).not.toContain('buyer="USA"');
});

test('what is unknown has no sample, and is not zero', () => {
  const labels = '{subject_type="element",subject="Pm",name="Promethium",buyer="JPN"}';
  expect(value(`chokepoint_score_percent${labels}`)).toBeUndefined();
  expect(value(`chokepoint_score_known${labels}`)).toBe('0');
  expect(value('chokepoint_signal_index{theatre="senkaku"}')).toBeUndefined();
  expect(value('chokepoint_signal_index{theatre="taiwan"}')).toBe('30');
});

test('the run is told, when it was published, and up to which day the register was read', () => {
  expect(value('chokepoint_register_read_timestamp_seconds')).toBe(String(Date.UTC(2026, 8, 20) / 1000));
  expect(value('chokepoint_run_info{run_id="r0000000002",as_of="2026-10-01"}')).toBe('1');
  expect(value('chokepoint_run_published_timestamp_seconds')).toBe(
    String(Date.UTC(2026, 9, 1, 18, 1) / 1000),
  );
});

test('the text keeps to the exposition format: families whole, described, typed, labels escaped, and an end', async () => {
  const { headers } = await api.call('/metrics');
  expect(headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  expect(text).toContain(String.raw`name="=HYPERLINK(\"http://x\",\"Säure, 上海\")"`);
  const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
  const sample = new RegExp(
    String.raw`^(chokepoint_[a-z0-9_]+)(?:\{${label}(?:,${label})*\})? -?\d+(?:\.\d+)?$`,
  );
  const closed = new Set<string>();
  let family = '';
  for (const line of text.trimEnd().split('\n').slice(0, -1)) {
    const [, kind, name] = /^# (HELP|TYPE) (\S+) ./.exec(line) ?? [];
    if (kind === 'HELP') {
      closed.add(family);
      family = name ?? '';
      expect(closed.has(family), `${family} stands once`).toBe(false);
    } else if (kind === 'TYPE') expect(name).toBe(family);
    else expect(sample.exec(line)?.[1], line).toBe(family);
  }
});

const promtool = spawnSync('promtool', ['--version']).status === 0;
if (!promtool)
  console.log('SKIPPED: promtool is not installed (Debian: prometheus); it does not check the metrics');

test.runIf(promtool)('promtool has nothing to say against it', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});
