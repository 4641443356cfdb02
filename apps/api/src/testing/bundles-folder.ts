import { join } from 'node:path'
import { repositoryRoot } from '../kernel/root.ts'

/** Where a run of the tests keeps the bundles that it starts processes of: where their packages are found. */
export const bundlesFolder = (run: string): string => join(repositoryRoot(), 'apps/api/node_modules/.cache', run)
