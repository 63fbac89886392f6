import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { GoldenCheck } from '../../infra/constructs/golden-check.ts';
import { stageSettings } from '../../infra/stage-settings.ts';
import { resourcesOf, synthContext, synthesizedService } from './synthesized-service.ts';

const { template } = synthesizedService('prod');
const all = template.toJSON().Resources as Record<string, { readonly Type: string; readonly DependsOn?: readonly string[] }>;
const [passed = ''] = resourcesOf(template, 'Custom::GoldenCases').map(([id]) => id);
const outdir = mkdtempSync(join(tmpdir(), 'golden-check-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** What has to be there before a resource: what it names, and what it says it depends on. */
function needs(id: string): readonly string[] {
  const { DependsOn: stated = [], ...rest } = all[id] ?? { Type: '' };
  const named = [...JSON.stringify(rest).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(([, name]) => name ?? '');
  return [...stated, ...named].filter((name) => all[name] !== undefined);
}

function everythingBefore(id: string, found = new Set<string>()): ReadonlySet<string> {
  for (const name of needs(id)) {
    if (found.has(name)) continue;
    found.add(name);
    everythingBefore(name, found);
  }
  return found;
}

describe('the golden cases', () => {
  it('are checked before a deployment changes any other function, version, alias, group of a trial, or the machine of the night', () => {
    expect(passed).toMatch(/^Golden/);
    const types = /^AWS::(Lambda::(Function|Version|Alias)|CodeDeploy::DeploymentGroup|StepFunctions::StateMachine)$/;
    const later = Object.entries(all).filter(([id, { Type }]) => types.test(Type) && !id.startsWith('Golden'));
    expect(new Set(later.map(([, { Type }]) => Type)).size).toBe(5);
    expect(later.filter(([id]) => !everythingBefore(id).has(passed)).map(([id]) => id)).toEqual([]);
  });

  it('wait for nothing but their own function, its role and its log', () => {
    const before = [...everythingBefore(passed)].map((id) => all[id]?.Type).sort();
    expect(before).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup']);
  });

  it('are checked again with other code or other cases', () => {
    const [, resource] = resourcesOf(template, 'Custom::GoldenCases')[0] ?? [];
    const code = resourcesOf(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith('Golden'))?.[1].Properties.Environment
      .Variables;
    expect(resource?.Properties).toMatchObject({
      Code: code.CODE_VERSION,
      Cases: expect.stringMatching(/^[0-9a-f]{8}$/),
      ServiceTimeout: '120',
    });
  });

  it('lie beside the code that is uploaded, which scores them right, and refuses them when one is changed', async () => {
    const app = new App({ outdir, context: { ...synthContext, 'aws:cdk:bundling-stacks': ['**'] } });
    const stack = new Stack(app, 'Checked');
    new GoldenCheck(stack, 'Golden', { codeVersion: 'this', settings: stageSettings.dev });
    app.synth();
    const folder = join(outdir, readdirSync(outdir).find((name) => name.startsWith('asset.') && !name.endsWith('.zip')) ?? '');
    expect(readdirSync(join(folder, 'golden-cases'))).toEqual(
      readdirSync('test/golden').filter((name) => /^scoring-cases.*json$/.test(name)),
    );
    const { handler } = (await import(join(folder, 'index.mjs'))) as { handler: (event: unknown, context: unknown) => Promise<void> };
    vi.stubEnv('LOG_LEVEL', 'error').stubEnv('CODE_VERSION', 'this');
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const told: { readonly Status: string; readonly Reason: string }[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      told.push(JSON.parse(body));
      return new Response();
    });
    const request = {
      RequestType: 'Create',
      ResponseURL: 'https://cloudformation.example/',
      StackId: 's',
      RequestId: 'r',
      LogicalResourceId: 'l',
    };
    const context = { getRemainingTimeInMillis: () => 110_000 };
    await handler({ ...request, ResourceProperties: { Code: 'this' } }, context);
    const path = join(folder, 'golden-cases', 'scoring-cases.json');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { cases: { kind: string; id: string; expected: { score: number } }[] };
    const element = file.cases.find(({ kind }) => kind === 'element');
    if (element !== undefined) element.expected.score += 0.01;
    writeFileSync(path, JSON.stringify(file));
    await handler({ ...request, ResourceProperties: { Code: 'this' } }, context);
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    expect(told[0]).toMatchObject({ Status: 'SUCCESS' });
    expect(told[1]).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining(`${element?.id} of scoring-cases.json: element.score`),
    });
  });
});
