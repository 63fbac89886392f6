import { Answered } from '../../parts/answered.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { METHODOLOGY } from './questions.ts';
import { Tab } from './tab.tsx';

const BASES: Readonly<Record<string, () => string>> = {
  fitted: () => EVIDENCE.fitted,
  expert: () => EVIDENCE.expert,
  definition: () => EVIDENCE.definition,
};

/** How a chance is made, in eight sentences, what it cannot know, and every number of it. */
export function Method() {
  const { step1, step2, step3, step4, step5, step6, step7, step8 } = EVIDENCE;
  return (
    <Tab title={EVIDENCE.methodTitle} lead={EVIDENCE.methodLead}>
      <div class="halves">
        <section class="card">
          <ol class="steps">
            {[step1, step2, step3, step4, step5, step6, step7, step8].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <a href="/docs/methodology">{EVIDENCE.specification}</a>
          </p>
        </section>
        <section class="card">
          <header>
            <h2>{EVIDENCE.notKnown}</h2>
          </header>
          <Answered to={METHODOLOGY} room="380px">
            {({ limitations }) => (
              <ul class="steps">
                {limitations.map((limit) => (
                  <li key={limit}>{limit}</li>
                ))}
              </ul>
            )}
          </Answered>
        </section>
      </div>
      <Answered to={METHODOLOGY} room="48px">
        {({ parameters, version }) => (
          <details class="card">
            <summary>{EVIDENCE.numbers(parameters.length, version)}</summary>
            <table class="plain small">
              <thead>
                <tr>
                  <th scope="col">{EVIDENCE.number}</th>
                  <th scope="col">{EVIDENCE.value}</th>
                  <th scope="col" class="off-phone">
                    {EVIDENCE.rangeOf}
                  </th>
                  <th scope="col" class="off-phone">
                    {EVIDENCE.basis}
                  </th>
                  <th scope="col" class="wide-only">
                    {EVIDENCE.source}
                  </th>
                </tr>
              </thead>
              <tbody>
                {parameters.map(({ name, value, unit, range, basis, source }) => (
                  <tr key={name} lang="en">
                    <th scope="row">{name}</th>
                    <td>
                      {String(value)} {unit}
                    </td>
                    <td class="off-phone">{range}</td>
                    <td class="off-phone">{BASES[basis]?.() ?? basis}</td>
                    <td class="wide-only">{source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )}
      </Answered>
    </Tab>
  );
}
