import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Household } from './household.ts'

/** What a build makes itself, and so cannot depend on. */
const made = new Set([
  'node_modules',
  '.next',
  'generated',
  'sw.js',
  'sw.js.map',
  'next-env.d.ts',
  'tsconfig.tsbuildinfo',
])

/** One hash of everything that the storefront is built from. */
export function storefrontSources(root: string): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (!made.has(name)) add(join(path, name))
      return
    }
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  for (const source of ['apps/storefront', 'contracts', 'package-lock.json']) add(join(root, source))
  return hash.digest('hex')
}

/**
 * `next build`, unless the build that is there was made from the same sources. Processes that want it at the same time wait for each other.
 * Answers whether it built. Throws Error with the last lines of the build.
 */
export async function buildStorefront(root: string, house: Household): Promise<boolean> {
  const stamp = join(root, 'apps/storefront/.next/portico-sources')
  const release = await hold(join(root, 'node_modules/.cache/portico-storefront-build'))
  try {
    const sources = storefrontSources(root)
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    await house.finish(
      'storefront-build',
      ['npm', 'run', '--silent', 'build', '--workspace', 'apps/storefront'],
      root,
      env,
    )
    writeFileSync(stamp, sources)
    return true
  } finally {
    release()
  }
}

/** A lock that a dead process does not keep. */
async function hold(folder: string): Promise<() => void> {
  const owner = join(folder, 'owner')
  mkdirSync(join(folder, '..'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(folder)
      writeFileSync(owner, String(process.pid))
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0
    if (pid > 0 && !lives(pid)) rmSync(folder, { recursive: true, force: true })
    else await new Promise((wait) => setTimeout(wait, 300))
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
