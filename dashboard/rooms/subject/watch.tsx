import { useState } from 'preact/hooks';
import { link } from '../../address/address.ts';
import { Act } from '../../parts/act.tsx';
import { useWrite } from '../../parts/sent.tsx';
import { client, useAnswer } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { filled } from '../../words/language.ts';
import { SUBJECT } from '../../words/subject.ts';

export function Watch({ id }: Readonly<{ id: string }>) {
  const status = useAnswer(STATUS).data;
  const [isDone, finish] = useState(false);
  const [outcome, write] = useWrite();
  const companies = status?.companies ?? [];
  if (companies.length === 0)
    return (
      <a class="btn main" href={link('/company')}>
        {SUBJECT.watch}
      </a>
    );
  const watch = (company: string): Promise<void> =>
    write(async () => {
      const { version, company: stored } = await client.get('/v1/companies/{id}', { id: company });
      if (!stored.watch.includes(id))
        await client.put(
          '/v1/companies/{id}',
          { ...stored, watch: [...stored.watch, id] },
          { id: company },
          { ifMatch: version },
        );
      return null;
    }).then(finish);
  if (isDone)
    return (
      <a class="btn" href={link('/')}>
        <span role="status">{SUBJECT.watched}</span>
      </a>
    );
  return (
    <>
      {companies.map(({ id: company, name }) => (
        <Act
          key={company}
          kind="main"
          says={companies.length === 1 ? SUBJECT.watch : filled(SUBJECT.watchOf, { company: name })}
          does={() => watch(company)}
        />
      ))}
      {outcome}
    </>
  );
}
