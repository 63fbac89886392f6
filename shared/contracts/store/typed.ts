import * as z from 'zod';

/** What our own code has written; `least` checks what nothing can be done without. */
export const typed = <T>(least: z.ZodType) =>
  z.custom<T>().superRefine((value, context) => {
    for (const issue of least.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  });
