import { readdirSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, describe, expect, it } from 'vitest';
import { forbidden } from './dependency-rules.ts';

const folders = ['infra', 'functions', 'shared', 'dashboard', 'test'];

const typescriptFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);

describe('who may import whom', () => {
  let result: ICruiseResult;

  beforeAll(async () => {
    const answer = await cruise(
      folders,
      {
        ruleSet: { forbidden },
        validate: true,
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        exclude: { path: 'cdk[.]out' },
      },
      undefined,
      { tsConfig: extractTSConfig('tsconfig.json') },
    );
    if (typeof answer.output === 'string') throw new Error('dependency-cruiser gave text instead of a graph');
    result = answer.output;
  });

  it('sees every module, and the imports in them', () => {
    const seen = new Set(result.modules.map((module) => module.source));
    expect(folders.flatMap(typescriptFiles).filter((file) => !seen.has(file))).toEqual([]);
    const element = result.modules.find((module) => module.source === 'shared/domain/method/element.ts');
    expect(element?.dependencies.map((dependency) => dependency.resolved)).toContain(
      'shared/domain/vocabulary/scoring-inputs.ts',
    );
  });

  it('finds no import against the rules', () => {
    expect(
      result.summary.violations.map(
        (violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`,
      ),
    ).toEqual([]);
  });
});
