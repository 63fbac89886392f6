import * as z from 'zod';

const place = z.union([z.hostname(), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const isPlace = (entry: string) => place.safeParse(entry.replace(/^http:\/\//, '')).success;

/**
 * A host, an address or a CIDR that webhooks may lead to though it is none of the internet; after `http://`
 * also without TLS.
 */
export const privateHostSchema = z.string().refine(isPlace, {
  error: ({ input }) =>
    `"${input}" is no host, address or network; write it as hooks.plant.example, 10.20.3.4, 10.20.0.0/16 or http://10.20.3.4`,
});

/** Separated by commas; may be empty. */
export const privateHostsSetting = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()])))
  .pipe(z.array(privateHostSchema));
