import { App } from 'aws-cdk-lib';
import { readConfig } from './config.ts';
import { projectFolder } from './constructs/bundled-code.ts';
import { checkFindings } from './findings.ts';
import { stacksOf } from './stacks.ts';

const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'dev';
const [, , folder = `${projectFolder}config`] = process.argv; // a rehearsal has one of its own
stacksOf(app, stage, readConfig(stage, folder));
checkFindings(app);
