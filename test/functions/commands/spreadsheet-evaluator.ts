/** A spreadsheet small enough to read: numbers, cells, + - * / ^, and the functions that the shipped sheets use. It knows nothing of the scorer. */

type Functions = Readonly<Record<string, (...values: number[]) => number>>;

const MILLISECONDS_A_DAY = 86_400_000;

/** Normal distribution function: power series near 0, continued fraction of the tail beyond. */
function standardNormal(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(z) < 5) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 200; k += 1) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 200; k >= 1; k -= 1) fraction = k / (Math.abs(z) + fraction);
  const tail = density / (Math.abs(z) + fraction);
  return z < 0 ? tail : 1 - tail;
}

const FUNCTIONS: Functions = {
  DATE: (year, month, day) => Date.UTC(year ?? 0, (month ?? 0) - 1, day) / MILLISECONDS_A_DAY,
  EXP: (x) => Math.exp(x ?? 0),
  LN: (x) => Math.log(x ?? 0),
  MAX: (...values) => Math.max(...values),
  MIN: (...values) => Math.min(...values),
  'NORM.S.DIST': (z) => standardNormal(z ?? 0),
  TRUE: () => 1,
};

const TOKENS = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Z]+\d+(?!\d*\()|[A-Z][A-Z.]*|[-+*/^(),]/g;

/** Value of a formula (`=...`) or a number; cells are asked by name. */
export function evaluate(content: string, cell: (name: string) => number): number {
  if (!content.startsWith('=')) return Number(content);
  const tokens = content.slice(1).match(TOKENS) ?? [];
  if (tokens.join('') !== content.slice(1)) throw new SyntaxError(`"${content}" has something that is no token`);
  let next = 0;
  const take = (): string => tokens[next++] ?? '';
  const binary = (operators: Readonly<Record<string, (left: number, right: number) => number>>, operand: () => number) => (): number => {
    let value = operand();
    for (let apply = operators[tokens[next] ?? '']; apply !== undefined; apply = operators[tokens[next] ?? '']) {
      next += 1;
      value = apply(value, operand());
    }
    return value;
  };
  const powers = binary({ '^': (left, right) => left ** right }, primary);
  const products = binary({ '*': (left, right) => left * right, '/': (left, right) => left / right }, powers);
  const sums = binary({ '+': (left, right) => left + right, '-': (left, right) => left - right }, products);

  function primary(): number {
    const token = take();
    if (token === '-') return -primary();
    if (token === '(') return closed(sums());
    if (/^\d/.test(token)) return Number(token);
    if (/^[A-Z]+\d+$/.test(token)) return cell(token);
    const named = FUNCTIONS[token];
    if (named === undefined) throw new SyntaxError(`"${token}" in ${content}`);
    if (tokens[next] !== '(') return named();
    const values: number[] = [];
    do {
      next += 1;
      values.push(sums());
    } while (tokens[next] === ',');
    return closed(named(...values));
  }

  function closed(value: number): number {
    if (take() !== ')') throw new SyntaxError(`a bracket stays open in ${content}`);
    return value;
  }

  const value = sums();
  if (next !== tokens.length) throw new SyntaxError(`"${content}" goes on after its end`);
  return value;
}
