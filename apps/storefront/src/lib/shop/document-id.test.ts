import { Kind, parse, print, type DefinitionNode } from 'graphql'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentId } from './document-id.ts'

const folder = new URL('./operations/', import.meta.url)
const manifest = JSON.parse(
  readFileSync(new URL('../../../../../contracts/graphql/storefront-operations.json', import.meta.url), 'utf8'),
) as Record<string, string>

/** Operations and fragments by their names. */
const definitions = (texts: readonly string[]) =>
  Object.fromEntries(
    texts
      .flatMap((text): readonly DefinitionNode[] => parse(text).definitions)
      .flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION
          ? [[definition.name?.value ?? '', print(definition)] as const]
          : [],
      ),
  )

it('names every operation of ours in the manifest that the API knows them by (npm run codegen writes it)', () => {
  const ours = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  expect(definitions(Object.values(manifest))).toEqual(definitions(ours))
  for (const [id, text] of Object.entries(manifest)) expect(documentId(text)).toBe(id)
})
