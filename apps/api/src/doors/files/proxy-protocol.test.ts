import { describe, expect, it } from 'vitest'
import { readProxyHeader } from './proxy-protocol.ts'

const line = (text: string) => Buffer.from(text, 'latin1')
const binary = (command: number, family: number, told: readonly number[]) =>
  Buffer.from([...line('\r\n\r\n\0\r\nQUIT\n'), 0x20 | command, family, told.length >> 8, told.length & 255, ...told])

describe('the header of a balancer', () => {
  it('names an address, and where it ends', () => {
    const text = 'PROXY TCP4 203.0.113.7 10.0.0.1 4711 22\r\n'
    expect(readProxyHeader(line(`${text}SSH-2.0-x`))).toEqual({ length: text.length, address: '203.0.113.7' })
    expect(readProxyHeader(line('PROXY TCP6 2001:db8::7 ::1 1 2\r\n'))).toMatchObject({ address: '2001:db8::7' })
    expect(readProxyHeader(line('PROXY UNKNOWN\r\n'))).toEqual({ length: 15, address: undefined })
    expect(readProxyHeader(binary(1, 0x11, [203, 0, 113, 7, 10, 0, 0, 1, 1, 1, 0, 22]))).toEqual({
      length: 28,
      address: '203.0.113.7',
    })
    const six = [0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), 7, ...Array<number>(20).fill(0)]
    expect(readProxyHeader(binary(1, 0x21, six))).toMatchObject({ address: '2001:0db8:0000:0000:0000:0000:0000:0007' })
    expect(readProxyHeader(binary(0, 0, []))).toEqual({ length: 16, address: undefined })
  })

  it('is waited for, however it is cut', () => {
    for (const whole of [line('PROXY TCP4 203.0.113.7 10.0.0.1 4711 22\r\n'), binary(0, 0, [])])
      for (let length = 1; length < whole.length; length += 1)
        expect(readProxyHeader(whole.subarray(0, length))).toBe('more')
  })

  it('is nothing else', () => {
    for (const text of ['SSH-2.0-OpenSSH_9.6\r\n', 'PROXY TCP4 not-an-address 1 2 3\r\n', `PROXY ${'x'.repeat(200)}`])
      expect(readProxyHeader(line(text))).toBeUndefined()
  })
})
