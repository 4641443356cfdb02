import type { BackOffice } from '../../ground/back-office.ts'

/** What the house gives out before anybody comes, so that it pays a part, or takes something off. */
export interface Offers {
  /** Codes of gift cards, a few that many share, and others that pay all of an order. */
  giftCards: { shared: readonly string[]; rich: readonly string[] }
  /** Coupons of one promotion: one that runs out, and one that does not. */
  coupons: { scarce: string; endless: string }
}

export type CaptureTime = 'atOrder' | 'atShipment'

interface Made<Attributes = object> {
  data: { id: string; attributes: Attributes }
}

/** Issues gift cards and a coupon, and a promotion that everybody gets until it is used up; each for so many orders. */
export async function makeOffers(backOffice: BackOffice, uses: number): Promise<Offers> {
  const [website] = await backOffice.list<{ defaultCurrency: string }>('websites', { 'filter[isDefault]': 'true' })
  const of = { websiteId: website!.id, currency: website!.attributes.defaultCurrency }
  const cards = async (count: number, amount: string): Promise<string[]> => {
    const codes: string[] = []
    for (let made = 0; made < count; made += 1) codes.push(await issue(backOffice, of, amount))
    return codes
  }
  await promote(backOffice, of, { code: 'faults-for-all', kind: 'amountOff', ...worth(of, '1'), usageLimit: uses })
  const onCoupon = await promote(backOffice, of, {
    code: 'faults-by-coupon',
    kind: 'percentOff',
    percent: '10',
    couponNeeded: true,
  })
  return {
    giftCards: { shared: await cards(4, String(20 * uses)), rich: await cards(4, '90000') },
    coupons: {
      scarce: await couponOf(backOffice, onCoupon, { code: 'FAULTS', usageLimit: uses }),
      endless: await couponOf(backOffice, onCoupon, { code: 'FAULTS-EVER' }),
    },
  }
}

interface Of {
  websiteId: string
  currency: string
}

const worth = ({ currency }: Of, amount: string) => ({ currency, amount: { amount, currency } })

async function issue(backOffice: BackOffice, of: Of, amount: string): Promise<string> {
  const { data } = await backOffice.ask<Made<{ code: string }>>('giftCards/actions/issue', {
    data: { type: 'giftCardIssue', attributes: { ...of, ...worth(of, amount) } },
  })
  return data.attributes.code
}

async function promote(
  backOffice: BackOffice,
  { websiteId }: Of,
  attributes: { code: string; [field: string]: unknown },
) {
  const { data } = await backOffice.ask<Made>('promotions', {
    data: {
      type: 'promotions',
      attributes: { name: { en: attributes.code }, ...attributes },
      relationships: { website: { data: { type: 'websites', id: websiteId } } },
    },
  })
  await backOffice.ask(`promotions/${data.id}/actions/activate`, {
    data: { type: 'promotionActivate', attributes: {} },
  })
  return data.id
}

async function couponOf(backOffice: BackOffice, promotion: string, attributes: { code: string; usageLimit?: number }) {
  const relationships = { promotion: { data: { type: 'promotions', id: promotion } } }
  await backOffice.ask('coupons', { data: { type: 'coupons', attributes, relationships } })
  return attributes.code
}

/** When the money of cards is taken, from the next checkout on. */
export async function takeMoney(backOffice: BackOffice, capture: CaptureTime): Promise<void> {
  const [setting] = await backOffice.list('paymentSettings', { 'filter[method]': 'card' })
  if (setting)
    return void (await backOffice.ask(
      `paymentSettings/${setting.id}`,
      { data: { type: 'paymentSettings', id: setting.id, attributes: { capture, saveCards: true } } },
      { method: 'PATCH' },
    ))
  const [website] = await backOffice.list('websites', { 'filter[isDefault]': 'true' })
  await backOffice.ask('paymentSettings', {
    data: {
      type: 'paymentSettings',
      attributes: { method: 'card', capture, saveCards: true },
      relationships: { website: { data: { type: 'websites', id: website!.id } } },
    },
  })
}
