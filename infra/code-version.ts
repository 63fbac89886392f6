import { FileSystem } from 'aws-cdk-lib';
import { projectFolder } from './constructs/bundled-code.ts';

/** Names the code that runs: part of every ETag, and written into every run. Same sources, same name, on any machine. */
export function fingerprintOfCode(): string {
  return ['functions', 'shared'].map((folder) => FileSystem.fingerprint(`${projectFolder}${folder}`).slice(0, 8)).join('-');
}

/** Names the build of the page: another name has a deployment publish it anew. */
export function fingerprintOfPage(): string {
  return ['dashboard', 'docs', 'shared/client', 'functions/page', 'package-lock.json']
    .map((path) => FileSystem.fingerprint(`${projectFolder}${path}`).slice(0, 8))
    .join('-');
}
