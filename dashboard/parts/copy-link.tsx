import { useState } from 'preact/hooks';
import { WORDS } from '../words/shell.ts';

/** Copies the address, which holds all that is shown. */
export function CopyLink() {
  const [copied, copy] = useState(false);
  return (
    <button
      type="button"
      class="btn"
      onClick={() => void navigator.clipboard.writeText(window.location.href).then(() => copy(true))}
      onBlur={() => copy(false)}
    >
      <span role="status">{copied ? WORDS.linkCopied : WORDS.copyLink}</span>
    </button>
  );
}
