import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** For who begins, who calls the service, and who runs it. */
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
  /** What a person types, one command after another. */
  readonly commands: readonly string[];
  /** What the page says that they print. */
  readonly prints: string | null;
}

const BLOCK =
  /^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?|`((?:npm run|npm start --|npx|node|python3|aws|gh) [^`\n]+)`|^ {4}(np[^\n]+)$/gms;

/** Blocks of shell, and commands in the text, in the order of the pages. */
export const documentedBlocks = (): readonly DocumentedBlock[] =>
  PAGES.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(BLOCK)].map(([, block, prints = null, inline, indented]) => ({
      page,
      commands: commandsOf(block ?? inline ?? indented ?? ''),
      prints,
    })),
  );

/** A command ends with the first line behind which the shell waits for no other. */
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
