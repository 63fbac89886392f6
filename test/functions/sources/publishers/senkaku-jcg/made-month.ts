import type { PdfTextItem } from '#functions/sources/publishers/pdf-text.ts';
import type { TableDay } from '#functions/sources/publishers/senkaku-jcg/month-table.ts';

type Piece = Pick<PdfTextItem, 'text' | 'x' | 'y'>;

/** Width of a letter in the tables made here, in points. */
export const LETTER = 10;

const CENTRES = {
  year: 60,
  month: 110,
  day: 160,
  contiguous: 240,
  territorial: 340,
  rightDay: 440,
  rightContiguous: 520,
  rightTerritorial: 620,
};
const ROW = 22;

/** A month as the coast guard sets it: two halves, headings over the columns, totals underneath. */
export interface MadeMonth {
  readonly title: string;
  /** `(10/8 現在)`, or nothing. */
  readonly counted: string | null;
  /** Year and month as the cells at the left edge have them: `R8`, `10`. */
  readonly cells: readonly [string, string];
  readonly days: readonly (Pick<TableDay, 'day'> & { readonly contiguous: string; readonly territorial: string })[];
  /** First day of the right half. */
  readonly rightFrom: number;
  readonly totals: readonly [string, string, string, string];
}

const centred = (text: string, centre: number, y: number): readonly Piece[] =>
  text === '' ? [] : [{ text, x: centre - (text.length * LETTER) / 2, y }];

/** The pieces of text of a month, at their places on the page. */
export const monthPieces = ({ title, counted, cells, days, rightFrom, totals }: MadeMonth): readonly Piece[] => {
  const left = days.filter(({ day }) => day < rightFrom);
  const right = days.filter(({ day }) => day >= rightFrom);
  const top = 1000;
  const y = (row: number): number => top - ROW * (row + 1);
  const foot = y(Math.max(left.length, right.length) + 1);
  const half = (rows: typeof days, day: number, contiguous: number, territorial: number): readonly Piece[] =>
    rows.flatMap((row, index) => [
      ...centred(String(row.day), day, y(index)),
      ...centred(row.contiguous, contiguous, y(index)),
      ...centred(row.territorial, territorial, y(index)),
    ]);
  return [
    { text: '中国海警局に所属する船舶等による尖閣諸島接近（接続水域入域・領海侵入）状況', x: 40, y: 1150 },
    { text: title, x: 200, y: 1120 },
    ...(counted === null ? [] : [{ text: counted, x: 220, y: 1100 }]),
    { text: '（隻）', x: 640, y: 1070 },
    ...centred('年', CENTRES.year, 1030),
    ...centred('月', CENTRES.month, 1030),
    ...centred('日', CENTRES.day, 1030),
    ...centred('接続水域入域', CENTRES.contiguous, 1030),
    ...centred('領海侵入', CENTRES.territorial, 1040),
    ...centred('(接続水域入域の内数)', CENTRES.territorial, 1025),
    ...centred('日', CENTRES.rightDay, 1030),
    ...centred('接続水域入域', CENTRES.rightContiguous, 1030),
    ...centred('領海侵入', CENTRES.rightTerritorial, 1040),
    ...centred('(接続水域入域の内数)', CENTRES.rightTerritorial, 1025),
    ...centred(cells[0], CENTRES.year, y(7) - ROW / 2),
    ...centred(cells[1], CENTRES.month, y(7) - ROW / 2),
    ...half(left, CENTRES.day, CENTRES.contiguous, CENTRES.territorial),
    ...half(right, CENTRES.rightDay, CENTRES.rightContiguous, CENTRES.rightTerritorial),
    { text: '接続水域入域；', x: 200, y: foot },
    { text: totals[0], x: 290, y: foot },
    { text: '日、のべ', x: 340, y: foot },
    { text: totals[1], x: 400, y: foot },
    { text: '隻', x: 450, y: foot },
    { text: '領海侵入(接続水域入域の内数)；', x: 120, y: foot - ROW },
    { text: totals[2], x: 290, y: foot - ROW },
    { text: '日、のべ', x: 340, y: foot - ROW },
    { text: totals[3], x: 400, y: foot - ROW },
    { text: '隻', x: 450, y: foot - ROW },
  ];
};

/** Digits as the totals have them: `８`. */
export const fullWidth = (number: number): string =>
  String(number).replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
