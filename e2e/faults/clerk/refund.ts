import type { Desk } from './desk.ts'
import { ship } from './ship.ts'

/** Money that somebody wished to go back, in cents. */
export interface Wished {
  payment: string
  cents: number
}

interface Payment {
  captured: Money
  refunded: Money
  reserved: Money
}
interface Money {
  amount: string
  currency: string
}

const cents = ({ amount }: Money): number => Math.round(Number(amount) * 100)

/** What of a payment goes back, wish by wish. */
const shares = {
  refunds: () => [undefined],
  // more than what is left afterwards
  refundsAPart: (all: number) => [Math.ceil(all * 0.6)],
  refundsInParts: (all: number) => {
    const [first, second] = [Math.max(1, Math.floor(all * 0.3)), Math.max(1, Math.floor(all * 0.2))]
    return [first, second, all - first - second]
  },
} as const

export type Refunding = keyof typeof shares

/**
 * Gives money of an order back. Nothing of it is taken where it is paid at shipment: then its goods leave first, and come back. All that is left may be asked for twice without harm; a part is
 * asked for under a key, so that it is one wish however often it is sent.
 */
export async function refund(desk: Desk, number: string, how: Refunding): Promise<Wished[]> {
  const { id } = await desk.order(number)
  const taken = async () =>
    (await desk.list<Payment>('payments', { 'filter[order]': id })).find(
      ({ attributes }) => cents(attributes.captured) > 0,
    )
  if (!(await taken())) await ship(desk, number, false)
  const payment = await taken()
  if (!payment) throw new Error(`${number} has left, and nothing of it is paid`)
  const { captured } = payment.attributes
  const all = cents(captured)
  const row = `payments/${payment.id}`
  const wished: Wished[] = []
  for (const part of shares[how](all)) {
    const amount = part === undefined ? undefined : { amount: (part / 100).toFixed(2), currency: captured.currency }
    await desk.act(row, 'refund', amount ? { amount } : {}, {
      key: amount !== undefined,
      isDone: amount
        ? {}
        : {
            PAYMENT_REFUND_EXCEEDS: async (office) => {
              const { data } = await office.ask<{ data: { attributes: Payment } }>(row)
              return cents(data.attributes.refunded) === all
            },
          },
    })
    wished.push({ payment: payment.id, cents: part ?? all })
  }
  return wished
}
