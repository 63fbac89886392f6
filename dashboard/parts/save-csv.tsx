import { harmlessText } from '#domain/vocabulary/harmless-text.ts';
import { WORDS } from '../words/shell.ts';
import { Act } from './act.tsx';

type SaveCsvProps = Readonly<{
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
}>;

/** RFC 4180. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? harmlessText(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvOf = (rows: SaveCsvProps['rows']): string =>
  `${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

export const SaveCsv = ({ name, rows }: SaveCsvProps) => (
  <Act
    says={WORDS.downloadCsv}
    does={() => save(`${name}.csv`, new Blob(['\uFEFF', csvOf(rows)], { type: 'text/csv' }))}
  />
);
