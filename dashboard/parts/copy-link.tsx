import { useState } from 'preact/hooks';
import { WORDS } from '../words/shell.ts';
import { Act } from './act.tsx';

export function CopyLink() {
  const [copied, copy] = useState(false);
  return (
    <>
      <Act
        says={copied ? WORDS.linkCopied : WORDS.copyLink}
        does={() => navigator.clipboard.writeText(window.location.href).then(() => copy(true))}
        onBlur={() => copy(false)}
      />
      <span class="gone" role="status">
        {copied ? WORDS.linkCopied : null}
      </span>
    </>
  );
}
