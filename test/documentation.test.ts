import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Files that the worked examples of CONTRIBUTING.md would make. */
const IMAGINED = /port-strike|malacca|glossary[.]|list-glossary/;

test.each([
  'README.md',
  'docs/architecture.md',
  'docs/deploy.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/dashboard.md',
  'docs/events.md',
  'docs/quick-starts.md',
  'docs/integrations/README.md',
])('%s names only files and commands that there are', (page) => {
  const text = readFileSync(page, 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const files = [...text.matchAll(/`((?:shared|functions|infra|test|docs)\/[\w./-]+)`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !IMAGINED.test(file) && !existsSync(file))).toEqual([]);
  const commands = [...text.matchAll(/npm run (?:--silent )?([\w:]+(?:[-.][\w:]+)*)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
});
