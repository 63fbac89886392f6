/** What a reader waits for: the first run, and the history of two years. */
export interface WorkProgress {
  readonly done: number;
  readonly of: number;
}

type Work = 'scores' | 'history';

const underWay: Record<Work, WorkProgress | null> = { scores: null, history: null };

/** `null`: it is done, or was given up. */
export function noteProgress(work: Work, progress: WorkProgress | null): void {
  underWay[work] = progress;
}

export const workProgress = (): Readonly<Record<Work, WorkProgress | null>> => ({ ...underWay });
