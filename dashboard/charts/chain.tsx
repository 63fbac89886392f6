import { percentText } from '../words/numbers.ts';

/** Where one stage of a supply chain gets its goods from. */
export interface ChainStage {
  readonly stage: string;
  readonly score: number | null;
  /** Origin -> part of the supply, 0 to 1. */
  readonly shares: Readonly<Record<string, number>>;
}

interface ChainProps {
  readonly width: number;
  readonly stages: readonly ChainStage[];
  readonly says: string;
  readonly nameOf: (country: string) => string;
}

const [HEIGHT, TOP, BAR] = [270, 26, 18];
const SMALLEST = 0.02;

interface Node {
  readonly country: string;
  readonly share: number;
  readonly y: number;
  readonly height: number;
}

/** Origins of a stage stacked by their share; those below 2 % together. */
function stack(shares: Readonly<Record<string, number>>): readonly Node[] {
  const known = Object.entries(shares).filter(([, share]) => share > 0);
  const large = known.filter(([country, share]) => share >= SMALLEST && country !== 'OTH').sort((one, other) => other[1] - one[1]);
  const rest = known.filter((entry) => !large.includes(entry)).reduce((sum, [, share]) => sum + share, 0);
  const all = rest > 0 ? [...large, ['others', rest] as [string, number]] : large;
  const room = HEIGHT - TOP - 4 - all.length * 3;
  const total = all.reduce((sum, [, share]) => sum + share, 0);
  let y = TOP;
  return all.map(([country, share]) => {
    const height = (share / total) * room;
    const node = { country, share, y, height };
    y += height + 3;
    return node;
  });
}

/** From mine to magnet: each stage a column of origins. */
export function Chain({ width, stages, says, nameOf }: ChainProps) {
  const columns = stages.map(({ shares }) => stack(shares));
  const gap = (width - 4) / stages.length;
  const x = (at: number): number => Math.round(at * gap) + 2;
  const room = Math.floor((gap - BAR - 10) / 7);
  return (
    <svg class="chain" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={says}>
      {columns.map((nodes, at) => (
        <g key={stages[at]?.stage}>
          <text class="stage" x={x(at)} y={14}>
            {stages[at]?.stage}
          </text>
          {nodes.map(({ country, share, y, height }, order) => {
            const name = `${nameOf(country)} ${percentText(share)}`;
            return (
              <g key={country}>
                <rect class={order === 0 && country !== 'others' ? 'largest' : ''} x={x(at)} y={y} width={BAR} height={Math.max(1, height)}>
                  <title>{name}</title>
                </rect>
                {height >= 11 ? (
                  <text x={x(at) + BAR + 5} y={y + height / 2 + 4}>
                    {name.length > room ? `${country} ${percentText(share)}` : name}
                  </text>
                ) : null}
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}
