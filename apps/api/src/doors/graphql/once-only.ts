import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Readable } from 'node:stream'
import type { Once } from '../../engine/records/once.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { longestDocument } from './limits.ts'

/** An answer over HTTP; one that comes in parts is a stream. */
export interface Answered {
  status: number
  headers: Record<string, string>
  body: string | Readable
}

/** A write that came with an Idempotency-Key. */
export interface KeyedWrite {
  key: string
  /** The field at the root that writes. */
  field: string
  /** The body of the request. */
  request: unknown
}

/**
 * The write of a request with a key; undefined where it writes nothing, or cannot be read (which is told when it is executed). Refuses with FIELD_INVALID a
 * document of several writes: each is a transaction of its own, and a key stands for one that is done or not.
 */
export function keyedWrite(key: string, body: unknown): KeyedWrite | undefined {
  const { query, operationName } = (body ?? {}) as Record<string, unknown>
  const document = typeof query === 'string' ? parsed(query) : undefined
  const operation = document && getOperationAST(document, typeof operationName === 'string' ? operationName : undefined)
  if (operation?.operation !== OperationTypeNode.MUTATION) return undefined
  const [field, ...more] = namesOf(operation.selectionSet, document!)
  if (more.length > 0)
    throw refuse(
      'FIELD_INVALID',
      { field: 'idempotency-key', problem: 'stands for one write; send several as one batch, or each by itself' },
      'idempotency-key',
    )
  return field === undefined ? undefined : { key, field, request: body }
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, longestDocument)
  } catch {
    return undefined
  }
}

/** Fields that selections name, those of fragments among them. */
function namesOf(set: SelectionSetNode, document: DocumentNode, spread: readonly string[] = []): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection.name.value]
    if (selection.kind === Kind.INLINE_FRAGMENT) return namesOf(selection.selectionSet, document, spread)
    const name = selection.name.value
    const fragment = document.definitions.find(
      (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
    )
    // a fragment that spreads itself is refused when the document is validated
    return fragment && !spread.includes(name) ? namesOf(fragment.selectionSet, document, [...spread, name]) : []
  })
}

/** Carries the answer of a write that was refused out of its transaction, which is undone. */
class NotDone extends Error {
  constructor(readonly answered: Answered) {
    super('the write was refused')
  }
}

export interface OnceOnly {
  once: Once
  /** Whether a field is an action with transactions of its own, which cannot be part of one. */
  hasOwnTransactions: (field: string) => boolean
  execute: (ctx: Ctx) => Promise<Answered>
  /** What an execution ran into that calls for another try, and takes note of it. */
  collision: (ctx: Ctx) => unknown
}

/**
 * Does a write once for its caller and key, and answers a repeated request as the first one. What was refused has done nothing, and leaves its key free.
 * Throws whatever `once` refuses with.
 */
export async function onceOnly({ key, field, request }: KeyedWrite, parts: OnceOnly, ctx: Ctx): Promise<Answered> {
  const ownTransactions = parts.hasOwnTransactions(field)
  try {
    return await parts.once(
      ctx,
      { key, request: () => `POST graphql\n${JSON.stringify(request)}`, atomic: !ownTransactions },
      async (inside) => {
        const answered = await parts.execute(inside)
        const collision = parts.collision(inside)
        if (collision) throw collision as Error
        if (isRefused(answered.body, ownTransactions)) throw new NotDone(answered)
        return answered
      },
    )
  } catch (error) {
    if (error instanceof NotDone) return error.answered
    throw error
  }
}

/** Whether the write did not happen; one that could not be undone has, when some of its answer cannot be told. */
function isRefused(body: Answered['body'], ownTransactions: boolean): boolean {
  if (typeof body !== 'string') throw new Error('an answer that comes in parts cannot be kept')
  const { data, errors } = JSON.parse(body) as { data?: Record<string, unknown> | null; errors?: unknown[] }
  if (errors === undefined || errors.length === 0) return false
  return !ownTransactions || !Object.values(data ?? {}).some((value) => value !== null)
}
