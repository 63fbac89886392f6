import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'));
const valuesOf = (key: string): string[] =>
  workflows.flatMap((text) =>
    [...text.matchAll(new RegExp(`^ +(?:- )?${key}: (.+)$`, 'gm'))].map(([, value]) => value ?? ''),
  );

describe('the pipeline', () => {
  it('takes actions of others by the hash of a commit, with the version beside it', () => {
    const actions = valuesOf('uses').filter((name) => !name.startsWith('./'));
    expect(actions.length).toBeGreaterThan(5);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+[.]\d+[.]\d+$/);
  });

  const jobs = Object.fromEntries(
    workflows.flatMap((text) =>
      (text.split(/^jobs:$/m)[1] ?? '')
        .split(/^ {2}(?=\w+:)/m)
        .slice(1)
        .map((job) => [job.slice(0, job.indexOf(':')), job]),
    ),
  );

  it('builds, compares and checks without a token, and what has one runs no script of a package', () => {
    const withToken = Object.entries(jobs).filter(([, job]) => job.includes('id-token: write'));
    expect(withToken.map(([name]) => name).sort()).toEqual(['attest', 'deploy', 'dev', 'prod', 'publish']);
    for (const [name, job] of withToken)
      for (const [, command = ''] of job.matchAll(/^ +- run: (.+)$/gm))
        expect(command, name).toMatch(
          /^(npm ci --ignore-scripts$|npx cdk deploy |tar |gh attestation verify |gh release create |npm publish --ignore-scripts |podman (login|load|push) )/,
        );
  });

  it('deploys what was built once, tested and attested, and goes back to it by its run', () => {
    expect(jobs.attest).toContain('needs: [check, arm64, build]');
    expect(jobs.dev).toContain('needs: attest');
    expect(jobs.deploy).toMatch(
      /download-artifact[\s\S]*attestation verify assembly.tgz[\s\S]*cdk deploy --all --app "assembly/,
    );
    expect(workflows.filter((text) => text.includes('workflow_dispatch:'))).toHaveLength(1);
    expect(jobs.build).toContain('retention-days: 90');
  });

  it('says of a release that is published what has not got it', () => {
    const { version } = JSON.parse(readFileSync('.zenodo.json', 'utf8'));
    expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
    expect(jobs.archived).toMatch(/needs: publish[\s\S]*zenodo[.]org.*[.]metadata[.]version == \$version/);
  });

  it('calls what is there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const commands = valuesOf('run').join('\n');
    for (const [, script] of commands.matchAll(/npm run ([\w:-]+)/g))
      expect(scripts).toHaveProperty(`${script}`);
    for (const [path] of commands.matchAll(/[\w./-]+[.]ts\b|[.]ci\/\w+/g))
      expect(existsSync(path), path).toBe(true);
    for (const [, name] of commands.matchAll(/npx (\w+)/g))
      expect(existsSync(`node_modules/.bin/${name}`), name).toBe(true);
    for (const called of valuesOf('uses').filter((name) => name.startsWith('./')))
      expect(existsSync(called), called).toBe(true);
  });
});
