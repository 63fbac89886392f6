import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PAGES = [
  'README.md',
  'docs/integrating.md',
  'docs/integrations/analyst/README.md',
  'docs/operating.md',
  'docs/benchmark.md',
  'docs/reference-data.md',
];

export interface DocumentedBlock {
  readonly page: string;
  readonly commands: readonly string[];
  readonly prints: string | null;
}

const BLOCK =
  /^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?|`((?:npm run|npm start --|npx|node|python3|aws|gh) [^`\n]+)`|^ {4}(np[^\n]+)$/gms;

/** In the order of the pages. */
export const documentedBlocks = (): readonly DocumentedBlock[] =>
  PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(BLOCK)].map(([, block, prints = null, inline, indented]) => ({
      page,
      commands: commandsOf(block ?? inline ?? indented ?? ''),
      prints,
    })),
  );

/** A command ends where the shell waits for no other line. */
function commandsOf(block: string): readonly string[] {
  const commands: string[] = [];
  let open: string[] = [];
  for (const line of block.trimEnd().split('\n')) {
    open.push(line);
    const text = open.join('\n');
    const { status, stderr } = spawnSync('bash', ['-n', '-c', text], { encoding: 'utf8' });
    if (status !== 0 || stderr !== '' || /[|\\]$/.test(text)) continue;
    commands.push(text);
    open = [];
  }
  return commands;
}
