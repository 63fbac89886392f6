/** `npm run symbolicate`: turns the places of a trace of a deployed function into lines of this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CommandFailure, type CommandSpecification, runCommand } from './arguments.ts';

const COMMAND = {
  name: 'npm run symbolicate',
  does: `Prints a trace of a deployed function with files and lines of this repository in the place of index.mjs:83:41424.
The maps of a synthesis stand in cdk.out/source-maps, a folder for each function, and are not uploaded: keep those of what you have deployed.`,
  options: {
    function: { value: 'NAME', says: 'the function, as its file is called, for example scores-read or complete-run', required: true },
    maps: { value: 'FOLDER', says: 'where the maps are', default: 'cdk.out/source-maps' },
  },
  operands: { value: 'FILE', says: 'the trace, or log lines with it; standard input when it is left out', least: 0, most: 1 },
  examples: [
    'npm run symbolicate -- --function scores-read trace.txt',
    'aws logs tail GROUP | npm run --silent symbolicate -- --function complete-run',
  ],
} as const satisfies CommandSpecification;

/** A file of a bundle with line and column, both from 1, and whatever folder stands before it. */
const PLACE = /(?:file:\/\/)?[\w./-]*?([\w.-]+[.]mjs):(\d+):(\d+)/g;

await runCommand(COMMAND, async ({ options: { function: name, maps }, operands: [file] }) => {
  const folder = join(maps, name);
  if (!existsSync(folder)) {
    const known = existsSync(maps) ? readdirSync(maps).sort().join(', ') : '';
    const howTo = known === '' ? 'npm run synth makes them.' : `There are: ${known}.`;
    throw new CommandFailure(`There are no maps of ${name} in ${maps}. ${howTo}`);
  }
  const read = new Map<string, SourceMap | null>();
  const mapOf = (bundle: string): SourceMap | null => {
    const path = join(folder, `${bundle}.map`);
    const known = read.get(bundle);
    if (known !== undefined) return known;
    const made = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload) : null;
    read.set(bundle, made);
    return made;
  };
  const trace = file === undefined ? await text(process.stdin) : readFileSync(file, 'utf8');
  const written = trace.replaceAll(PLACE, (place, bundle: string, line: string, column: string) => {
    const entry = mapOf(bundle)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return place;
    return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
  process.stdout.write(written);
});
