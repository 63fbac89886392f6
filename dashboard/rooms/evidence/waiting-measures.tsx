import { Act } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Form } from '../../parts/form.tsx';
import { Later } from '../../parts/later.tsx';
import { useWrite } from '../../parts/sent.tsx';
import { client, useAnswer } from '../../service/query.ts';
import { mayDo, STATUS } from '../../service/questions.ts';
import { EVIDENCE } from '../../words/evidence.ts';
import { LinksOut } from './links-out.tsx';
import { type Measure, WAITING_MEASURES } from './questions.ts';

export function WaitingMeasures() {
  const { data: status } = useAnswer(STATUS);
  if (status === undefined || !mayDo(status, 'measures:write')) return null;
  return (
    <Later class="card" name={EVIDENCE.waiting}>
      {() => (
        <Answered to={WAITING_MEASURES} room="48px">
          {(waiting) =>
            waiting.length === 0 ? (
              <p class="muted">{EVIDENCE.nothingWaits}</p>
            ) : (
              <DateList
                of={waiting.map((measure) => ({
                  key: measure.row,
                  date: measure.announced,
                  text: <Waiting measure={measure} />,
                }))}
              />
            )
          }
        </Answered>
      )}
    </Later>
  );
}

function Waiting({ measure }: Readonly<{ measure: Measure }>) {
  const [outcome, write] = useWrite();
  const { id, title, state, reasons, source_url: source, scope } = measure;
  const decide = ({ act, note = '' }: Readonly<Record<string, string>>) =>
    write(() =>
      client.post(
        '/v1/measures/{id}/review',
        { decision: act === 'accept' ? 'accept' : 'reject', note },
        { id },
      ),
    );
  return (
    <>
      <b>{title}</b> <LinksOut text={source} />
      {typeof scope === 'string' ? <q lang="en">{scope}</q> : null}
      {reasons.map((reason) => (
        <p key={reason} class="muted">
          {reason}
        </p>
      ))}
      <Form name={`review ${id}`} class="filters" sent={decide}>
        <label>
          {EVIDENCE.remark} <input class="field" name="note" required pattern=".*\S.*" />
        </label>
        <Act says={EVIDENCE.accept} name="act" value="accept" disabled={state === 'draft'} />
        <Act says={EVIDENCE.reject} name="act" value="reject" />
      </Form>
      {outcome}
    </>
  );
}
