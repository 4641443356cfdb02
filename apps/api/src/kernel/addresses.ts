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

const kept = new Map<string, BlockList>()

/** Whether an address is one of these addresses and ranges (CIDR, IPv4 and IPv6). An empty list allows every address; what cannot be read allows none. */
export function isAllowedFrom(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  // a socket for both families tells IPv4 as ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2)
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '')
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
