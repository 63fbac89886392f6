import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SIGNAL_CONTRACTS } from '#contracts/signals/registry.ts';
import { SIGNALS } from '#domain/signals/registry.ts';

/** The files that a signal needs: CONTRIBUTING, "A signal". */
const OF_A_SIGNAL = [
  'functions/adapters/bundled-reference-data.ts',
  'functions/reference-build/tables/security-signals.ts',
  'shared/contracts/signals/registry.ts',
  'shared/domain/signals/registry.ts',
];

/** Files about the first three signals as such, which no later signal has to touch. */
const OF_THE_FIRST_THREE = [
  // Types of the published tables.
  'shared/domain/vocabulary/reference-data.ts',
  // Examples, sentences and pages.
  'functions/api-clients/mcp-server.ts',
  'functions/commands/contract/record-examples.command.ts',
  'shared/client/api-schema.ts',
  'shared/contracts/api/analysis/routes.ts',
  'shared/contracts/api/facts/routes.ts',
  'shared/contracts/ingestion/routes.ts',
  'shared/contracts/api/scores/series-response.ts',
  'shared/domain/vocabulary/known-exceptions.ts',
  // The sea lane of that name, and scenarios with stated signals.
  'shared/domain/supply/sea-lanes.ts',
  'shared/domain/scenarios/templates.ts',
  // Text of three documents, against which stored ones are compressed.
  'shared/contracts/store/score-dictionary.ts',
];

/** Files about the theatres of the method, one of which has the name of the signal that is counted in its waters. */
const OF_THE_THEATRES = [
  'functions/api/service/start-page.ts',
  'functions/commands/scoring-case.ts',
  'shared/contracts/api/changes/changes-response.ts',
  'shared/contracts/api/scores/score-response.ts',
  'shared/contracts/run/run-documents.ts',
  'shared/domain/explanations/drivers.ts',
  'shared/domain/explanations/signal-documents.ts',
  'shared/domain/method/facts.ts',
  'shared/domain/method/parameters.ts',
  'shared/domain/method/pressure.ts',
  'shared/domain/vocabulary/score-columns.ts',
  'shared/domain/words/english.ts',
  'shared/domain/words/japanese.ts',
];

/** Publishers that are collected: their contracts, and which figures of which reader go into which series. A signal needs none. */
const OF_COLLECTED_SOURCES = ['functions/sources/source-registry.ts', 'shared/contracts/collection/source-contracts.ts'];

const sources = execFileSync('git', ['ls-files', '--', 'functions', 'infra', 'shared'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => file.endsWith('.ts'));
const filesThatName = (words: RegExp): readonly string[] => sources.filter((file) => words.test(readFileSync(file, 'utf8')));

describe('a signal', () => {
  it.each([
    ['senkaku', /senkaku/i],
    ['taiwan-strait', /taiwan_?strait|signal_taiwan/i],
  ])('%s is named in its own files and the registries only', (folder, words) => {
    const own = (file: string): boolean =>
      file === `shared/contracts/signals/${folder}.ts` ||
      // A reader says for which series it reads, and a page compares both; a later signal may come without.
      file.startsWith('functions/sources/publishers/') ||
      file.startsWith('functions/commands/pages/collection/');
    const allowed = new Set([...OF_A_SIGNAL, ...OF_THE_FIRST_THREE, ...OF_THE_THEATRES, ...OF_COLLECTED_SOURCES]);
    expect(filesThatName(words).filter((file) => !own(file) && !allowed.has(file))).toEqual([]);
  });

  it('needs six source files: its own two and the four that list it', () => {
    expect(OF_A_SIGNAL.filter((file) => !sources.includes(file))).toEqual([]);
    expect(2 + OF_A_SIGNAL.length).toBeLessThanOrEqual(6);
  });

  it('has a contract under its name, and stands in byte order of the names', () => {
    const names = SIGNALS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(Object.keys(SIGNAL_CONTRACTS).sort()).toEqual(names);
    for (const [name, { observation }] of Object.entries(SIGNAL_CONTRACTS)) expect(observation.shape.series.value).toBe(name);
  });
});
