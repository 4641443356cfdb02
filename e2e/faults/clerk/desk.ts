import { randomUUID } from 'node:crypto'
import { BackOffice, BackOfficeRefused } from '../../ground/back-office.ts'
import type { House } from '../ground/house.ts'
import { patiently } from '../shoppers/calls.ts'

export interface OrderLine {
  position: number
  quantity: string
}

interface Resource<Attributes> {
  id: string
  attributes: Attributes
}

/** A refusal that passes: somebody else is at it, or was, and died. */
const passing = ['CONFLICT', 'IDEMPOTENCY_KEY_IN_USE']

export const refusedBy = (error: unknown): string => (error instanceof BackOfficeRefused ? error.code : '')

/** Where a clerk sits: they do not give up, what is not answered is asked again. */
export class Desk {
  #office: Promise<BackOffice> | undefined

  constructor(readonly house: House) {}

  /** Asks until there is an answer. Throws BackOfficeRefused at what is final, and where it is this that passes for others: `final`. */
  ask<Value>(
    what: string,
    once: (office: BackOffice) => Promise<Value>,
    final: readonly string[] = [],
  ): Promise<Value> {
    return patiently(
      what,
      async () => {
        this.#office ??= BackOffice.signIn(this.house.url, this.house.clerk)
        try {
          return await once(await this.#office)
        } catch (error) {
          if (!(error instanceof BackOfficeRefused) || error.status === 401) this.#office = undefined
          throw error
        }
      },
      () => undefined,
      (error) =>
        final.includes(refusedBy(error)) ||
        (error instanceof BackOfficeRefused &&
          ![401, 429].includes(error.status) &&
          error.status < 500 &&
          !passing.includes(error.code)),
    )
  }

  /**
   * Has an action done; `key`: what is sent again is sent under the same Idempotency-Key. A refusal that says that it is done already, by a try whose answer was lost, is held against
   * what is there (`isDone`). Answers the row.
   */
  async act<Attributes = object>(
    row: string,
    action: string,
    attributes: object = {},
    { key = false, final = [], isDone = {} }: Manner = {},
  ): Promise<Resource<Attributes> | undefined> {
    const type = row.split('/')[0]!.replace(/s$/, '')
    const body = { data: { type: `${type}${action[0]!.toUpperCase()}${action.slice(1)}`, attributes } }
    const wish = key ? randomUUID() : undefined
    return this.ask(
      `to ${action} ${row}`,
      async (office) => {
        try {
          return (await office.ask<{ data: Resource<Attributes> }>(`${row}/actions/${action}`, body, { key: wish }))
            .data
        } catch (error) {
          const looks = isDone[refusedBy(error)]
          if (!looks || !(await looks(office))) throw error
          return undefined
        }
      },
      final,
    )
  }

  /** The rows of a list. */
  list<Attributes>(type: string, query: Record<string, string>): Promise<Resource<Attributes>[]> {
    return this.ask(`a list of ${type}`, (office) => office.list<Attributes>(type, query))
  }

  /** An order by its number. */
  async order(number: string): Promise<{ id: string; lines: OrderLine[] }> {
    const [order] = await this.list('orders', { 'filter[number]': number })
    if (!order) throw new Error(`there is no order ${number}`)
    const lines = await this.list<OrderLine>('orderLines', { 'filter[order]': order.id })
    return { id: order.id, lines: lines.map(({ attributes }) => attributes) }
  }

  /** Whether a row is in one of these states. */
  isIn(row: string, ...states: readonly string[]) {
    return async (office: BackOffice): Promise<boolean> => {
      const { data } = await office.ask<{ data: Resource<{ state: string }> }>(row)
      return states.includes(data.attributes.state)
    }
  }
}

interface Manner {
  key?: boolean
  /** Codes that pass for others, and say something here. */
  final?: readonly string[]
  /** By code: whether it is done already. */
  isDone?: Record<string, (office: BackOffice) => Promise<boolean>>
}
