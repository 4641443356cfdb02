/** A public key as `authorized_keys` writes it, taken apart. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-rsa` … */
  type: string
  /** RFC 4253, 6.6: what a client sends, and what is signed for. */
  blob: Buffer
}

const curves = ['nistp256', 'nistp384', 'nistp521']
const known = ['ssh-ed25519', 'ssh-rsa', ...curves.map((curve) => `ecdsa-sha2-${curve}`)]

/** NIST SP 800-131A: shorter ones are broken within reach. */
const shortestRsaBits = 2048

/** One line of `authorized_keys` (sshd(8)) without options: `type base64 comment`. Answers the rest of a sentence about the line where it is none. */
export function readPublicKey(line: string): PublicKey | { problem: string } {
  if (/^-+BEGIN/.test(line.trim()))
    return { problem: 'is a key file: give the one line of the .pub file, as ssh-keygen -y prints it' }
  if (/[\r\n]/.test(line.trim())) return { problem: 'is more than one line: give each key as an entry of its own' }
  const [type = '', base64 = ''] = line.trim().split(/\s+/)
  if (!known.includes(type)) return { problem: `begins with '${type}', and not with one of ${known.join(', ')}` }
  const blob = Buffer.from(base64, 'base64')
  if (blob.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, ''))
    return { problem: 'has a second word that is no base64' }
  const parts = stringsOf(blob)
  const broken = { problem: 'was cut off or changed: copy the whole line of the .pub file' }
  if (!parts || parts[0]?.toString('latin1') !== type) return broken
  if (type === 'ssh-rsa') {
    const [, , modulus] = parts
    if (!modulus || parts.length !== 3) return broken
    const bits = modulus.toString('hex').replace(/^0+/, '').length * 4
    if (bits < shortestRsaBits - 4)
      return { problem: `is an RSA key of less than ${shortestRsaBits} bits: make a longer one, or an ed25519 key` }
  } else if (type === 'ssh-ed25519') {
    if (parts.length !== 2 || parts[1]?.length !== 32) return broken
  } else if (parts.length !== 3 || type !== `ecdsa-sha2-${parts[1]?.toString('latin1')}`) return broken
  return { type, blob }
}

/** RFC 4251, 5: strings, each after its length. */
function stringsOf(blob: Buffer): Buffer[] | undefined {
  const strings: Buffer[] = []
  for (let at = 0; at < blob.length;) {
    if (at + 4 > blob.length) return undefined
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) return undefined
    strings.push(blob.subarray(at + 4, end))
    at = end
  }
  return strings
}
