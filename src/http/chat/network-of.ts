import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address counts to: an IPv4 address itself, the /64 of an IPv6 address, which one subscriber has
 * all of. Undefined for this machine's own.
 */
export function networkOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain.startsWith('127.') ? undefined : plain;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = canonical(plain).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return groups.join(':') === '0:0:0:0:0:0:0:1' ? undefined : `${groups.slice(0, 4).join(':')}::/64`;
}

/** As URLs have it: lower case, no leading zeros, no dotted end. */
const canonical = (address: string) => new URL(`http://[${address}]`).hostname.slice(1, -1);
