/** One line on a terminal, a line each quarter in a log. */
export interface ProgressLine {
  /** `done` in 0 ... 1; null: without a measure. */
  show(label: string, done: number | null, counted?: string): void;
  end(): void;
}

export function progressLine(output: NodeJS.WriteStream): ProgressLine {
  let lastQuarter = '';
  let onLine = false;
  return {
    show(label, done, counted) {
      const share = done === null ? label : `${label} ${Math.round(100 * done)} %`;
      const text = counted === undefined ? share : `${share} (${counted})`;
      if (output.isTTY) {
        output.write(`\r\u001b[K${text}`);
        onLine = true;
        return;
      }
      const quarter = `${label}${Math.floor((done ?? 0) * 4)}`;
      if (quarter !== lastQuarter) output.write(`${text}\n`);
      lastQuarter = quarter;
    },
    end() {
      if (onLine) output.write('\r\u001b[K');
      onLine = false;
    },
  };
}
