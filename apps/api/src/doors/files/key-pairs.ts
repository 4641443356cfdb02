import ssh2 from 'ssh2'

/** The kinds of key pairs that are made; `bits` as `ssh-keygen -b`. */
export type KeyKind = { type: 'ed25519' } | { type: 'rsa' | 'ecdsa'; bits: number }

/**
 * A new pair: OpenSSH's private key file, and the line of its .pub file. ssh2 drops a zero at the front of an ed25519 key, and one pair in 256
 * can then be read by nobody (mscdex/ssh2#1390): such a pair is thrown away, and another one is made.
 */
export function newKeyPair(kind: KeyKind, comment = ''): { private: string; public: string } {
  for (;;) {
    const pair =
      kind.type === 'ed25519'
        ? ssh2.utils.generateKeyPairSync(kind.type, { comment })
        : ssh2.utils.generateKeyPairSync(kind.type, { bits: kind.bits, comment })
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair
  }
}
