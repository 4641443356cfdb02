import type { GraphQLSchema } from 'graphql'
import type { Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'

/** What graphql-jit's enricher adds to the info of every resolver (see execute.ts). */
export interface Enriched {
  wanted: Wanted
}

/** Answers one field at a root, as far as it is wanted. */
export type Root = (args: Readonly<Record<string, unknown>>, ctx: Ctx, wanted: Wanted) => unknown

/** Puts answers behind the root fields of a schema. Below them everything is plain data. Throws with a field that nothing answers. */
export function answerRoots(schema: GraphQLSchema, roots: ReadonlyMap<string, Root>): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const root = roots.get(field.name)
      if (!root) throw new Error(`the schema has the field ${field.name}, and nothing answers it`)
      const resolve = (_source: unknown, args: Record<string, unknown>, ctx: Ctx, { wanted }: Enriched) =>
        root(args, ctx, wanted)
      field.resolve = resolve as unknown as typeof field.resolve
    }
}

/** `cart.addLine` → `cartAddLine`. */
export const verbField = (dotted: string): string => {
  const [entity = '', verb = ''] = dotted.split('.')
  return entity + verb.charAt(0).toUpperCase() + verb.slice(1)
}
