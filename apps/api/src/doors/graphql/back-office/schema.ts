import type { TypeRef } from '@portico/schema'
import { isObjectType, type GraphQLSchema } from 'graphql'
import type { Engine, Wanted } from '../../../engine/index.ts'
import { rehearse } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { answerRoots, verbField, type Root } from '../roots.ts'
import { writeScalars } from '../scalars.ts'
import { writtenSchema } from '../written-schema.ts'
import { batchRoot } from './batch.ts'
import { readRoots } from './reads.ts'
import { typeWanted } from './wanted.ts'
import { plainWrites, versionOf, writeRoot } from './writes.ts'

/** The back office's schema: every entity with its reads, its plain writes, its actions and questions. */
export function backOfficeSchema(engine: Engine): GraphQLSchema {
  const schema = writtenSchema(engine.model, 'backOffice')
  writeScalars(schema)
  answerRoots(schema, rootsOf(engine))
  answerVersions(schema, engine)
  return schema
}

function rootsOf(engine: Engine): Map<string, Root> {
  const { model } = engine
  const writes = plainWrites(engine)
  const asFar = (type: TypeRef, wanted: Wanted) => typeWanted(model, type, wanted)
  return new Map<string, Root>([
    ...[...model.entities.values()].flatMap((entity) => readRoots(engine, entity)),
    ...[...writes].map(([field, write]): [string, Root] => [field, writeRoot(engine, write)]),
    ['batch', batchRoot(writes)],
    ...[...model.questions].map(([name, { result }]): [string, Root] => [
      verbField(name),
      (args, ctx, wanted) => engine.ask(name, args.input, ctx, asFar(result, wanted)),
    ]),
    ...[...model.actions].map(([name, { result }]): [string, Root] => [
      verbField(name),
      (args, ctx, wanted) => {
        const act = (inside: Ctx) =>
          engine.act(name, args.input, inside, asFar(result, wanted), { ifVersion: versionOf(args) })
        return args.dryRun === true ? rehearse(ctx, act) : act(ctx)
      },
    ]),
  ])
}

/** The engine keeps a row's version apart from the members that the model gives it. */
function answerVersions(schema: GraphQLSchema, { model }: Engine): void {
  for (const { name } of model.entities.values()) {
    const type = schema.getType(name.charAt(0).toUpperCase() + name.slice(1))
    const field = isObjectType(type) ? type.getFields().version : undefined
    if (field) field.resolve = (row: Record<string, unknown>) => row[':version']
  }
}
