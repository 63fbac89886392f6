import type * as z from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;
type Read<T extends z.ZodType> = z.ZodSafeParseResult<z.output<T>>;

const remembered = new WeakMap<
  z.ZodObject,
  Readonly<{ values: readonly (string | undefined)[]; read: Read<z.ZodObject> }>
>();

function safelyReadEnvironment<T extends z.ZodObject>(schema: T): Read<T> {
  const names = Object.keys(schema.shape);
  const before = remembered.get(schema);
  if (before?.values.every((value, index) => value === process.env[names[index] ?? '']))
    return before.read as Read<T>;
  const read = schema.safeParse(process.env);
  remembered.set(schema, { values: names.map((name) => process.env[name]), read });
  return read;
}

/** Throws with every wrong variable: a fault of the deployment, never of a caller. */
export function readEnvironment<T extends z.ZodObject>(schema: T): z.output<T> {
  const read = safelyReadEnvironment(schema);
  if (read.success) return read.data;
  throw new Error(
    `the environment of this function is wrong:\n${faultsOf(read.error, process.env).join('\n')}`,
  );
}

export function environmentFaults(schema: z.ZodObject, environment: Environment): readonly string[] {
  const read = schema.safeParse(environment);
  return read.success ? [] : faultsOf(read.error, environment);
}

function faultsOf({ issues }: z.ZodError, environment: Environment): readonly string[] {
  return issues.map(({ path, message }) => {
    const name = String(path[0]);
    const value = environment[name];
    return value === undefined ? `${name} is not set: ${message}.` : `${name}=${value} is wrong: ${message}.`;
  });
}

/** After a failure the next call tries again. */
export function oncePerColdStart<T>(build: () => T): () => T {
  let built: Readonly<{ services: T }> | null = null;
  return () => {
    built ??= { services: build() };
    return built.services;
  };
}

/** A rejected value is made again. */
export function keptForNewestKey<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  let newest: Readonly<{ key: string; value: Promise<T> }> | null = null;
  return (key, make) => {
    if (newest?.key === key) return newest.value;
    const made = { key, value: make() };
    newest = made;
    made.value.catch(() => {
      if (newest === made) newest = null;
    });
    return made.value;
  };
}
