/** Messages go to the internet, and to what the operator has listed. */
import { BlockList, isIP } from 'node:net';

export type ReachSettings = Readonly<{
  /** `open`: only this machine reaches the service, and its user may reach his own network. */
  access: 'open' | 'keys';
  privateHosts: readonly string[];
}>;

export type WebhookReach = ReturnType<typeof webhookReach>;

/** Without TLS: nobody is on the way. */
const THIS_MACHINE = ['http://localhost', 'http://127.0.0.0/8', 'http://::1'];

const HOW_TO_ALLOW =
  'The operator of this service can list hosts and networks of its own (WEBHOOK_PRIVATE_HOSTS; on AWS `privateWebhooks` of the stage).';

/** When they are stored, before each message, and when a socket is opened. */
export function webhookReach({ access, privateHosts }: ReachSettings) {
  const isOpen = access === 'open';
  const listed = [...privateHosts, ...(isOpen ? THIS_MACHINE : [])].map(listedHost);
  return {
    /** A sentence that says what to send; `null`: reachable. What a name leads to is judged at the socket. */
    fault(address: string): string | null {
      const url = URL.parse(address);
      if (url === null) return 'Send a whole address, for example https://example.com/hooks/chokepoint.';
      if (url.username !== '' || url.password !== '')
        return 'Send the address without user name and password: signatures say who sends.';
      // The parser has made addresses of IPv4 that are written in other ways, as 0x7f.1, those with four
      // numbers.
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const here = listed.filter(({ holds }) => holds(host));
      if (url.protocol === 'http:' && here.some(({ isPlain }) => isPlain)) return null;
      if (url.protocol !== 'https:')
        return `Send an address that begins with https://: on the way others could read and change it otherwise. ${HOW_TO_ALLOW}`;
      const isPublicName = isIP(host) === 0 && /[^.]\.[^.]/.test(host);
      if (isOpen || here.length > 0 || isPublicName) return null;
      return `Send an address with the full name of a host on the internet, for example https://example.com/hooks. ${HOW_TO_ALLOW}`;
    },
    mayOpen: (address: string, name: string): boolean =>
      isOpen || listed.some(({ holds }) => holds(name.toLowerCase()) || holds(address)),
    refusal: `The name of the host leads to no address of the internet. ${HOW_TO_ALLOW}`,
  };
}

/**
 * A name stands for itself and whatever it leads to, a network for its addresses and whatever name leads
 * there.
 */
function listedHost(entry: string) {
  const place = entry.replace(/^http:\/\//, '').toLowerCase();
  const [network = '', prefix] = place.split('/');
  const family = familyOf(network);
  const addresses = new BlockList();
  if (family !== null) addresses.addSubnet(network, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  return {
    isPlain: entry.startsWith('http://'),
    holds(host: string): boolean {
      const asked = familyOf(host);
      return asked === null ? host === place : addresses.check(host, asked);
    },
  };
}

function familyOf(host: string): 'ipv4' | 'ipv6' | null {
  const family = isIP(host);
  return family === 0 ? null : family === 4 ? 'ipv4' : 'ipv6';
}
