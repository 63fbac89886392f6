/** `npm run supply-chain`: writes the bill of materials, and checks where packages come from, whether they are kept up, and known advisories. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandFailure, type CommandSpecification, runCommand } from '#functions/commands/arguments.ts';
import { lockFaults, missingInBill } from './supply-chain.ts';

const LOCK_FILE = new URL('../../package-lock.json', import.meta.url);
const COMMAND = {
  name: 'npm run supply-chain',
  does: `Writes the software bill of materials (CycloneDX), and ends with 1 when a package comes from elsewhere than the registry, has no
hash, was given up by its authors, or has an advisory. Where the registry offers no advisories it says so in a line.`,
  options: { to: { value: 'FILE', says: 'where the bill of materials is written', default: 'reports/sbom.cdx.json' } },
  examples: ['npm run supply-chain', 'npm run supply-chain -- --to /tmp/sbom.cdx.json'],
} as const satisfies CommandSpecification;

const npm = (...given: readonly string[]) =>
  spawnSync('npm', given, { encoding: 'utf8', maxBuffer: 2 ** 27, cwd: new URL('.', LOCK_FILE) });

/** Advisories of what ships in a sentence each; null where the registry has none to offer. */
function advisories(): readonly string[] | null {
  const { stdout } = npm('audit', '--omit=dev', '--json');
  const answer = JSON.parse(stdout || '{}') as { vulnerabilities?: Record<string, { severity: string; range: string }> };
  if (answer.vulnerabilities === undefined) return null;
  return Object.entries(answer.vulnerabilities).map(
    ([name, { severity, range }]) => `${name} ${range}: an advisory of severity ${severity}`,
  );
}

await runCommand(COMMAND, ({ options: { to } }) => {
  const lockFile: unknown = JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
  const { status, stdout, stderr } = npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only');
  if (status !== 0) throw new CommandFailure(`npm could not write the bill of materials from package-lock.json. ${stderr.trim()}`);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, stdout);
  const missing = missingInBill(lockFile, JSON.parse(stdout)).map((name) => `${name} is not in ${to}`);
  const known = advisories();
  if (known === null) console.log('SKIPPED: the registry of this machine offers no advisories (npm audit)');
  const faults = [...lockFaults(lockFile), ...missing, ...(known ?? [])];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) throw new CommandFailure(`${faults.length} faults of the supply chain: update or replace these packages.`);
  console.log(`bill of materials: ${to}; every package is from the registry, held by its hash, and kept up`);
});
