import { useTitle } from '../../parts/title.ts';
import { WORDS } from '../../words/shell.ts';

export function Today() {
  useTitle(WORDS.today);
  return <h1 tabIndex={-1}>{WORDS.today}</h1>;
}
