/** Messages as the services take them that people read, and what those answer. */
import type { DestinationFormat } from '#contracts/api/alerts.ts';
import type { MailEnvironment } from '#contracts/environment/alerts-environment.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * Address and JSON. Slack: incoming webhook. Teams: a workflow that begins when a webhook request is received
 * takes adaptive cards alone. Telegram: `sendMessage` of the Bot API, with the chat behind the question mark.
 */
export function postOf(
  format: Exclude<DestinationFormat, 'event' | 'mail'>,
  text: string,
  url: string,
): { readonly url: string; readonly content: unknown } {
  if (format === 'slack')
    return {
      url,
      content: { text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') },
    };
  if (format === 'teams') {
    const body = text.split(/\n+/).map((line) => ({ type: 'TextBlock', text: line, wrap: true }));
    const content = { type: 'AdaptiveCard', version: '1.2', body };
    return { url, content: { type: 'message', attachments: [{ contentType: CARD, content }] } };
  }
  const [address = '', query] = url.split('?');
  return { url: address, content: { chat_id: new URLSearchParams(query).get('chat_id'), text } };
}

/** `https://api.telegram.org/bot<token>/sendMessage?chat_id=<id or @name>`. */
const TELEGRAM = /^[/]bot\d+:[\w-]+[/]sendMessage$/;
const CHAT = /^(-?\d+|@\w+)$/;

/** Why an address is none of its format; null when it is. */
export function formatFault(format: DestinationFormat, address: string): string | null {
  const { protocol, pathname, searchParams } = new URL(address);
  if ((protocol === 'mailto:') !== (format === 'mail'))
    return 'Send `mailto:` and an address with the format `mail`, and https:// with every other.';
  if (format === 'telegram' && !(TELEGRAM.test(pathname) && CHAT.test(searchParams.get('chat_id') ?? '')))
    return 'Send https://api.telegram.org/bot<token>/sendMessage?chat_id=<id of the chat>.';
  return null;
}

/** The reason that Slack gives as one word and Telegram in `description`, and the wait that they ask for. */
export function refusalOf(answer: string): { readonly reason: string; readonly wait?: number } {
  if (/^[a-z_]{1,60}$/.test(answer)) return { reason: answer };
  try {
    const { description, parameters } = JSON.parse(answer) as {
      readonly description?: unknown;
      readonly parameters?: { readonly retry_after?: unknown };
    };
    const wait = parameters?.retry_after;
    return {
      reason: typeof description === 'string' ? description.slice(0, 200) : '',
      ...(typeof wait === 'number' ? { wait } : {}),
    };
  } catch {
    return { reason: '' };
  }
}

/** Why no mail goes to an address (`mailto:`), as a sentence; null when it does. */
export function mailboxFault(address: string, { SMTP_URL, MAIL_DOMAINS }: MailEnvironment): string | null {
  const [, domain = ''] = /^mailto:[\w.+-]+@([\w.-]+)$/.exec(address) ?? [];
  if (SMTP_URL !== '' && MAIL_DOMAINS.includes(domain.toLowerCase())) return null;
  return SMTP_URL === ''
    ? 'This service has no mail server: on one machine its operator sets SMTP_URL; on AWS alerts are sent as mail to whoever subscribes to its topic.'
    : `Send an address at ${MAIL_DOMAINS.join(' or ')}: its operator lists where mail may go (MAIL_DOMAINS).`;
}
