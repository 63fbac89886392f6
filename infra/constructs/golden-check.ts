import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { GoldenCheckEnvironment } from '../../shared/contracts/environment/golden-check-environment.ts';
import { fingerprintOfGoldenCases } from '../code-version.ts';
import type { StageSettings } from '../stage-settings.ts';
import { CHECKS_GOLDEN_CASES } from './bundled-code.ts';
import { NodeFunction } from './node-function.ts';

export interface GoldenCheckProps {
  /** Names the code that is deployed: with another one the check is made again. */
  readonly codeVersion: string;
  readonly settings: StageSettings;
}

/** All cases take a second. */
const CHECKED_WITHIN = Duration.minutes(2);

/**
 * A deployment scores the golden cases on Lambda before it changes any other function of the stack. A wrong one fails it, and CloudFormation takes back
 * what it had changed by then, which is the function of this check.
 */
export class GoldenCheck extends Construct {
  private readonly passed: CustomResource;

  constructor(scope: Construct, id: string, { codeVersion, settings }: GoldenCheckProps) {
    super(scope, id);
    const environment: GoldenCheckEnvironment = { LOG_LEVEL: settings.logLevel, CODE_VERSION: codeVersion };
    const checker = new NodeFunction(this, 'Check', {
      entryFile: CHECKS_GOLDEN_CASES,
      description: 'Scores the golden cases before a deployment changes any other function',
      environment,
      timeout: CHECKED_WITHIN,
      settings,
    });
    this.passed = new CustomResource(this, 'Passed', {
      serviceToken: checker.function.functionArn,
      resourceType: 'Custom::GoldenCases',
      properties: { Code: codeVersion, Cases: fingerprintOfGoldenCases() },
      serviceTimeout: CHECKED_WITHIN,
    });
    this.passed.node.addDependency(checker);
  }

  /** Has every function that the stack has by now wait for the check, and with them their versions, aliases and the definition of the nightly run. */
  comesBeforeAll(): void {
    for (const each of Stack.of(this).node.findAll())
      if (each instanceof CfnFunction && !each.node.path.startsWith(`${this.node.path}/`)) each.node.addDependency(this.passed);
  }
}
