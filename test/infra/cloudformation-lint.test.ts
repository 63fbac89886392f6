import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BESIDES, synthesized } from './synthesized.ts';

const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed)
  console.log(
    'cloudformation-lint: skipped: cfn-lint is not on this machine; the validator of aws-cdk-lib runs at every synth',
  );

/** W3005: CDK states dependencies that a reference already implies; harmless. */
const IGNORED = 'W3005';

describe('the templates', () => {
  it.runIf(installed).each(['dev', 'prod'] as const)(
    'of %s have nothing that cfn-lint, a checker of other authors, objects to',
    (stage) => {
      const folder = mkdtempSync(join(tmpdir(), 'chokepoint-cfn-lint-'));
      try {
        const { storage, service, page } = synthesized({ like: stage, ...(stage === 'prod' ? BESIDES : {}) });
        const templates = { storage, service, page };
        const files = Object.entries(templates).map(([name, checked]) => {
          const file = join(folder, `${name}.json`);
          writeFileSync(file, JSON.stringify(checked.toJSON()));
          return file;
        });
        const found = execFileSync(
          'cfn-lint',
          [
            '--regions',
            'eu-west-1',
            '--ignore-checks',
            IGNORED,
            '--non-zero-exit-code',
            'none',
            '-t',
            ...files,
          ],
          {
            encoding: 'utf8',
          },
        );
        expect(found).toBe('');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
