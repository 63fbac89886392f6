/** Progress of a long piece of work: one line that is written over on a terminal, a line each quarter in a log. */
export interface ProgressLine {
  /** `done` in 0 ... 1; `null` for work without a measure. */
  show(label: string, done: number | null): void;
  /** Leaves the line. */
  end(): void;
}

export function progressLine(output: NodeJS.WriteStream): ProgressLine {
  let lastQuarter = '';
  let onLine = false;
  return {
    show(label, done) {
      const text = done === null ? label : `${label} ${Math.round(100 * done)} %`;
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
