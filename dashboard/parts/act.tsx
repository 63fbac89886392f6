import type { ButtonHTMLAttributes } from 'preact';

interface ActProps extends Omit<ButtonHTMLAttributes, 'class' | 'onClick' | 'type'> {
  readonly says: string;
  readonly does?: () => unknown;
  readonly kind?: string;
  /** A question that has to be confirmed first, where the act cannot be undone. */
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
