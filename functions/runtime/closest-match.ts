/** The name that somebody most likely meant, or `null` when none is near: the same but for case, or at most a third of it different. */
export function closestMatch(given: string, names: readonly string[]): string | null {
  const lower = given.toLowerCase();
  const sameButForCase = names.find((name) => name.toLowerCase() === lower);
  if (sameButForCase !== undefined) return sameButForCase;
  const far = Math.floor(Math.max(given.length, 3) / 3) + 1;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    if (Math.abs(name.length - given.length) >= far) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance < far && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** Levenshtein distance; both texts are short (ids and parameter names). */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
