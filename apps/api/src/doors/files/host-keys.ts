import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { newKeyPair } from './key-pairs.ts'

/** A key by which clients know this house again. */
export interface HostKey {
  type: string
  /** OpenSSH's private key file. */
  key: string
  /** As `ssh-keygen -l` tells it: `SHA256:…`. */
  fingerprint: string
}

const kinds = {
  ssh_host_ed25519_key: () => newKeyPair({ type: 'ed25519' }, 'portico'),
  // for clients that know nothing newer
  ssh_host_rsa_key: () => newKeyPair({ type: 'rsa', bits: 3072 }, 'portico'),
}

/**
 * The host keys of a folder, named as OpenSSH names them, so that a house that moves from the one server to the other keeps its keys. Those that are missing are made, once;
 * processes that start at once agree. Throws Error for a file that holds no private key.
 */
export async function hostKeysIn(folder: string): Promise<HostKey[]> {
  const keys: HostKey[] = []
  for (const [name, make] of Object.entries(kinds)) {
    const file = join(folder, name)
    const text = (await readFile(file, 'utf8').catch(ignoreMissing)) ?? (await makeOnce(file, make))
    const parsed = ssh2.utils.parseKey(text)
    const [key] = Array.isArray(parsed) ? parsed : [parsed]
    if (!key || key instanceof Error || !key.isPrivateKey())
      throw new Error(`${file} holds no private key: put one there, or take the file away and one is made.`)
    const print = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')
    keys.push({ type: key.type, key: text, fingerprint: `SHA256:${print}` })
  }
  return keys
}

async function makeOnce(file: string, make: () => { private: string; public: string }): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const pair = make()
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, pair.private, { mode: 0o600, flag: 'wx' })
  try {
    // a link is made whole or not at all, and never over another
    await link(draft, file)
    await writeFile(`${file}.pub`, `${pair.public}\n`, { mode: 0o644 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
  return readFile(file, 'utf8')
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
