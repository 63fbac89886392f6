/** Random numbers that are the same on every machine: mulberry32. Every function that takes a stream advances it. */
export interface RandomStream {
  state: number;
}

/** `seed` is taken modulo 2^32. */
export const openStream = (seed: number): RandomStream => ({ state: seed | 0 });

/** Uniform in (0, 1), never an end. */
export function uniform(stream: RandomStream): number {
  const s = (stream.state + 0x6d2b79f5) | 0;
  stream.state = s;
  let t = Math.imul(s ^ (s >>> 15), s | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
}
