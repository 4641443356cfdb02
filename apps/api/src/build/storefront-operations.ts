import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '../kernel/root.ts'

/** What our own storefront asks, as it was promised. */
export async function storefrontOperations(): Promise<string[]> {
  const file = join(repositoryRoot(), 'contracts/graphql/storefront-operations.json')
  return Object.values(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>)
}
