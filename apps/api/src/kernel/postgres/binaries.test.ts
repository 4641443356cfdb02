import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { linkLibraries } from './binaries.ts'

it('makes the library links that npm skipped together with the install script, once and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-links-'))
  try {
    mkdirSync(join(folder, 'native/lib'), { recursive: true })
    writeFileSync(join(folder, 'native/lib/libpq.so.5.18'), 'library')
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
    writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
    expect(linkLibraries(folder)).toBe(true)
    expect(linkLibraries(folder)).toBe(true)
    expect(readlinkSync(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect(existsSync(join(folder, 'native/lib/libpq.so.5'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
