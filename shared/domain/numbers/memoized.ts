/** The function with a memory: it computes once for each argument, which must be a plain value (compared as by `Map`), and never forgets. */
export function memoized<Argument extends string | number, Value>(compute: (of: Argument) => Value): (of: Argument) => Value {
  const memory = new Map<Argument, Value>();
  return (of) => {
    if (!memory.has(of)) memory.set(of, compute(of));
    return memory.get(of) as Value;
  };
}

/** Makes a value on the first call with its key and gives the same one to every later call with it. */
export type RememberByKey = <T>(key: string, make: () => T) => T;

/** A memory of its own; whoever uses a key for values of two types gets a value of the wrong type. */
export function rememberByKey(): RememberByKey {
  const memory = new Map<string, unknown>();
  return <T>(key: string, make: () => T): T => {
    if (!memory.has(key)) memory.set(key, make());
    return memory.get(key) as T;
  };
}
