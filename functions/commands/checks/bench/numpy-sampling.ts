import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommonDraws } from '#domain/uncertainty/common-draws.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { numpyInput } from './numpy-subjects.ts';

const SCRIPT = fileURLToPath(new URL('sampling-numpy.py', import.meta.url));

/** How far two scores of the same draw may be apart, points: exponentials and sums differ in their last digits, and nothing else does. */
export const NUMPY_TOLERANCE = 1e-9;

/** Scores and CPU time of the sampling when it is done in numpy from the draws of this service. */
export interface NumpySampling {
  /** Version of numpy and of Python. */
  readonly versions: string;
  readonly cpuSeconds: number;
  /** Scores of all draws, of subject after subject; those that can not be scored have none. */
  readonly scores: Float64Array;
}

/** Is there a Python with numpy on this machine? */
export function hasNumpy(): boolean {
  return spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
}

/** Samples the elements in vectorized numpy, in a process of one thread. */
export function sampleInNumpy(
  elements: readonly ElementInputs[],
  methodology: Methodology,
  common: CommonDraws,
  draws: number,
): NumpySampling {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-numpy-'));
  try {
    const [subjects, scores] = [join(folder, 'subjects.json'), join(folder, 'scores.bin')];
    writeFileSync(subjects, JSON.stringify(numpyInput(elements, methodology, common, draws)));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const said = JSON.parse(execFileSync('python3', [SCRIPT, subjects, scores], { env, encoding: 'utf8' })) as {
      readonly cpu_seconds: number;
      readonly numpy: string;
      readonly python: string;
    };
    const bytes = readFileSync(scores);
    const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    return { versions: `numpy ${said.numpy}, Python ${said.python}`, cpuSeconds: said.cpu_seconds, scores: values };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
