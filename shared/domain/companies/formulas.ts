/** Chemical formulas: the atoms in them, and parts of elements by mass. */

export type Atoms = ReadonlyMap<string, number>;

/**
 * Atoms of `Nd2(CO3)3·8H2O`, with `.` or `*` for the dot too; null for what is no formula of elements with a
 * weight below.
 */
export function atomsIn(formula: string): Atoms | null {
  const all = new Map<string, number>();
  for (const part of formula.split(/[·.*]/)) {
    const [, times = '', rest = ''] = /^(\d{0,2})(.+)$/.exec(part) ?? [];
    const found = atomsOfPart(rest);
    if (found === null) return null;
    add(all, found, times === '' ? 1 : Number(times));
  }
  return all;
}

function add(to: Map<string, number>, atoms: Atoms, times: number) {
  for (const [symbol, count] of atoms) to.set(symbol, (to.get(symbol) ?? 0) + count * times);
}

function atomsOfPart(part: string): Atoms | null {
  const open: Map<string, number>[] = [new Map()];
  let end = 0;
  for (const { 0: sign, 1: symbol, 2: digits, index } of part.matchAll(/(?:([A-Z][a-z]?)|[()])(\d{0,3})/g)) {
    if (index !== end) return null;
    end += sign.length;
    const count = digits === undefined || digits === '' ? 1 : Number(digits);
    const inner = open.at(-1) as Map<string, number>;
    if (symbol !== undefined) {
      if (!Object.hasOwn(ATOMIC_WEIGHTS, symbol)) return null;
      add(inner, new Map([[symbol, count]]), 1);
    } else if (sign.startsWith('(')) open.push(new Map());
    else {
      open.pop();
      const outer = open.at(-1);
      if (outer === undefined) return null;
      add(outer, inner, count);
    }
  }
  const [whole, ...unclosed] = open;
  return whole !== undefined && unclosed.length === 0 && end === part.length && whole.size > 0 ? whole : null;
}

export function massPart(atoms: Atoms, element: string): number {
  const mass = (symbol: string): number => (atoms.get(symbol) ?? 0) * (ATOMIC_WEIGHTS[symbol] as number);
  return mass(element) / [...atoms.keys()].reduce((sum, symbol) => sum + mass(symbol), 0);
}

/**
 * Standard atomic weights, abridged: CIAAW, Standard Atomic Weights 2021 (IUPAC),
 * https://www.ciaaw.org/atomic-weights.htm.
 */
const ATOMIC_WEIGHTS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'H 1.008, B 10.81, C 12.011, N 14.007, O 15.999, F 18.998, Na 22.99, Mg 24.305, Al 26.982, Si 28.085, P 30.974, S 32.06',
    'Cl 35.45, K 39.098, Ca 40.078, Sc 44.956, Ti 47.867, V 50.942, Cr 51.996, Mn 54.938, Fe 55.845, Co 58.933, Ni 58.693, Cu 63.546',
    'Zn 65.38, Ga 69.723, Ge 72.63, As 74.922, Se 78.971, Sr 87.62, Y 88.906, Zr 91.224, Nb 92.906, Mo 95.95, Rh 102.91, Pd 106.42',
    'Ag 107.87, Cd 112.41, In 114.82, Sn 118.71, Sb 121.76, Te 127.6, Ba 137.33, La 138.91, Ce 140.12, Pr 140.91, Nd 144.24',
    'Sm 150.36, Eu 151.96, Gd 157.25, Tb 158.93, Dy 162.5, Ho 164.93, Er 167.26, Tm 168.93, Yb 173.05, Lu 174.97, Hf 178.49',
    'Ta 180.95, W 183.84, Re 186.21, Pt 195.08, Pb 207.2, Bi 208.98, Li 6.94, Be 9.0122',
  ].flatMap((row) =>
    row.split(', ').map((pair) => [pair.slice(0, pair.indexOf(' ')), Number(pair.slice(pair.indexOf(' ')))]),
  ),
);
