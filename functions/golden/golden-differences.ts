/** Every number that is off and every field that is missing or different, by path; extra fields of the result are allowed. */
export function differences(expected: unknown, actual: unknown, tolerance: number, path: string): readonly string[] {
  if (typeof expected === 'number') {
    const close = typeof actual === 'number' && Math.abs(expected - actual) <= tolerance;
    return close ? [] : [`${path}: ${String(actual)} instead of ${expected}`];
  }
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual) ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
  }
  if (typeof actual !== 'object' || actual === null) return [`${path}: ${String(actual)} instead of an object`];
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) return [`${path}: another length`];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, (actual as Record<string, unknown>)[key], tolerance, `${path}.${key}`),
  );
}
