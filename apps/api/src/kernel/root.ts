import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository, found upwards from this file, be it source or bundle. */
export function repositoryRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    if (existsSync(join(at, 'prisma', 'migrations')) && existsSync(join(at, 'package.json'))) return at
    if (at === dirname(at))
      throw new Error('prisma/migrations is nowhere above this file: run Portico from a whole clone of the repository.')
  }
}
