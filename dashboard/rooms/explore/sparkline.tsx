const [WIDTH, HEIGHT] = [96, 28];

/** Values of 0 to 100 at equal steps, oldest first, as a small line; null leaves a gap. Decoration: the change stands beside it in numbers. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const x = (n: number): number => 2 + (n / Math.max(1, values.length - 1)) * (WIDTH - 5);
  const y = (value: number): number => HEIGHT - 3 - (value / 100) * (HEIGHT - 6);
  const path = values
    .map((value, n) => (value === null ? '' : `${(values[n - 1] ?? null) === null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`))
    .join('');
  const last = values.at(-1) ?? null;
  return (
    <svg fill="none" stroke-width={1.3} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path stroke="var(--line)" d={`M0 ${HEIGHT - 2}H${WIDTH}`} />
      <path stroke="var(--ink)" d={path} />
      {last === null ? null : <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="var(--ink)" />}
    </svg>
  );
}
