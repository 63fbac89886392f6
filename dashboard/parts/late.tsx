import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { focusAfterMove } from '../address/address.ts';
import { askAgain, isAway } from '../service/query.ts';
import { WORDS } from '../words/shell.ts';
import { Act } from './act.tsx';

export function late<P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let View: ComponentType<P> | undefined;
  return function Late(props) {
    const [, arrive] = useState(false);
    const [isBroken, breakDown] = useState(false);
    useEffect(() => {
      load().then(
        (component) => {
          View = component;
          arrive(true);
        },
        () => {
          breakDown(true);
          void askAgain();
        },
      );
    }, [isAway.value]);
    useEffect(focusAfterMove, [View]);
    if (View !== undefined) return <View {...props} />;
    return isBroken ? (
      <div class="notice bad" role="alert">
        <p>{isAway.value ? WORDS.noAnswer : WORDS.viewBroken}</p>
        {isAway.value ? null : <Act says={WORDS.loadAnew} does={() => window.location.reload()} />}
      </div>
    ) : (
      <div class="waiting" style={{ minHeight: '70vh' }} aria-busy="true" />
    );
  };
}
