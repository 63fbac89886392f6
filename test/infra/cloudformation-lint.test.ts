import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { DEPLOYMENT_STAGES } from '../../infra/stage-settings.ts';
import { synthesizedPage, synthesizedService } from './synthesized-service.ts';

const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed)
  console.log('cloudformation-lint: skipped: cfn-lint is not on this machine; the validator of aws-cdk-lib runs at every synth');

/** W3005: CDK states dependencies that a reference already implies; harmless. */
const IGNORED = 'W3005';

describe('the templates', () => {
  it.runIf(installed).each(DEPLOYMENT_STAGES)('of %s have nothing that cfn-lint, a checker of other authors, objects to', (stage) => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-cfn-lint-'));
    try {
      const { storage, template } = synthesizedService(stage);
      const templates = { storage: Template.fromStack(storage), service: template, page: synthesizedPage(stage).template };
      const files = Object.entries(templates).map(([name, checked]) => {
        const file = join(folder, `${name}.json`);
        writeFileSync(file, JSON.stringify(checked.toJSON()));
        return file;
      });
      const found = execFileSync(
        'cfn-lint',
        ['--regions', 'eu-west-1', '--ignore-checks', IGNORED, '--non-zero-exit-code', 'none', '-t', ...files],
        {
          encoding: 'utf8',
        },
      );
      expect(found).toBe('');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
