import fc from 'fast-check'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ProtocolBroken, requestsFrom, type SftpRequest } from './requests.ts'
import { requestTypes } from './wire.ts'

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const uint64 = (value: bigint) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}
const text = (value: string | Buffer) => Buffer.concat([uint32(Buffer.from(value).length), Buffer.from(value)])
const packet = (type: number, ...parts: Buffer[]) => {
  const body = Buffer.concat([Buffer.from([type]), ...parts])
  return Buffer.concat([uint32(body.length), body])
}
const init = packet(requestTypes.INIT, uint32(3))

async function read(chunks: Iterable<Buffer>): Promise<SftpRequest[]> {
  const all: SftpRequest[] = []
  for await (const request of requestsFrom(Readable.from(chunks), () => undefined)) all.push(request)
  return all
}

const cut = (bytes: Buffer, places: readonly number[]) => {
  const sorted = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort(
    (one, other) => one - other,
  )
  return sorted.slice(1).map((to, index) => bytes.subarray(sorted[index], to))
}

describe('the requests of a client', () => {
  const whole = Buffer.concat([
    init,
    packet(requestTypes.OPEN, uint32(1), text('inbound/价格.csv'), uint32(26), uint32(0)),
    packet(requestTypes.WRITE, uint32(2), text('h'), uint64(5n), text(Buffer.alloc(40_000, 7))),
    packet(requestTypes.FSETSTAT, uint32(3), text('h'), uint32(13), uint64(9n), uint32(0o644), uint32(1), uint32(2)),
    packet(requestTypes.EXTENDED, uint32(4), text('statvfs@openssh.com'), text('/')),
  ])

  it('are read whatever pieces they come in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (places) => {
        const [open, write, fsetstat, extended] = await read(cut(whole, places))
        expect(open).toEqual({ id: 1, type: 'open', path: 'inbound/价格.csv', flags: 26 })
        expect(write).toMatchObject({ id: 2, type: 'write', handle: 'h', offset: 5 })
        expect(write?.type === 'write' && write.data.equals(Buffer.alloc(40_000, 7))).toBe(true)
        expect(fsetstat).toMatchObject({ id: 3, given: { size: 9 } })
        expect(extended).toMatchObject({ id: 4, type: 'extended', name: 'statvfs@openssh.com' })
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['shorter than it says', packet(requestTypes.OPEN, uint32(7), uint32(4_000_000_000))],
    ['not UTF-8', packet(requestTypes.STAT, uint32(7), text(Buffer.from([0xff, 0xfe])))],
    ['beyond any file', packet(requestTypes.READ, uint32(7), text('h'), uint64(2n ** 63n), uint32(1))],
    ['of no kind', packet(99, uint32(7))],
  ])('that are %s are answered as such, and the next one is read', async (_what, broken) => {
    const next = packet(requestTypes.STAT, uint32(8), text('/'))
    expect(await read([init, broken, next])).toMatchObject([
      { id: 7, type: 'unreadable' },
      { id: 8, type: 'stat', path: '/' },
    ])
  })

  it.each([
    ['is longer than any packet', Buffer.concat([init, uint32(1_000_000), Buffer.alloc(10)])],
    ['holds nothing', Buffer.concat([init, uint32(0)])],
    ['comes before INIT', packet(requestTypes.STAT, uint32(1), text('/'))],
    ['is a second INIT', Buffer.concat([init, init])],
    ['speaks an older version', packet(requestTypes.INIT, uint32(2))],
  ])('end where a packet %s', async (_what, bytes) => {
    await expect(read([bytes])).rejects.toBeInstanceOf(ProtocolBroken)
  })

  it('end in order whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        await read([init, Buffer.from(noise)]).catch((error: unknown) => expect(error).toBeInstanceOf(ProtocolBroken))
      }),
      { numRuns: 100 },
    )
  })
})
