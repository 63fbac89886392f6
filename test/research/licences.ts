import * as z from 'zod';

/** The part of `package-lock.json` (lockfile version 3) that names packages and their licences. */
const lockFileSchema = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});

/** A package whose licence is not on the list, as a person can look it up. */
export interface RefusedLicence {
  /** Path in the installation, for example `node_modules/zod`. */
  readonly path: string;
  /** SPDX expression of the package; null when it states none. */
  readonly licence: string | null;
}

/** SPDX names of licences that ask for no more than a notice: whoever ships this service needs to publish nothing. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
]);

/**
 * Licences allowed for development tools as well, which nobody receives from us: copyleft of single files or of the package itself, data
 * with attribution.
 */
const FOR_DEVELOPMENT: ReadonlySet<string> = new Set(['Artistic-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0', 'WTFPL']);

/**
 * Packages of a lock file whose licence is not allowed, or not stated; installs nothing and reads no network. A choice (`A OR B`) is allowed
 * when one of its licences is, a combination (`A AND B`) when all are. Throws a ZodError on a lock file of another form.
 */
export function refusedLicences(lockFile: unknown): readonly RefusedLicence[] {
  const { packages } = lockFileSchema.parse(lockFile);
  return Object.entries(packages)
    .filter(([path, { license, dev }]) => path !== '' && !isAllowed(license, dev === true))
    .map(([path, { license }]) => ({ path, licence: license ?? null }));
}

function isAllowed(expression: string | undefined, development: boolean): boolean {
  if (expression === undefined) return false;
  const names = expression.replaceAll(/[()]/g, '');
  // A mixed expression needs its parentheses: none of ours is one, so whoever meets the first has to look.
  if (names.includes(' AND ') && names.includes(' OR ')) return false;
  const allowed = (name: string): boolean => PERMISSIVE.has(name) || (development && FOR_DEVELOPMENT.has(name));
  return names.includes(' AND ') ? names.split(' AND ').every(allowed) : names.split(' OR ').some(allowed);
}
