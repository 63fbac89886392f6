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

/** Changes, additions, omissions and swapped neighbours between two short texts (optimal string alignment). */
function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column += 1) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const best = Math.min(at(row - 1, column - 1) + change, at(row - 1, column) + 1, at(row, column - 1) + 1);
      rows[row]?.push(swapped ? Math.min(best, at(row - 2, column - 2) + 1) : best);
    }
  }
  return at(left.length, right.length);
}
