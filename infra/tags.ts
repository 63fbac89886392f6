import { type Stack, Tags } from 'aws-cdk-lib';
import type { StageSettings } from './stage-settings.ts';

/** Tags every resource of a stack with the service and its stage. They count in bills once they are activated there as cost allocation tags. */
export function tagAll(stack: Stack, { stage }: StageSettings): void {
  Tags.of(stack).add('Service', 'chokepoint');
  Tags.of(stack).add('Stage', stage);
}
