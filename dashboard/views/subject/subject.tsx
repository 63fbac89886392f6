import { currentBuyer, currentQuery, currentView, setQuery } from '../../address/current-address.ts';
import { BUYER_NAMES, dayIn, type SubjectFolder } from '../../address/page-address.ts';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { type Explanation, explanation } from '../../service/subjects.ts';
import { capital, daysBetween, dayText } from '../../words/numbers.ts';
import { ChainOfStages } from './chain-of-stages.tsx';
import { Comparison } from './comparison.tsx';
import { Deliveries } from './deliveries.tsx';
import { Evidence } from './evidence.tsx';
import { Headline } from './headline.tsx';
import { Levers } from './levers.tsx';
import { Listings } from './listings.tsx';
import { PublishedIndices } from './published-indices.tsx';
import { ScheduledSteps } from './scheduled-steps.tsx';
import { SubjectTrend } from './subject-trend.tsx';
import { SuppliersThatMatter } from './suppliers-that-matter.tsx';
import { Why } from './why.tsx';

/** Everything about one element, supplier or country for one buyer; printed, it is a sheet for a board. */
export function SubjectPage() {
  const shown = currentView.value;
  const buyer = currentBuyer.value;
  const asOf = dayIn(currentQuery.value, 'as_of');
  const state = useAnswer(shown.view === 'subject' ? explanation(shown.folder, shown.id, buyer, asOf) : null);
  if (shown.view !== 'subject') return null;
  const known = state.kind === 'ready' || state.kind === 'stale' ? state.value.subject.name : shown.id;
  return (
    <article class="subject">
      <Heading name={known} id={shown.id} folder={shown.folder} buyer={BUYER_NAMES[buyer]} />
      {asOf === null ? null : (
        <p class="notice">
          As it was known on {dayText(asOf)}.{' '}
          <button type="button" onClick={() => setQuery({ as_of: null })}>
            Back to today
          </button>
        </p>
      )}
      <Loaded state={state} of={`the explanation of ${known}`} room="60rem">
        {(document) => <Sections document={document} folder={shown.folder} />}
      </Loaded>
    </article>
  );
}

interface HeadingProps {
  readonly name: string;
  readonly id: string;
  readonly folder: SubjectFolder;
  readonly buyer: string;
}

function Heading({ name, id, folder, buyer }: HeadingProps) {
  const heading = folder === 'elements' && name !== id ? `${capital(name)} (${id}) for ${buyer}` : `${capital(name)} for ${buyer}`;
  useTitle(heading);
  return (
    <h1 tabIndex={-1}>
      <small class="kind">{{ elements: 'Element', suppliers: 'Supplier', countries: 'Country' }[folder]}</small> {heading}
    </h1>
  );
}

function Sections({ document, folder }: { readonly document: Explanation; readonly folder: SubjectFolder }) {
  const { subject, buyer, as_of: asOf, methodology, run_id: run, links } = document;
  const permalink = `${window.location.origin}${window.location.pathname}?buyer=${buyer}&as_of=${asOf}`;
  return (
    <>
      <Headline document={document} />
      <p class="screen-only">
        Report for a board, one page: <a href={links.report}>English</a> ·{' '}
        <a href={`${links.report}&lang=ja`} hreflang="ja">
          <span lang="ja">日本語</span>
        </a>
      </p>
      <div class="pair">
        <Why document={document} />
        <SubjectTrend folder={folder} id={subject.id} asOf={asOf} isToday={daysBetween(asOf, new Date().toISOString()) < 2} />
      </div>
      <Comparison document={document} />
      <ChainOfStages document={document} />
      <div class="pair">
        <ScheduledSteps document={document} />
        <Levers document={document} />
      </div>
      <Listings document={document} />
      <Deliveries document={document} />
      <SuppliersThatMatter document={document} />
      <PublishedIndices document={document} />
      <Evidence document={document} />
      <p class="foot">
        {run === null ? 'Computed for this answer' : `Run ${run}`}, {dayText(asOf)}, methodology {methodology.version}. Address of this
        sheet: <a href={permalink}>{permalink}</a>
      </p>
    </>
  );
}
