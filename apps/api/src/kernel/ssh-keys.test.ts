import ssh2 from 'ssh2'
import { describe, expect, it } from 'vitest'
import { readPublicKey } from './ssh-keys.ts'

const { generateKeyPairSync, parseKey } = ssh2.utils
const pair = (type: 'ed25519' | 'rsa' | 'ecdsa', bits = 256) =>
  type === 'ed25519' ? generateKeyPairSync(type) : generateKeyPairSync(type, { bits })

describe('a public key as authorized_keys writes it', () => {
  it.each([
    ['ed25519', undefined],
    ['rsa', 2048],
    ['ecdsa', 256],
    ['ecdsa', 521],
  ] as const)('is read as clients send it: %s %s', (type, bits) => {
    const { public: line } = pair(type, bits)
    const other = parseKey(line)
    if (other instanceof Error) throw other
    expect(readPublicKey(`  ${line.trim()} somebody@somewhere \n`)).toEqual({
      type: other.type,
      blob: other.getPublicSSH(),
    })
  })

  it('is refused with what to do where it is none', () => {
    const { public: line, private: secret } = pair('ed25519')
    const [type = '', base64 = ''] = line.split(' ')
    const { public: short } = pair('rsa', 1024)
    for (const [written, problem] of [
      [secret, 'is a key file'],
      [`${line.trim()}\n${line.trim()}`, 'more than one line'],
      ['', "begins with ''"],
      [`from="10.0.0.1" ${line}`, 'begins with \'from="10.0.0.1"\''],
      ['ssh-dss AAAA', "begins with 'ssh-dss'"],
      [`${type} not*base64`, 'is no base64'],
      [`${type} ${base64.slice(0, -8)}`, 'was cut off'],
      [`ssh-rsa ${base64}`, 'was cut off'],
      [short, 'less than 2048 bits'],
    ])
      expect(readPublicKey(written ?? '')).toEqual({ problem: expect.stringContaining(problem ?? '') as string })
  })
})
