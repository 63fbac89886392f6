/** Small charts as SVG text. Numbers are written with fixed digits, so that a chart has the same bytes on every machine. */

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A range of values; for days, probabilities or points. */
export type Domain = readonly [from: number, to: number];

/** The drawing area of a chart with its two scales. */
export interface Frame {
  readonly box: Box;
  readonly xDomain: Domain;
  readonly yDomain: Domain;
}

const INK = '#1f2933';
const GRID = '#d9dee4';
const FONT = 'font-family="system-ui, sans-serif" font-size="12"';

const digits = (value: number): string => value.toFixed(1);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const along = (value: number, [from, to]: Domain): number => (value - from) / (to - from);
const xAt = ({ box, xDomain }: Frame, x: number): number => box.x + along(x, xDomain) * box.width;
const yAt = ({ box, yDomain }: Frame, y: number): number => box.y + box.height * (1 - along(y, yDomain));

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly colour?: string;
}

/** A line of text at a place of the picture. */
export function label(x: number, y: number, text: string, { anchor = 'start', bold = false, colour = INK }: TextStyle = {}): string {
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${digits(x)}" y="${digits(y)}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(text)}</text>`;
}

const segment = (x1: number, y1: number, x2: number, y2: number, style: string): string =>
  `<line x1="${digits(x1)}" y1="${digits(y1)}" x2="${digits(x2)}" y2="${digits(y2)}" ${style}/>`;

/** Grid and axis labels at the given ticks. */
export function axes(frame: Frame, xTicks: readonly number[], yTicks: readonly number[], text: (value: number) => string = String): string {
  const { box } = frame;
  const style = `stroke="${GRID}"`;
  const across = yTicks.map((tick) => {
    const y = yAt(frame, tick);
    return segment(box.x, y, box.x + box.width, y, style) + label(box.x - 6, y + 4, text(tick), { anchor: 'end' });
  });
  const down = xTicks.map((tick) => {
    const x = xAt(frame, tick);
    return segment(x, box.y, x, box.y + box.height, style) + label(x, box.y + box.height + 16, text(tick), { anchor: 'middle' });
  });
  return [...across, ...down].join('\n');
}

export interface LineStyle {
  readonly colour: string;
  readonly dashed?: boolean;
}

/** A line through points; a gap where a value is unknown. */
export function line(
  frame: Frame,
  points: readonly (readonly [x: number, y: number | null])[],
  { colour, dashed = false }: LineStyle,
): string {
  let path = '';
  let broken = true;
  for (const [x, y] of points) {
    if (y !== null) path += `${broken ? 'M' : 'L'}${digits(xAt(frame, x))} ${digits(yAt(frame, y))}`;
    broken = y === null;
  }
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`;
}

/** Dots; `radius` in pixels. */
export function dots(frame: Frame, points: readonly (readonly [x: number, y: number, radius: number])[], colour: string): string {
  return points
    .map(
      ([x, y, radius]) =>
        `<circle cx="${digits(xAt(frame, x))}" cy="${digits(yAt(frame, y))}" r="${digits(radius)}" fill="${colour}" fill-opacity="0.75"/>`,
    )
    .join('\n');
}

/** A value with its interval on a row, as in a forest plot. */
export function intervalBar(frame: Frame, row: number, from: number, value: number, to: number, colour: string): string {
  const y = yAt(frame, row);
  return `${segment(xAt(frame, from), y, xAt(frame, to), y, `stroke="${colour}" stroke-width="2"`)}
<circle cx="${digits(xAt(frame, value))}" cy="${digits(y)}" r="3.5" fill="${colour}"/>`;
}

/** A row label left of the frame. */
export function rowLabel(frame: Frame, row: number, text: string): string {
  return label(frame.box.x - 8, yAt(frame, row) + 4, text, { anchor: 'end' });
}

/** A whole picture with a title that a screen reader reads. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${FONT}>
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${label(16, 22, title, { bold: true })}
${parts.join('\n')}
</svg>
`;
}
