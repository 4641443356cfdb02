import { goShopping, type Story } from './shoppers/shopper.ts'
import type { House } from './ground/house.ts'

interface Level {
  data: { id: string; attributes: { onHand: string; reserved: string } }[]
}

/** Many want the last of something, at once: as many as there are must get one. */
export async function raceForTheLast(
  house: House,
  { sku, pieces, shoppers }: { sku: string; pieces: number; shoppers: number },
): Promise<{ stories: Story[]; failures: string[] }> {
  const stories: Story[] = []
  const failures: string[] = []
  await Promise.all(
    Array.from({ length: shoppers }, async (_, at) => {
      const codes = { giftCard: null, coupon: null }
      const wish = {
        sku,
        quantity: '1',
        habit: 'returns',
        bearsKeys: true,
        email: `race-${at}@example.com`,
        codes,
        keepsCard: false,
        wantsNotices: false,
      } as const
      await goShopping(house, wish).then(
        (story) => stories.push(story),
        (error: unknown) => failures.push(String(error)),
      )
    }),
  )
  const sold = stories.filter(({ ended }) => ended === 'ordered').length
  if (sold !== pieces) failures.push(`${shoppers} wanted the last ${pieces} of ${sku}, and ${sold} got one`)
  return { stories, failures }
}

/** Counts the shelves anew, by the door of the people who do: so many are left in one of them, and none in the others. */
export async function leaveOnly({ backOffice }: House, sku: string, pieces: number): Promise<void> {
  const { data } = await backOffice.ask<Level>(`inventoryLevels?filter[product.sku]=${sku}`)
  for (const [at, { id, attributes }] of data.entries()) {
    const change = Number(attributes.reserved) + (at === 0 ? pieces : 0) - Number(attributes.onHand)
    if (change === 0) continue
    await backOffice.ask(`inventoryLevels/${id}/actions/adjust`, {
      data: { type: 'inventoryLevelAdjust', attributes: { change: String(change), reason: 'counted' } },
    })
  }
}
