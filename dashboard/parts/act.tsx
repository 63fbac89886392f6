import type { ButtonHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { WORDS } from '../words/shell.ts';

interface ActProps extends Omit<ButtonHTMLAttributes, 'class' | 'onClick' | 'type'> {
  readonly says: string;
  /** Without it the button sends its form. */
  readonly does?: () => unknown;
  readonly kind?: string;
  /** What is asked first: what goes with it cannot be brought back. */
  readonly asks?: string;
}

export const Act = ({ says, does, kind = '', asks, ...others }: ActProps) => (
  <button
    type={does === undefined ? 'submit' : 'button'}
    class={`btn ${kind}`}
    onClick={does && (() => (asks === undefined || window.confirm(asks)) && void does())}
    {...others}
  >
    {says}
  </button>
);

interface ActLinkProps extends Pick<ActProps, 'says' | 'kind'> {
  readonly to: string;
  readonly isFile?: boolean;
}

export const ActLink = ({ says, to, kind = '', isFile = false }: ActLinkProps) => (
  <a class={`btn ${kind}`} href={to} download={isFile}>
    {says}
  </a>
);

/** Copies the address, which holds all that is shown. */
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
