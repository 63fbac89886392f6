import { currentBuyer, link, setQuery, subjectLink } from '../../address/address.ts';
import { ActLink } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { late } from '../../parts/late.tsx';
import { Lead } from '../../parts/lead.tsx';
import { placesOf, ScoreTable } from '../../parts/score-table.tsx';
import { SplitKey } from '../../parts/split.tsx';
import { useAnswer } from '../../service/query.ts';
import { companyOf, STATUS } from '../../service/questions.ts';
import { capitalised, country, days, filled } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { TODAY } from '../../words/today.ts';
import { Changes } from './changes.tsx';
import { DatesOfElements } from './next-dates.tsx';
import { elementsAhead, LIKELY, MOST_EXPLAINED, NOTABLE, resultsOf } from './questions.ts';

const CompanyToday = late(async () => (await import('./company-today.tsx')).CompanyToday);

/**
 * What a buyer with five minutes wants to know: own materials if there are any, else the elements most at
 * risk; what changed; what is ahead.
 */
export function Today() {
  const { data: status } = useAnswer(STATUS);
  useAnswer(elementsAhead(currentBuyer.value)); // both kinds of Today want it, so it is asked for before one knows which
  const companies = status?.companies ?? [];
  const company = status && companyOf(status);
  const choice =
    companies.length < 2 || company === undefined ? null : (
      <Choice
        name={TODAY.company}
        value={company.id}
        options={companies.map(({ id, name }) => [id, name])}
        pick={(id) => setQuery({ company: id })}
      />
    );
  return (
    <>
      <p class="muted purpose">{WORDS.purpose}</p>
      {status === undefined ? (
        <div class="waiting" style={{ minHeight: '62rem' }} aria-busy="true" />
      ) : company === undefined ? (
        <Elements />
      ) : (
        <Answered to={resultsOf(company.id)} room="60rem">
          {(results) => <CompanyToday results={results} choice={choice} />}
        </Answered>
      )}
    </>
  );
}

const SHOWN = 10;

function Elements() {
  const buyer = currentBuyer.value;
  return (
    <Answered to={elementsAhead(buyer)} room="62rem">
      {({ data, as_of: on }) => {
        const scored = data.filter(({ score }) => score !== null);
        const shown = scored.slice(0, SHOWN);
        const standing = scored.filter(({ score }) => (score ?? 0) >= NOTABLE).length;
        const scarce = scored.filter((row) => (row.scarce ?? 0) > LIKELY).length;
        return (
          <>
            <Lead
              tab={WORDS.today}
              title={filled(TODAY.headlineElements, {
                standing,
                scarce,
                of: scored.length,
                country: country(buyer),
              })}
            />
            <div class="two">
              <section aria-label={TODAY.mostAtRisk}>
                <ScoreTable
                  nameColumn={WORDS.element}
                  columns={[{ name: WORDS.stock, class: 'off-phone nowrap' }]}
                  groups={[
                    {
                      rows: shown.map(({ subject, cover_days: cover, top_drivers: causes, ...chances }) => ({
                        id: subject.id,
                        name: capitalised(subject.name),
                        to: subjectLink('element', subject.id),
                        note: [placesOf(chances), <br />, causes?.[0]?.label],
                        chance: chances,
                        cells: [orUnknown(cover, days)],
                      })),
                    },
                  ]}
                />
                <SplitKey />
                <p class="small">
                  <a href={link('/explore')}>{TODAY.allElements}</a>
                </p>
                <DatesOfElements
                  elements={data.slice(0, MOST_EXPLAINED).map(({ subject }) => subject.id)}
                  buyer={buyer}
                />
              </section>
              <div>
                <Card title={TODAY.emptyTitle}>
                  <p class="small">{TODAY.emptyText}</p>
                  <p class="acts">
                    <ActLink kind="main" says={TODAY.importNow} to={link('/company')} />
                    <ActLink says={TODAY.sampleFirst} to={link('/company', { sample: 'yes' })} />
                  </p>
                </Card>
                <Changes elements={shown.map(({ subject }) => subject.id)} on={on} buyer={buyer} />
              </div>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
