import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Points } from '../../parts/later.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { METHODOLOGY } from './questions.ts';

export function Method() {
  const { step1, step2, step3, step4, step5, step6, step7, step8 } = EVIDENCE;
  return (
    <div class="halves">
      <section class="card">
        <ol class="steps">
          {[step1, step2, step3, step4, step5, step6, step7, step8].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h2>{EVIDENCE.whyLower}</h2>
        <p>{EVIDENCE.whyLowerText}</p>
        <p>
          <a href="/docs/methodology">{EVIDENCE.specification}</a>
        </p>
      </section>
      <Card title={EVIDENCE.notKnown}>
        <Answered to={METHODOLOGY} room="380px">
          {({ limitations }) => <Points class="steps" of={limitations} />}
        </Answered>
      </Card>
    </div>
  );
}
