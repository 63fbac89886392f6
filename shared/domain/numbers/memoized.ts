/** Computes once for each argument, and never forgets. */
export function memoized<Argument extends string | number, Value>(
  compute: (of: Argument) => Value,
): (of: Argument) => Value {
  const memory = new Map<Argument, Value>();
  return (of) => {
    if (!memory.has(of)) memory.set(of, compute(of));
    return memory.get(of) as Value;
  };
}

type Table<Key, Value> = Readonly<{
  get: (key: Key) => Value | undefined;
  set: (key: Key, value: Value) => unknown;
}>;

export function entryOf<Key, Value>(table: Table<Key, Value>, key: Key, make: () => Value): Value {
  const found = table.get(key);
  if (found !== undefined) return found;
  const made = make();
  table.set(key, made);
  return made;
}

/** The entry that fits, made when none does; used last first, at most `most`. */
export function recentOf<Value>(
  list: Value[],
  fits: (value: Value) => boolean,
  most: number,
  make: () => Value,
): Value {
  const at = list.findIndex(fits);
  if (at === 0) return list[0] as Value;
  const value = at < 0 ? make() : (list.splice(at, 1)[0] as Value);
  list.unshift(value);
  if (list.length > most) list.pop();
  return value;
}

/** RangeError outside of the array: such an index belongs to another one, never a 0. */
export function valueAt<Value>(values: ArrayLike<Value>, index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}

/** Of equal plain values the one that came first; begins anew after so many. */
export function firstOfEqual(most: number): <Value extends object>(value: Value) => Value {
  const firsts = new Map<string, object>();
  return <Value extends object>(value: Value) => {
    if (firsts.size >= most) firsts.clear();
    return entryOf(firsts, JSON.stringify(value), (): object => value) as Value;
  };
}
