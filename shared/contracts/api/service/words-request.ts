import * as z from 'zod';
import { noPath, type RequestContract } from '../request-parts.ts';

export const wordsRequest = {
  path: noPath,
  query: z.strictObject({
    lang: z.enum(['en', 'ja']).default('en').describe('Language of the texts: `en` or `ja`.'),
  }),
} as const satisfies RequestContract;
