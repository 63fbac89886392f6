import * as z from 'zod';

/** The part of `package-lock.json` (lockfile version 3) that says where each package comes from and what its authors say of it. */
const lockFileSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      deprecated: z.string().optional(),
      dev: z.boolean().optional(),
      inBundle: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** The part of a CycloneDX bill of materials that names components. */
const billSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), group: z.string().optional(), version: z.string() })),
});

const REGISTRY = 'https://registry.npmjs.org/';

/**
 * Faults of a lock file, a sentence each: a package that comes from elsewhere than the npm registry or has no hash to hold its content to, and one that
 * ships and was given up by its authors. An address that is left out (`omit-lockfile-registry-resolved`) is the registry's. Throws a ZodError on a lock file of another form.
 */
export function lockFaults(lockFile: unknown): readonly string[] {
  return Object.entries(lockFileSchema.parse(lockFile).packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link === true) return [];
    const faults: string[] = [];
    // What is bundled in a package is held to by the hash of that package.
    if (entry.inBundle !== true) {
      if (entry.resolved?.startsWith(REGISTRY) === false) faults.push(`${path} does not come from ${REGISTRY}: ${entry.resolved}`);
      if (entry.integrity?.startsWith('sha512-') !== true) faults.push(`${path} has no sha512 that holds its content`);
    }
    if (entry.deprecated !== undefined && entry.dev !== true) faults.push(`${path} ships, and its authors gave it up: ${entry.deprecated}`);
    return faults;
  });
}

/** Packages of the lock file that are missing in the bill of materials, as `name@version`. Throws a ZodError on other forms of either. */
export function missingInBill(lockFile: unknown, bill: unknown): readonly string[] {
  const { components } = billSchema.parse(bill);
  const listed = new Set(components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`));
  const locked = Object.entries(lockFileSchema.parse(lockFile).packages).flatMap(([path, { version }]) =>
    path === '' || version === undefined ? [] : [`${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`],
  );
  return [...new Set(locked)].filter((name) => !listed.has(name)).sort();
}
