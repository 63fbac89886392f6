import { expect, test } from 'vitest';
import { languageOf } from '#domain/words/catalogue.ts';
import { rendered } from '#domain/words/render.ts';
import { type StatusFacts, statusLight } from '#functions/api/service/status-light.ts';

const signal = (theatre: string, status = 'current') => ({ theatre, status, day: '2026-11-28' });
const source = (id: string, age: number) => ({ id, tables: [], age, read_on: '2026-10-15' });
const FRESH: StatusFacts = {
  run: { as_of: '2026-11-29', age: 0, isOld: false },
  lastRun: 'seen',
  signals: [signal('senkaku'), signal('taiwan')],
  sources: [{ ...source('policy-register', 2), read_on: '2026-11-27' }, source('world-bank-wgi', 45)],
  progress: { scores: null, history: null },
  faults: 0,
};
const NO_RUN: Partial<StatusFacts> = { run: null, signals: [], sources: [] };
const oldSignals = [signal('senkaku', 'stale'), signal('taiwan', 'unknown')];

test.each<[string, Partial<StatusFacts>, string, RegExp]>([
  ['all fresh', {}, 'green', /up to date.* 27 Nov 2026\.$/],
  ['no run begun', { ...NO_RUN, lastRun: 'none' }, 'amber', /no run has begun/],
  [
    'the first run',
    { ...NO_RUN, lastRun: 'running', progress: { scores: { done: 30, of: 120 }, history: null } },
    'amber',
    /being made \(25 % so far\)/,
  ],
  [
    'the first run where nobody counts',
    { ...NO_RUN, lastRun: 'running' },
    'amber',
    /^The first scores are being made: /,
  ],
  ['a first run that failed', { ...NO_RUN, lastRun: 'failed' }, 'red', /first run failed/],
  ['history', { progress: { scores: null, history: { done: 26, of: 104 } } }, 'amber', /being filled: 25 %/],
  [
    'old scores',
    { run: { as_of: '2026-11-20', age: 9, isOld: true } },
    'red',
    /those of 20 Nov 2026, 9 days ago/,
  ],
  ['the register on its last day', { sources: [source('policy-register', 14)] }, 'green', /15 Oct 2026/],
  [
    'the register',
    { sources: [source('policy-register', 45)] },
    'red',
    /last read 45 days ago: a control announced since 15 Oct 2026 is in no number here\.$/,
  ],
  [
    'the register and both signals',
    { sources: [source('policy-register', 45)], signals: oldSignals },
    'red',
    /here\. Out of date too: both security signals\.$/,
  ],
  [
    'both signals',
    { signals: oldSignals },
    'red',
    /^Facts are too old\. Out of date: both security signals\./,
  ],
  [
    'one signal',
    { signals: [signal('senkaku', 'stale'), signal('taiwan')] },
    'amber',
    /the security signal of the Senkaku/,
  ],
  ['suppliers within their limit', { sources: [source('supplier-register', 90)] }, 'green', /up to date/],
  [
    'suppliers',
    { sources: [source('supplier-register', 91)] },
    'amber',
    /the register of suppliers \(read 91 days ago\)/,
  ],
  [
    'the last run failed',
    { lastRun: 'failed' },
    'amber',
    /last run failed: the scores are those of 29 Nov 2026/,
  ],
  ['something else', { faults: 1 }, 'amber', /not as it should be/],
])('%s', (_, facts, light, english) => {
  const lit = statusLight({ ...FRESH, ...facts });
  expect([lit.light, rendered(lit.sentence, languageOf('en'))]).toEqual([
    light,
    expect.stringMatching(english),
  ]);
  expect(rendered(lit.sentence, languageOf('ja'))).not.toMatch(/[A-Za-z]/);
});
