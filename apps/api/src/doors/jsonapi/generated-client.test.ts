import createClient from 'openapi-fetch'
import openapiTS, { astToString } from 'openapi-typescript'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../kernel/root.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

/** A program of a third party, written against the types that openapi-typescript makes of our document. */
const program = `
import createClient from 'openapi-fetch'
import type { paths } from './api.d.ts'

export async function main(baseUrl: string, token: string, create: typeof createClient) {
  const client = create<paths>({
    baseUrl,
    headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/vnd.api+json', accept: 'application/vnd.api+json' },
  })
  const made = await client.POST('/brands', {
    body: { data: { type: 'brands', attributes: { code: 'gen', name: 'Generated', slug: 'gen' } } },
  })
  if (made.error) throw new Error(made.error.errors[0]?.detail)
  const name: string | undefined = made.data.data.attributes.name
  const id: string = made.data.data.id
  const listed = await client.GET('/brands', {
    params: { query: { filter: { code: 'gen' }, 'page[size]': 5, 'page[total]': true } },
  })
  const codes: (string | undefined)[] | undefined = listed.data?.data.map(({ attributes }) => attributes.code)
  const searched = await client.POST('/brands/search', {
    body: { meta: { filter: { or: [{ code: { starts: 'ge' } }, { name: 'nobody' }] } } },
  })
  const found: number | undefined = searched.data?.data.length
  const missing = await client.GET('/brands/{id}', {
    params: { path: { id: '00000000-0000-7000-8000-000000000000' } },
  })
  const code: string | undefined = missing.error?.errors[0]?.code
  const changed = await client.PATCH('/brands/{id}', {
    params: { path: { id } },
    body: { data: { type: 'brands', id, attributes: { name: 'Changed' } } },
  })
  const accepted = await client.POST('/batches', {
    params: { query: { type: 'brands', mode: 'create' }, header: { 'Idempotency-Key': 'generated-1' } },
    headers: { 'content-type': 'application/jsonl' },
    body: '{"code": "gen-2", "name": "By a batch", "slug": "gen-2"}\\n{"code": "gen-3", "slug": "gen-3"}\\n',
    bodySerializer: (lines) => lines as string,
  })
  if (accepted.error) throw new Error(accepted.error.errors[0]?.detail)
  const batch = accepted.data.data.id
  const watched = await client.GET('/jobs/{id}', { params: { path: { id: batch } } })
  const state: string | undefined = watched.data?.data.attributes.state
  const cancelled = await client.POST('/jobs/{id}/actions/cancel', { params: { path: { id: batch } } })
  const resumed = await client.POST('/jobs/{id}/actions/resume', { params: { path: { id: batch } } })
  const problems = async () =>
    (await client.GET('/batches/{id}/problems', { params: { path: { id: batch } }, parseAs: 'text' })).data
  return {
    name, codes, found, code, changed: changed.data?.data.attributes.name,
    states: [state, cancelled.data?.data.attributes.state, resumed.data?.data.attributes.state],
    problems,
  }
}
`

/** Each is a mistake that the types must notice. */
const mistakes = [
  "await client.GET('/brandz')",
  "await client.POST('/brands', { body: { data: { type: 'brands', attributes: { code: 'x', slug: 'x' } } } })",
  "await client.POST('/brands', { body: { data: { type: 'cats', attributes: { code: 'x', name: 'x', slug: 'x' } } } })",
]

let shop: OpenShop
let folder: string
beforeAll(async () => {
  shop = await openShop()
  folder = await mkdtemp(join(repositoryRoot(), 'apps/api/.generated-client-'))
  await symlink(join(repositoryRoot(), 'node_modules'), join(folder, 'node_modules'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await shop.close()
})

/** What the compiler says of files, looked at together: the types of the document are many. */
function complaintsOf(files: readonly string[]): string[][] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  }
  const checked = ts.createProgram([...files], options)
  return files.map((file) => {
    const source = checked.getSourceFile(file)
    return [...checked.getSyntacticDiagnostics(source), ...checked.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 300),
    )
  })
}

describe('a client that is generated from the OpenAPI document', () => {
  it('knows what may be asked, and is answered as it expects', async () => {
    const document = (await (await fetch(`${shop.url}/admin/api/openapi.json`)).json()) as object
    await writeFile(join(folder, 'api.d.ts'), astToString(await openapiTS(document as Parameters<typeof openapiTS>[0])))
    await writeFile(join(folder, 'program.ts'), program)
    for (const [index, mistake] of mistakes.entries())
      await writeFile(
        join(folder, `mistake-${index}.ts`),
        program.replace('const made =', `${mistake}\n  const made =`),
      )
    const [fine, ...wrong] = complaintsOf([
      join(folder, 'program.ts'),
      ...mistakes.map((_, index) => join(folder, `mistake-${index}.ts`)),
    ])
    expect(fine).toEqual([])
    for (const [index, complaints] of wrong.entries()) expect(complaints, mistakes[index]).not.toEqual([])
    const { main } = (await import(/* @vite-ignore */ join(folder, 'program.ts'))) as {
      main: (
        baseUrl: string,
        token: string,
        create: typeof createClient,
      ) => Promise<{ problems: () => Promise<string> }>
    }
    const client = await shop.client()
    const { problems, ...done } = await main(`${shop.url}/admin/api`, client.token, createClient)
    expect(done).toEqual({
      name: 'Generated',
      codes: ['gen'],
      found: 1,
      code: 'NOT_FOUND',
      changed: 'Changed',
      states: ['waiting', 'cancelled', 'waiting'],
    })
    await shop.drain()
    const [line, ...more] = (await problems()).trim().split('\n')
    expect([JSON.parse(line!), more]).toMatchObject([{ record: 2, code: 'FIELD_REQUIRED' }, []])
  }, 300_000)
})
