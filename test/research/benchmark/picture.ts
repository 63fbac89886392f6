/** Reliability as a picture: what was said against what happened. */
import type { Judged } from '../../../docs/benchmark/score.mjs';
import type { Answer } from './questions.ts';

const EDGES = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0001];
const SHOWN: Readonly<Record<string, string>> = {
  known: 'A new control becomes known',
  stopped: 'A flow stops',
  stopped_under_control_china: 'A flow under a control of China stops',
};
const [SIZE, GAP, TOP, LEFT] = [240, 60, 50, 50] as const;

/** Mean of what was said, part that happened and number of forecasts, in classes of what was said; empty classes are left out. */
export function reliability(rows: readonly Pick<Judged, 'said' | 'happened'>[]) {
  return EDGES.slice(1).flatMap((to, i) => {
    const inside = rows.filter(({ said }) => said >= (EDGES[i] as number) && said < to);
    if (inside.length === 0) return [];
    const mean = (of: (row: (typeof inside)[number]) => number): number => inside.reduce((sum, row) => sum + of(row), 0) / inside.length;
    return [{ said: mean(({ said }) => said), happened: mean(({ happened }) => happened), forecasts: inside.length }];
  });
}

const at = (value: number): string => value.toFixed(1);

function panel({ panel: name, version, rows, figures }: Answer, number: number): string {
  const [x, y] = [LEFT + number * (SIZE + GAP), TOP];
  const place = (said: number, happened: number): [string, string] => [at(x + said * SIZE), at(y + (1 - happened) * SIZE)];
  const series = (of: string, colour: string): string => {
    const points = reliability(rows.map((row) => ({ happened: row.happened, said: of === version ? row.said : (row.baselines[of] ?? 0) })));
    const dots = points.map(({ said, happened, forecasts }) => {
      const [cx, cy] = place(said, happened);
      return `<circle cx="${cx}" cy="${cy}" r="${at(1 + Math.log10(forecasts) * 1.4)}"><title>${of}: said ${at(100 * said)} %, happened ${at(100 * happened)} %, ${forecasts} forecasts</title></circle>`;
    });
    return `<g fill="${colour}" stroke="${colour}"><polyline fill="none" points="${points.map(({ said, happened }) => place(said, happened).join(',')).join(' ')}"/>${dots.join('')}</g>`;
  };
  const [[x0, y0], [x1, y1]] = [place(0, 0), place(1, 1)];
  return `<g><rect x="${x}" y="${y}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#999"/><line x1="${x0}" y1="${y0}" x2="${x1}" y2="${y1}" stroke="#999" stroke-dasharray="4"/>
<text x="${x}" y="${y - 22}" font-size="11">${SHOWN[name]}</text><text x="${x}" y="${y - 8}" font-size="10" fill="#555">${figures.n} forecasts, ${figures.events} events</text>
<text x="${x}" y="${y + SIZE + 16}" font-size="10">said 0</text><text x="${x + SIZE}" y="${y + SIZE + 16}" font-size="10" text-anchor="end">said 1</text>
<text x="${x - 6}" y="${y + SIZE}" font-size="10" text-anchor="end">0</text><text x="${x - 6}" y="${y + 8}" font-size="10" text-anchor="end">1</text>
${series('2.0.0', '#e69f00')}${series(version, '#0072b2')}</g>`;
}

/** An SVG with a panel for each of the main questions since 2010. */
export function reliabilityPicture(answers: readonly Answer[]): string {
  const shown = Object.keys(SHOWN).flatMap(
    (name) => answers.find((answer) => answer.panel === name && answer.since === answers[0]?.since) ?? [],
  );
  const [width, height] = [LEFT + shown.length * (SIZE + GAP), TOP + SIZE + 50];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" role="img" aria-label="Reliability: part that happened against what was said">
<rect width="100%" height="100%" fill="#fff"/>
${shown.map(panel).join('\n')}
<text x="${LEFT}" y="${height - 8}" font-size="11"><tspan fill="#0072b2">${answers[0]?.version}</tspan> and <tspan fill="#e69f00">2.0.0</tspan>: part that happened (upwards) against what was said; on the dashed line they agree. Larger dots: more forecasts.</text>
</svg>
`;
}
