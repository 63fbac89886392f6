import './evidence.css';
import { currentView, link, TABS } from '../../address/address.ts';
import { Lead } from '../../parts/lead.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { Controls } from './controls.tsx';
import { Documents } from './documents.tsx';
import { Method } from './method.tsx';
import { Record } from './record.tsx';
import { Signals } from './signals.tsx';
import { Sources } from './sources.tsx';

const VIEWS = {
  signals: Signals,
  controls: Controls,
  sources: Sources,
  method: Method,
  record: Record,
  documents: Documents,
};

export function Evidence() {
  const shown = currentView.value;
  const tab = shown.room === 'evidence' ? shown.tab : 'signals';
  const View = VIEWS[tab];
  return (
    <>
      <Lead title={EVIDENCE[`${tab}Title`]} text={EVIDENCE[`${tab}Lead`]} />
      <Tabs
        name={EVIDENCE.tabs}
        tabs={TABS.evidence.map((one, n) => ({
          to: link(n === 0 ? '/evidence' : `/evidence/${one}`),
          name: EVIDENCE[one],
          isOpen: one === tab,
        }))}
      />
      <View key={tab} />
    </>
  );
}
