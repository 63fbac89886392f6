import { useAnswer } from '../service/questions.ts';
import { COUNTRIES } from '../service/subjects.ts';

/** Gives a country its name; its code where the service has no name for it, or has not answered yet. */
export function useCountryNames(): (code: string) => string {
  const state = useAnswer(COUNTRIES);
  const names = state.kind === 'ready' || state.kind === 'stale' ? new Map(state.value.data.map(({ id, name }) => [id, name])) : null;
  return (code) => (code === 'OTH' ? 'other origins' : (names?.get(code) ?? code));
}
