import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { CommandFailure, type CommandSpecification, choiceFault, runCommand } from './command-line.ts';
import { ROOT, writeClients } from './release/clients.ts';
import { writeDataPackages } from './release/data-packages.ts';
import { writeService } from './release/service.ts';
import { writeStaticCopy } from './release/static-copy.ts';

const PARTS = ['clients', 'service', 'data', 'bill', 'notes', 'page'] as const;

const COMMAND = {
  name: 'npm run release',
  does: `Makes what a release publishes: clients for npm and PyPI, the service for npx, data packages of the facts that may be passed on,
the bill of materials, the notes, a copy of the newest run of a service as files for any web server (--url), and
checksums of all. Nothing leaves this machine.`,
  options: {
    to: { value: 'FOLDER', says: 'where it is put; what is there is replaced', default: 'release' },
    url: { value: 'URL', says: 'the service whose newest run is copied; without it there is no page' },
    site: {
      value: 'URL',
      says: 'where the copy will be served, for its feed',
      default: 'https://chokepoint.example',
    },
    only: { value: PARTS.join('|'), says: 'one part alone', refuses: choiceFault(PARTS) },
  },
  environment: { KEY: 'key of a client that has no data of its own, where the service asks for one' },
  examples: [
    'npm run release',
    'npm run release -- --only page --url http://127.0.0.1:8080',
    'npm run release -- --only clients --to dist',
  ],
} as const satisfies CommandSpecification;

type Component = Readonly<{
  'bom-ref': string;
  properties?: readonly Readonly<{ name: string }>[];
}>;

/**
 * Without the time and the number that differ each time. Of all packages: with --omit dev npm 11 also leaves
 * out what a package for development shares.
 */
function billOfMaterials() {
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { stdout, status } = spawnSync('npm', asked, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 27 });
  if (status !== 0) throw new CommandFailure('npm sbom does not work here: npm 10 or newer has it');
  const { serialNumber: _number, metadata, components, dependencies, ...bill } = JSON.parse(stdout);
  const { timestamp: _time, ...about } = metadata;
  const installed = (components as readonly Component[]).filter(
    ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
  );
  const refs = new Set([about.component, ...installed].map((one: Component) => one['bom-ref']));
  const edges = (dependencies as readonly { ref: string; dependsOn: readonly string[] }[])
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  return `${JSON.stringify({ ...bill, metadata: about, components: installed, dependencies: edges }, null, 2)}\n`;
}

function notesOf(version: string) {
  const sections = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').split(/^(?=## )/m);
  const section = sections.find((one) => one.startsWith(`## ${version}`));
  if (section === undefined) throw new CommandFailure(`CHANGELOG.md has no heading "## ${version}"`);
  return section.replace(/^.*\n+/, '');
}

function checksums(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}  ${file}\n`,
    )
    .join('');
}

await runCommand(COMMAND, async ({ options: { to, only, url, site } }) => {
  const folder = resolve(to);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const make: Readonly<Record<(typeof PARTS)[number], () => void | Promise<void>>> = {
    clients: () => writeClients(join(folder, 'clients')),
    service: () => writeService(join(folder, 'service')),
    data: () => {
      for (const { name, resources, withheld } of writeDataPackages(join(folder, 'data'), version)) {
        const left = withheld.reduce((sum, { rows }) => sum + rows, 0);
        console.log(`${name}: ${resources.length} tables, ${left} rows left out for want of terms`);
      }
    },
    bill: () => writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials()),
    page: async () => {
      if (url === undefined) return console.log('SKIPPED: no --url of a service; its run is not copied');
      const asked = { url: url.replace(/\/$/, ''), site: site.replace(/\/$/, ''), key: process.env.KEY };
      console.log(`The page has the scores of ${await writeStaticCopy(join(folder, 'page'), asked)}`);
    },
    notes: () => writeFileSync(join(folder, 'notes.md'), notesOf(version)),
  };
  for (const part of PARTS) {
    if (only !== undefined && only !== part) continue;
    rmSync(join(folder, part), { recursive: true, force: true });
    await make[part]();
  }
  rmSync(join(folder, 'SHA256SUMS'), { force: true });
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder));
  console.log(`What is published is in ${folder}`);
});
