/**
 * Where packages come from and what they may be used for: exit code 1 when a package of package-lock.json has
 * a licence that is not allowed here, does
 * not come from the registry, has no hash, was given up by its authors, or has an advisory. Writes the bill
 * of materials (CycloneDX) to reports/.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** SPDX names of licences that ask for no more than a notice. */
const PERMISSIVE =
  '0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-0 PSF-2.0 Python-2.0'.split(
    ' ',
  );
/**
 * Allowed for development as well, which nobody receives from us: copyleft of files or of the package itself,
 * data with attribution.
 */
const FOR_DEVELOPMENT = 'Artistic-2.0 CC-BY-3.0 CC-BY-4.0 MPL-2.0 WTFPL'.split(' ');
const REGISTRY = 'https://registry.npmjs.org/';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly deprecated?: string;
  readonly dev?: boolean;
  readonly inBundle?: boolean;
}

/**
 * A choice (`A OR B`) is allowed when one of its licences is, a combination when all are; whoever meets a
 * mixed one has to look.
 */
function isAllowed({ license = '', dev = false }: Locked): boolean {
  const names = license.replaceAll(/[()]/g, '');
  const allowed = (name: string): boolean =>
    PERMISSIVE.includes(name) || (dev && FOR_DEVELOPMENT.includes(name));
  return names.includes(' AND ') ? names.split(' AND ').every(allowed) : names.split(' OR ').some(allowed);
}

function faultsOf([path, locked]: readonly [string, Locked]): readonly string[] {
  const { license, resolved = REGISTRY, integrity, deprecated, dev, inBundle } = locked;
  return [
    ...(isAllowed(locked)
      ? []
      : [`the licence ${license ?? '(none)'} is not on the list in test/research/supply-chain.command.ts`]),
    // What is bundled in a package is held to by the hash of that package.
    ...(inBundle || resolved.startsWith(REGISTRY) ? [] : [`it comes from ${resolved}`]),
    ...(inBundle || integrity?.startsWith('sha512-') ? [] : ['no sha512 holds its content']),
    ...(deprecated === undefined || dev ? [] : [`its authors gave it up: ${deprecated}`]),
  ].map((fault) => `${path}: ${fault}`);
}

const npm = (...words: readonly string[]): string =>
  spawnSync('npm', words, { encoding: 'utf8', maxBuffer: 2 ** 27 }).stdout;

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const faults = Object.entries(packages)
  .filter(([path]) => path !== '')
  .flatMap(faultsOf);
mkdirSync('reports', { recursive: true });
writeFileSync('reports/sbom.cdx.json', npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'));
const { vulnerabilities } = JSON.parse(npm('audit', '--omit=dev', '--json') || '{}') as {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
};
if (vulnerabilities === undefined)
  console.log('SKIPPED: the registry of this machine offers no advisories (npm audit)');
for (const [name, { severity, range }] of Object.entries(vulnerabilities ?? {}))
  faults.push(`${name} ${range}: an advisory of severity ${severity}`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(
  `${Object.keys(packages).length} packages: allowed licences, from the registry, held by their hash. Bill of materials: reports/sbom.cdx.json`,
);
