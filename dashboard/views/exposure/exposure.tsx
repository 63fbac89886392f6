import { useTitle } from '../../parts/title.ts';
import { COMPANIES } from '../../service/analysis.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';

/** Companies that the reader has stored. */
export function Exposure() {
  useTitle('Companies');
  return (
    <>
      <h1 tabIndex={-1}>My companies</h1>
      <Loaded state={useAnswer(COMPANIES)} of="your companies" room="20rem">
        {({ data }) => (
          <ul>
            {data.map(({ id, name, needs, stock, sources }) => (
              <li key={id}>
                {name}: {needs} needs, {stock} rows of stock, {sources} sources
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
