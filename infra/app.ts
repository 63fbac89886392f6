import { App } from 'aws-cdk-lib';
import { readConfig } from './config.ts';
import { projectFolder } from './constructs/bundled-code.ts';
import { checkFindings } from './findings.ts';
import { stacksOf } from './stacks.ts';

const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'dev';
const folder: string = app.node.tryGetContext('config') ?? `${projectFolder}config`;
checkFindings(app, stacksOf(app, stage, readConfig(stage, folder)));
