import ssh2 from 'ssh2'
import { describe, expect, it } from 'vitest'
import { newKeyPair, type KeyKind } from './key-pairs.ts'
import { readPublicKey } from '../../kernel/ssh-keys.ts'

const { parseKey } = ssh2.utils

describe('a new pair of keys', () => {
  // ssh2 makes one in 256 that nobody can read: among so many there are some for certain
  it('can be read, its secret as its public half', () => {
    for (let count = 0; count < 3_000; count += 1) {
      const made = newKeyPair({ type: 'ed25519' }, 'portico')
      expect(parseKey(made.private)).not.toBeInstanceOf(Error)
      expect(readPublicKey(made.public)).not.toHaveProperty('problem')
    }
  })
})

describe('a public key as authorized_keys writes it', () => {
  it.each<KeyKind>([
    { type: 'ed25519' },
    { type: 'rsa', bits: 2048 },
    { type: 'ecdsa', bits: 256 },
    { type: 'ecdsa', bits: 521 },
  ])('is read as clients send it: %o', (kind) => {
    const { public: line } = newKeyPair(kind)
    const other = parseKey(line)
    if (other instanceof Error) throw other
    expect(readPublicKey(`  ${line.trim()} somebody@somewhere \n`)).toEqual({
      type: other.type,
      blob: other.getPublicSSH(),
    })
  })

  it('is refused with what to do where it is none', () => {
    const { public: line, private: secret } = newKeyPair({ type: 'ed25519' })
    const [type = '', base64 = ''] = line.split(' ')
    const { public: short } = newKeyPair({ type: 'rsa', bits: 1024 })
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
