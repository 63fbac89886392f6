import * as z from 'zod';

/** The environment of this function. Throws with every wrong variable and what it should be: a fault of the deployment, never of a caller. */
export function readEnvironment<T extends z.ZodType>(schema: T): z.output<T> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  throw new Error(`the environment of this function is wrong:\n${z.prettifyError(parsed.error)}`);
}
