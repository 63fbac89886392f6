import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'ROADMAP.md',
  'GOVERNANCE.md',
  'CODE_OF_CONDUCT.md',
  ...globSync(['docs/**/*.md', 'infra/**/*.md', 'shared/**/*.md', 'functions/**/*.md', 'test/**/*.md']),
];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

test.each(PAGES)('%s names only files and commands that there are', (page) => {
  const text = readFileSync(page, 'utf8');
  const files = [...text.matchAll(/`((?:shared|functions|infra|test|docs|\.ci)\/[\w./-]+)`/g)].map(
    ([, file = '']) => file,
  );
  const programs = [...text.matchAll(/node ((?:functions|test|docs)\/[\w./-]+[.]ts)/g)].map(
    ([, file = '']) => file,
  );
  expect([...files, ...programs].filter((file) => !existsSync(file))).toEqual([]);
  const commands = [...text.matchAll(/npm run (?:--silent )?([\w:]+(?:[-.][\w:]+)*)/g)].map(
    ([, name = '']) => name,
  );
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** As GitHub makes them: lower case, without punctuation, blanks as hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

test.each(PAGES)('%s links only to pages and headings that there are', (page) => {
  const text = readFileSync(page, 'utf8').replace(/```.*?```/gs, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
  const broken = targets.filter((target) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(file)) return true;
    if (anchor === undefined || statSync(file).isDirectory() || !file.endsWith('.md')) return false;
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      anchorOf(heading),
    );
    return !headings.includes(anchor);
  });
  expect(broken).toEqual([]);
});
