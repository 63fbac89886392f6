/** Connections to public addresses only, each with a certificate that is checked. */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** Networks that no publisher is in. Each has its registry: RFC 6890, 4193, 4291, 6598, 6666, 9637. */
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
/**
 * Reachable in IPv6 is 2000::/3; all the rest is refused, and within it what stands for addresses of IPv4 or
 * for nothing.
 */
const REFUSED_V6: readonly (readonly [network: string, prefix: number])[] = [
  ['::', 3], // unspecified, loopback, mapped and translated IPv4
  ['4000::', 2],
  ['8000::', 1], // unique local, link-local, multicast
  ['2001::', 23], // protocol assignments, Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: carries an address of IPv4
  ['3fff::', 20], // documentation
];

// Two lists: in one, an address of IPv4 would be looked up as ::ffff:a.b.c.d too, which the networks of IPv6
// refuse.
const refusedV4 = new BlockList();
const refusedV6 = new BlockList();
for (const [network, prefix] of REFUSED_V4) refusedV4.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of REFUSED_V6) refusedV6.addSubnet(network, prefix, 'ipv6');

/**
 * Whether an IP address is one that the internet routes: no loopback, private, link-local, mapped or reserved
 * one. `false` for what is no IP address.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refusedV4.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && !refusedV6.check(address, 'ipv6');
}

/** A socket that was not opened, because its address is none of the internet. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * Looks a name up as `lookup` does and refuses it with `AddressRefused` when any of its addresses is not
 * public. The socket is opened to the
 * address that was judged here: a name that answers differently the next time is judged again the next time.
 *
 * `alsoAllowed`: addresses that are none of the internet and may be opened all the same, by the name that
 * leads there.
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

/**
 * Connections one at a time per host, each to an address that `lookup` gives, and each with a certificate
 * that is checked: said here, so that
 * `NODE_TLS_REJECT_UNAUTHORIZED=0` in the environment does not switch the check off.
 */
export const verifyingAgent = (lookup: LookupFunction): Agent =>
  new Agent({
    connections: 1,
    pipelining: 1,
    connect: { rejectUnauthorized: true, timeout: CONNECT_MS, lookup },
  });
