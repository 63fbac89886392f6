/**
 * Value of an array that runs parallel to another one. An index outside of it belongs to some other array: a fault, never a 0.
 * @throws RangeError outside of the array.
 */
export function valueAt<Value>(values: ArrayLike<Value>, index: number): Value {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}
