import { isIP, type Socket } from 'node:net'

/** HAProxy's PROXY protocol: https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt */
const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1')
const longestLine = 107
const fixedPart = 16

/** The address that a balancer speaks for, and how long its header was; `more`: it has not all come yet. Undefined: there is no such header. */
export function readProxyHeader(bytes: Buffer): { length: number; address: string | undefined } | 'more' | undefined {
  if (bytes.subarray(0, signature.length).equals(signature.subarray(0, bytes.length))) return readBinary(bytes)
  const line = bytes.subarray(0, longestLine).toString('latin1')
  if (!line.startsWith('PROXY '.slice(0, line.length))) return undefined
  const end = line.indexOf('\r\n')
  if (end < 0) return bytes.length < longestLine ? 'more' : undefined
  const [, family = '', address = ''] = line.slice(0, end).split(' ')
  if (family === 'UNKNOWN') return { length: end + 2, address: undefined }
  const right = (family === 'TCP4' && isIP(address) === 4) || (family === 'TCP6' && isIP(address) === 6)
  return right ? { length: end + 2, address } : undefined
}

/** Section 2.2. */
function readBinary(bytes: Buffer): ReturnType<typeof readProxyHeader> {
  if (bytes.length < fixedPart) return 'more'
  const [kind = 0, family = 0] = bytes.subarray(12, 14)
  const length = fixedPart + bytes.readUInt16BE(14)
  if (kind >> 4 !== 2) return undefined
  if (bytes.length < length) return 'more'
  const told = bytes.subarray(fixedPart, length)
  // LOCAL: the balancer itself, to see whether somebody is here
  if ((kind & 15) === 0) return { length, address: undefined }
  if (family >> 4 === 1 && told.length >= 12) return { length, address: [...told.subarray(0, 4)].join('.') }
  if (family >> 4 === 2 && told.length >= 36)
    return { length, address: (told.toString('hex', 0, 16).match(/.{4}/g) ?? []).join(':') }
  return { length, address: undefined }
}

/** Takes the header off a connection; what follows it stays to be read. Answers the address it names; throws Error where there is none. */
export async function takeProxyHeader(socket: Socket): Promise<string | undefined> {
  let held = Buffer.alloc(0)
  for (;;) {
    const chunk = (socket.read() as Buffer | null) ?? (await readable(socket))
    if (!chunk) continue
    held = Buffer.concat([held, chunk])
    const found = readProxyHeader(held)
    if (found === 'more') continue
    if (!found) throw new Error('the balancer sent no PROXY header')
    if (held.length > found.length) socket.unshift(held.subarray(found.length))
    return found.address
  }
}

const readable = (socket: Socket) =>
  new Promise<null>((resolve, reject) => {
    const done = () => {
      socket.off('readable', going).off('close', broken).off('error', broken)
    }
    const going = () => {
      done()
      resolve(null)
    }
    const broken = () => {
      done()
      reject(new Error('the connection ended before its PROXY header'))
    }
    socket.once('readable', going).once('close', broken).once('error', broken)
  })
