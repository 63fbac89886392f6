import type { ComponentChildren } from 'preact';
import { currentView, link, TABS } from '../../address/address.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { useTitle } from '../../parts/title.ts';
import { EVIDENCE } from '../../words/evidence.ts';

interface TabProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** Heading and tabs around one part of the room. */
export function Tab({ title, lead, children }: TabProps) {
  useTitle(title);
  const shown = currentView.value;
  return (
    <>
      <header class="lead">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p>{lead}</p>
        </div>
      </header>
      <Tabs
        name={EVIDENCE.tabs}
        tabs={TABS.evidence.map((tab, n) => ({
          to: link(n === 0 ? '/evidence' : `/evidence/${tab}`),
          name: EVIDENCE[tab],
          isOpen: shown.room === 'evidence' && shown.tab === tab,
        }))}
      />
      {children}
    </>
  );
}
