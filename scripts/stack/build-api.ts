import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Our own workspaces are TypeScript and go into the bundle; packages from npm stay outside. */
function workspaces(root: string): Plugin {
  const require = createRequire(join(root, 'apps/api/package.json'))
  return {
    name: 'workspaces',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^@portico\// }, ({ path }) => ({ path: require.resolve(path) }))
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' ? undefined : { path, external: true },
      )
    },
  }
}

/** Bundles the API's two processes into apps/api/dist, or another folder below apps/api (about a second). Answers their files. */
export async function buildApi(
  root: string,
  outdir = join(root, 'apps/api/dist'),
): Promise<{ main: string; worker: string }> {
  rmSync(outdir, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: ['apps/api/src/main.ts', 'apps/api/src/worker.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [workspaces(root)],
  })
  return { main: join(outdir, 'main.js'), worker: join(outdir, 'worker.js') }
}
