import type { Area, ComputedField } from '../../engine/index.ts'
import type { PaymentSetup } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { organizationGuards } from './guards.ts'

export interface OrganizationParts {
  payment: Omit<PaymentSetup, 'currencies' | 'saveCards'> & {
    decimalsOf: (currency: string) => number
    /** Whether the website lets people have cards kept. */
    saveCards: (ctx: Ctx) => Promise<boolean>
  }
  /** Shown on every page of the shop, in one language or in several. */
  notice: string | Readonly<Record<string, string>> | null
}

const forAll =
  (value: (ctx: Ctx) => unknown): ComputedField =>
  async (ids, ctx) => {
    const found = await value(ctx)
    return new Map(ids.map((id) => [id, found]))
  }

/** The languages of the website that is asked, in the order in which it lists them. */
async function localizations(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('localizations')
    .select(['id', 'code', 'name', 'formatting', 'currency', 'timeZone'])
    .where('active', '=', true)
    .where('code', 'in', [...ctx.website.locales])
    .execute()
  return rows.sort(
    (a, b) =>
      ctx.website.locales.findIndex((code) => code === a.code) -
      ctx.website.locales.findIndex((code) => code === b.code),
  )
}

const paymentSetup = async ({ decimalsOf, saveCards, ...payment }: OrganizationParts['payment'], ctx: Ctx) => ({
  ...payment,
  saveCards: await saveCards(ctx),
  currencies: ctx.website.currencies.map((code) => ({ code, decimals: decimalsOf(code) })),
})

export const createOrganization = ({ payment, notice }: OrganizationParts): Area => ({
  guards: organizationGuards,
  questions: { 'website.current': (_input, ctx) => Promise.resolve({ id: ctx.website.id }) },
  computed: {
    'website.localizations': forAll(localizations),
    'website.payment': forAll((ctx) => paymentSetup(payment, ctx)),
    'website.notice': forAll(({ locale, website }) =>
      notice && typeof notice === 'object' ? (notice[locale] ?? notice[website.defaultLocale] ?? null) : notice,
    ),
  },
})
