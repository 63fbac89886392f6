/** Reads a bill of materials that somebody pasted out of a spreadsheet or a file. */

const FIELDS = ['line', 'material', 'element', 'product', 'supplier_id', 'quantity', 'unit', 'spend', 'currency', 'description'] as const;
type Field = (typeof FIELDS)[number];

/** Words that people put over a column, in lower case without marks. */
const WORDS: Readonly<Record<string, Field>> = {
  ...Object.fromEntries(FIELDS.map((field) => [field.replaceAll('_', ' '), field])),
  no: 'line',
  number: 'line',
  position: 'line',
  item: 'material',
  part: 'material',
  name: 'material',
  substance: 'material',
  symbol: 'element',
  supplier: 'supplier_id',
  vendor: 'supplier_id',
  amount: 'quantity',
  qty: 'quantity',
  volume: 'quantity',
  'quantity kg': 'quantity',
  uom: 'unit',
  value: 'spend',
  cost: 'spend',
  'annual spend': 'spend',
};

/** Order of the columns of a list without headings. */
const WITHOUT_HEADINGS: readonly Field[] = ['material', 'quantity', 'unit', 'spend', 'currency', 'supplier_id'];
const UNITS = ['g', 'kg', 't', 'each', 'MW'] as const;

export interface BillLine {
  line: string | number;
  description?: string;
  element?: string;
  product?: string;
  material?: string;
  supplier_id?: string;
  quantity?: number;
  unit?: (typeof UNITS)[number];
  spend?: number;
  currency?: string;
}

export interface Bill {
  readonly lines: readonly BillLine[];
  /** Lines that were not understood, with the reason; none is dropped silently. */
  readonly refused: readonly { readonly line: number; readonly text: string; readonly because: string }[];
}

const separatorOf = (text: string): string => (text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',');

/** Cells of a line; a cell in double quotes may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (mark === '"' && isQuoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (mark === '"') isQuoted = !isQuoted;
    else if (mark === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += mark;
  }
  return [...cells, cell.trim()];
}

/** "1,234.5", "1 234.5" and "1'234.5" as a number; `null` where the mark for decimals cannot be told ("1,234" may be 1.234). */
export function plainNumber(text: string): number | null {
  const bare = text.replaceAll(/[ \u00a0'_]/g, '');
  if (/^\d{1,3}(,\d{3})+[.]\d+$/.test(bare)) return Number(bare.replaceAll(',', ''));
  return /^\d+([.]\d+)?(e[+-]?\d+)?$/i.test(bare) ? Number(bare) : null;
}

const headingOf = (cell: string): Field | undefined =>
  WORDS[
    cell
      .toLowerCase()
      .replaceAll(/[_()./-]+/g, ' ')
      .trim()
  ];

/** Reads what was pasted. The first line is taken for headings when any of its cells is one. */
export function readBill(text: string): Bill {
  const all = text.split(/\r?\n/).map((line, at) => ({ line, number: at + 1 }));
  const filled = all.filter(({ line }) => line.trim() !== '');
  const [first] = filled;
  if (first === undefined) return { lines: [], refused: [] };
  const separator = separatorOf(first.line);
  const headings = cellsOf(first.line, separator).map(headingOf);
  const hasHeadings = headings.some((field) => field !== undefined);
  const fields = hasHeadings ? headings : WITHOUT_HEADINGS;
  const lines: BillLine[] = [];
  const refused: { line: number; text: string; because: string }[] = [];
  for (const { line, number } of hasHeadings ? filled.slice(1) : filled) {
    const read = readLine(cellsOf(line, separator), fields, number);
    if (typeof read === 'string') refused.push({ line: number, text: line, because: read });
    else lines.push(read);
  }
  return { lines, refused };
}

function readLine(cells: readonly string[], fields: readonly (Field | undefined)[], number: number): BillLine | string {
  const line: BillLine = { line: number };
  for (const [at, cell] of cells.entries()) {
    const field = fields[at];
    if (cell === '' || field === undefined) continue;
    if (field === 'quantity' || field === 'spend') {
      const value = plainNumber(cell);
      if (value === null) return `“${cell}” in ${field} is no number that can be read for sure: write 1234.5.`;
      line[field] = value;
    } else if (field === 'unit') {
      const unit = UNITS.find((each) => each.toLowerCase() === cell.toLowerCase());
      if (unit === undefined) return `“${cell}” is no unit that is known here: g, kg, t, each or MW.`;
      line.unit = unit;
    } else if (field === 'currency') {
      if (!/^[a-z]{3}$/i.test(cell)) return `“${cell}” is no currency: write three letters, as EUR.`;
      line.currency = cell.toUpperCase();
    } else line[field] = cell;
  }
  const names = line.material ?? line.element ?? line.product ?? line.supplier_id;
  return names === undefined ? 'It names no material, element, product or supplier.' : line;
}
