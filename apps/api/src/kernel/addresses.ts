import { BlockList, isIP } from 'node:net'

/** `10.0.0.0/8`, `2001:db8::/32`, or one address. Answers what is wrong with it, or nothing. */
export function problemOfRange(range: string): string | undefined {
  const [address = '', bits, ...more] = range.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return `${range} is no address and no range, as 10.0.0.0/8 or 2001:db8::/32`
  if (bits === undefined) return undefined
  const longest = family === 4 ? 32 : 128
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return `${range} ends in no number from 0 to ${longest}`
  return undefined
}

/**
 * Whom requests from an address are counted for: an IPv6 address is one of a /64 network, all of which one line has (RFC 4291, 2.5.1; RFC 6177), so that
 * the network is named; IPv4 stands for itself, also where a socket for both families tells it as ::ffff:192.0.2.1. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const plain = unmapped(address)
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const groups = tail === undefined ? before : [...before, ...zeros(8 - before.length - lengthOf(after)), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

const zeros = (count: number): string[] => new Array<string>(Math.max(0, count)).fill('0')

/** In groups of 16 bits: the last may be written as IPv4, which is two. */
const lengthOf = (groups: readonly string[]): number => groups.length + (groups.at(-1)?.includes('.') ? 1 : 0)

/** A socket for both families tells IPv4 as ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2). */
const unmapped = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '')

const kept = new Map<string, BlockList>()

/** Whether an address is one of these addresses and ranges (CIDR, IPv4 and IPv6). An empty list allows every address; what cannot be read allows none. */
export function isAllowedFrom(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  const plain = unmapped(address)
  const family = isIP(plain)
  if (family === 0) return false
  const key = ranges.join(' ')
  let list = kept.get(key)
  if (!list) {
    list = listOf(ranges)
    if (kept.size > 1_000) kept.clear()
    kept.set(key, list)
  }
  return list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    if (problemOfRange(range)) continue
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
