export type WorkProgress = Readonly<{
  done: number;
  of: number;
}>;

type Work = 'scores' | 'history';

const underWay: Record<Work, WorkProgress | null> = { scores: null, history: null };

export function noteProgress(work: Work, progress: WorkProgress | null): void {
  underWay[work] = progress;
}

export const workProgress = (): Readonly<Record<Work, WorkProgress | null>> => ({ ...underWay });
