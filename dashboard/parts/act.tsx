import type { ButtonHTMLAttributes } from 'preact';

type ActProps = Omit<ButtonHTMLAttributes, 'class' | 'onClick' | 'type'> &
  Readonly<{
    says: string;
    does?: () => unknown;
    kind?: string;
    /** A question that has to be confirmed first, where the act cannot be undone. */
    asks?: string;
  }>;

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

type ActLinkProps = Pick<ActProps, 'says' | 'kind'> &
  Readonly<{
    to: string;
    isFile?: boolean;
  }>;

export const ActLink = ({ says, to, kind = '', isFile = false }: ActLinkProps) => (
  <a class={`btn ${kind}`} href={to} download={isFile}>
    {says}
  </a>
);
