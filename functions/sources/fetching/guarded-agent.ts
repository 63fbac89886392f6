import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** RFC 6890, 4193, 4291, 6598, 6666, 9637. */
const REFUSED_V4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared by carriers
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, metadata of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];
/** Only 2000::/3 is reachable, without what stands for IPv4 or for nothing. */
const REFUSED_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['::', 3], // unspecified, loopback, mapped and translated IPv4
  ['4000::', 2],
  ['8000::', 1], // unique local, link-local, multicast
  ['2001::', 23], // protocol assignments, Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: carries an address of IPv4
  ['3fff::', 20], // documentation
];

// In one list IPv4 would be looked up as ::ffff:a.b.c.d too, which the IPv6 networks refuse.
const refusedV4 = new BlockList();
const refusedV6 = new BlockList();
for (const [network, prefix] of REFUSED_V4) refusedV4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of REFUSED_V6) refusedV6.addSubnet(network, prefix, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refusedV4.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && !refusedV6.check(address, 'ipv6');
}

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Throws `AddressRefused` if any address of a name is not public. The socket goes to the address that was
 * judged. `alsoAllowed`: exceptions.
 */
export function guardedLookup(
  lookup: LookupFunction = systemLookup as LookupFunction,
  alsoAllowed: (address: string, hostname: string) => boolean = () => false,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      if (error !== null) {
        callback(error, found, family);
        return;
      }
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      const wrong = addresses.find((address) => !isPublicAddress(address) && !alsoAllowed(address, hostname));
      if (wrong === undefined && addresses.length > 0) callback(null, found, family);
      else
        callback(
          new AddressRefused(
            `${hostname} is at ${wrong ?? 'no address'}, which is no address of the internet`,
          ),
          '',
          0,
        );
    });
  };
}

const CONNECT_MS = 10_000;

/** With a checked certificate, whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
export const verifyingAgent = (lookup: LookupFunction): Agent =>
  new Agent({
    connections: 1,
    pipelining: 1,
    connect: { rejectUnauthorized: true, timeout: CONNECT_MS, lookup },
  });
