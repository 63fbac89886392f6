import { useState } from 'preact/hooks';
import { link } from '../../address/address.ts';
import { client, queries, reasonOf, useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { WORDS } from '../../words/subject.ts';

/** Adds a subject to the watch list of a company; without a company it leads to where one is made. */
export function Watch({ id }: { readonly id: string }) {
  const status = useAnswer(STATUS).data;
  const [isDone, finish] = useState(false);
  const [refused, tell] = useState('');
  const companies = status?.companies ?? [];
  if (companies.length === 0)
    return (
      <a class="btn main" href={link('/company')}>
        {WORDS.watch}
      </a>
    );
  const watch = async (company: string): Promise<void> => {
    try {
      const { version, company: stored } = await client.get('/v1/companies/{id}', { id: company });
      if (!stored.watch.includes(id))
        await client.put(
          '/v1/companies/{id}',
          { ...stored, watch: [...stored.watch, id] },
          { id: company },
          { ifMatch: version },
        );
      await queries.invalidateQueries();
      finish(true);
    } catch (error) {
      tell(reasonOf(error));
    }
  };
  if (isDone)
    return (
      <a class="btn" href={link('/')}>
        <span role="status">{WORDS.watched}</span>
      </a>
    );
  return (
    <>
      {companies.map(({ id: company, name }) => (
        <button key={company} type="button" class="btn main" onClick={() => void watch(company)}>
          {companies.length === 1 ? WORDS.watch : WORDS.watchOf(name)}
        </button>
      ))}
      {refused === '' ? null : (
        <span class="told bad" role="alert">
          {refused}
        </span>
      )}
    </>
  );
}
