import { BlockList, isIP } from 'node:net'

// Ranges that no public web server has: IANA's registries of special-purpose addresses (RFC 6890 and what followed it), and the address under which
// one large provider answers machines of its own about themselves.
const special = new BlockList()
const ranges4: [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['168.63.129.16', 32], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
// Among them those that hold an address of the other kind: 6to4, Teredo.
const ranges6: [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]
for (const [net, bits] of ranges4) special.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of ranges6) special.addSubnet(net, bits, 'ipv6')

/** All addresses of IPv6 that were given to the public so far are within this. Others are local, or stand for one of IPv4. */
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')

/** Whether an address is one of the public internet: not of this machine, its network, or those who run it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  return isIP(address) === 6 && given.check(address, 'ipv6') && !special.check(address, 'ipv6')
}
