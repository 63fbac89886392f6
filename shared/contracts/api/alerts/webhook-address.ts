const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Why alerts are not sent to an address, as a sentence that says what to send; `null` when they may be. What a name resolves to is judged when the
 * socket is opened. `access`: while it is open only this machine reaches the service, and its user may reach his own network.
 */
export function whyNoWebhookAddress(address: string, access: 'open' | 'keys'): string | null {
  const url = URL.parse(address);
  if (url === null) return 'Send a whole address, for example https://example.com/hooks/chokepoint.';
  if (url.username !== '' || url.password !== '') return 'Send the address without user name and password: signatures say who sends.';
  const isOpen = access === 'open';
  if (url.protocol === 'http:' && isOpen && LOOPBACK.test(url.hostname)) return null;
  if (url.protocol !== 'https:')
    return `Send an address that begins with https://${isOpen ? '; http:// is taken for this machine only' : ''}: on the way others could read and change it otherwise.`;
  // The parser has made addresses of IPv4 that are written in other ways, as 0x7f.1, those with four numbers.
  const isName = !/^[\d.]+$/.test(url.hostname) && !url.hostname.startsWith('[') && /[^.]\.[^.]/.test(url.hostname);
  return isOpen || isName ? null : 'Send an address with the full name of a host on the internet, for example https://example.com/hooks.';
}
