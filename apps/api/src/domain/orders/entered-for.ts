import type { Actions, PaymentMethod } from '../../kernel/contract.ts'
import type { Ctx, Locale } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { termOf } from '../customers/index.ts'

type Asked = Actions['order.enter']['input']

/** Where an order that is entered belongs: the website, and what of it was not said. Refuses CURRENCY_NOT_OFFERED. */
export async function siteOf(ctx: Ctx, { websiteId, currency, locale }: Asked) {
  const site = await ctx.db
    .selectFrom('websites')
    .select(['defaultCurrency', 'currencies', 'defaultLocale', 'locales', 'pricesIncludeTax'])
    .where('id', '=', websiteId)
    .executeTakeFirst()
  if (!site)
    throw refuse('REFERENCE_NOT_FOUND', { field: 'websiteId', entity: 'website', value: websiteId }, 'websiteId')
  if (currency && !site.currencies.includes(currency)) throw refuse('CURRENCY_NOT_OFFERED', { currency }, 'currency')
  if (locale && !site.locales.includes(locale))
    throw refuse('FIELD_INVALID', { field: 'locale', problem: `is none of ${site.locales.join(', ')}` }, 'locale')
  return {
    websiteId,
    currency: currency ?? site.defaultCurrency,
    locale: (locale ?? site.defaultLocale) as Locale,
    pricesIncludeTax: site.pricesIncludeTax,
  }
}

interface Buyer {
  customerId: string | null
  customerUserId: string | null
  email: string
  phone: string | null
  paymentMethod: PaymentMethod
  paymentTermId: string | null
}

/** Who buys what is entered: a customer, a person of theirs, or a guest, of whom an address for news must be known; and how it is paid. */
export async function buyerOf(ctx: Ctx, asked: Asked): Promise<Buyer> {
  const person = asked.customerUserId
    ? await ctx.db
        .selectFrom('customerUsers')
        .select(['customerId', 'email', 'phone'])
        .where('id', '=', asked.customerUserId)
        .executeTakeFirst()
    : undefined
  if (person && asked.customerId && person.customerId !== asked.customerId)
    throw refuse(
      'FIELD_INVALID',
      { field: 'customerUserId', problem: 'names somebody of another customer' },
      'customerUserId',
    )
  const customerId = asked.customerId ?? person?.customerId ?? null
  const email = asked.email ?? person?.email
  if (!email) throw refuse('FIELD_REQUIRED', { field: 'email' }, 'email')
  return {
    customerId,
    customerUserId: asked.customerUserId ?? null,
    email,
    phone: asked.phone ?? person?.phone ?? null,
    ...(await paidBy(ctx, asked, customerId)),
  }
}

async function paidBy(ctx: Ctx, asked: Asked, customerId: string | null) {
  const termId = asked.paymentTermId ?? (customerId ? await termOf(ctx, customerId) : null)
  const paymentMethod = asked.paymentMethod ?? (termId ? 'onAccount' : 'elsewhere')
  if (paymentMethod === 'elsewhere') {
    if (asked.paymentTermId)
      throw refuse(
        'FIELD_INVALID',
        { field: 'paymentTermId', problem: 'is for what is paid on account' },
        'paymentTermId',
      )
    return { paymentMethod, paymentTermId: null }
  }
  // what is owed is owed by a customer of the books
  if (!customerId) throw refuse('FIELD_REQUIRED', { field: 'customerId' }, 'customerId')
  if (!termId) throw refuse('FIELD_REQUIRED', { field: 'paymentTermId' }, 'paymentTermId')
  return { paymentMethod, paymentTermId: termId }
}
