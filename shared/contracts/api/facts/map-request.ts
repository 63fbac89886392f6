import * as z from 'zod';
import { buyer, noPath, type RequestContract } from '../request-parts.ts';

export const mapRequest = {
  path: noPath,
  query: z.strictObject({
    buyer,
    element: z
      .string()
      .regex(/^[A-Za-z0-9]{1,8}$/, 'a chemical symbol, for example Dy')
      .optional()
      .describe('Only sites and countries of this element, by symbol; all when not given. Case matters.'),
  }),
} as const satisfies RequestContract;
