/**
 * One text per value, of which hashes are taken: keys in byte order, no white space, numbers as ECMAScript
 * prints them. TypeError for a number that JSON cannot hold. `known`: texts of objects in it.
 */
export function canonicalJson(value: unknown, known?: ReadonlyMap<unknown, string>): string {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return `${value}`;
    throw new TypeError(`${value} has no JSON text; write null for unknown or unbounded`);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const before = known?.get(value);
  if (before !== undefined) return before;
  let text = '';
  if (Array.isArray(value)) {
    for (const entry of value) text += `${text === '' ? '' : ','}${canonicalJson(entry, known)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member, known)}`;
  }
  return `{${text}}`;
}
