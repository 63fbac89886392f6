import { WORDS } from '../words/shell.ts';

export const STEPS = ['mine', 'separation', 'refining', 'metal', 'magnet'] as const;

export function stepName(stage: string): string {
  const step = STEPS.find((one) => one === stage);
  return step === undefined ? stage : WORDS[step];
}

export const stepWithin = (stage: string): string => stepName(stage).toLowerCase();
