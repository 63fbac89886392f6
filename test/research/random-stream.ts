/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface RandomStream {
  state: number;
}

export const openStream = (seed: number): RandomStream => ({ state: seed | 0 });

/** Uniform in (0, 1). */
export function uniform(stream: RandomStream): number {
  const s = (stream.state + 0x6d2b79f5) | 0;
  stream.state = s;
  let t = Math.imul(s ^ (s >>> 15), s | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
}
