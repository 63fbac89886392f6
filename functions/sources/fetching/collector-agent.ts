import { ROBOT_NAME } from './robots-rules.ts';

/**
 * Name under which a collector asks: the program, and where to write to. `contact`: address or mail of whoever runs it. Without one it is the
 * name of the program only: an address that nobody reads would be worse than none.
 */
export function collectorAgent(contact: string | undefined): string {
  const given = (contact ?? '').replace(/[^\x21-\x7E]/g, '');
  return given === '' ? `${ROBOT_NAME}/1.0` : `${ROBOT_NAME}/1.0 (+${given})`;
}
