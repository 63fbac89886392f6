import { ROBOT_NAME } from './robots-rules.ts';

/** Address under which a publisher finds out what this program is, until whoever runs it gives a better one. */
const PROJECT_ADDRESS = 'https://chokepoint.example/collector';

/**
 * Name under which a collector asks: the program, and where to write to. `contact`: address or mail of whoever runs it; empty or absent: the
 * address of the project.
 */
export function collectorAgent(contact: string | undefined): string {
  const given = (contact ?? '').replace(/[^\x21-\x7E]/g, '');
  return `${ROBOT_NAME}/1.0 (+${given === '' ? PROJECT_ADDRESS : given})`;
}
