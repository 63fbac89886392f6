import { type Stack, Tags } from 'aws-cdk-lib';
import type { StageSettings } from './stage-settings.ts';

/** Whose everything is. */
export const tagsOf = (stage: string): Readonly<Record<string, string>> => ({ Service: 'chokepoint', Stage: stage });

/** Tags every resource of a stack with the service and its stage. They count in bills once they are activated there as cost allocation tags. */
export function tagAll(stack: Stack, { stage }: StageSettings): void {
  for (const [key, value] of Object.entries(tagsOf(stage))) Tags.of(stack).add(key, value);
}
