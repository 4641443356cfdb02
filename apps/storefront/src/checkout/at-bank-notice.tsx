import { formatPrice } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAtBank } from '#lib/shop/checkout.ts'
import { Notice } from '#ui/notice.tsx'
import { ShopLink } from '#ui/link.tsx'
import { bankNotices } from './bank-notices.ts'

/** Purchases that a bank has said no to, and those that one is at work on for days, each with the way to it; nothing where there are none. `except`: the one that the page is about. */
export async function AtBankNotice({ except }: { except?: string }) {
  const notices = bankNotices(await readAtBank(), except)
  if (notices.length === 0) return null
  const [writing, to, t] = await Promise.all([getWriting(), getTo(), getT('atBank')])
  return notices.map(({ place, tone, title, text, link, purchases }) => (
    <div key={place} data-testid={place} className="mb-6">
      <Notice tone={tone} title={t(title, { count: purchases.length })}>
        <p>{t(text)}</p>
        <ul className="mt-1">
          {purchases.map(({ id, lines, totals }) => (
            <li key={id}>
              <ShopLink
                href={to(`/checkout?checkout=${id}`)}
                className="numerals inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
              >
                {t(link, { total: formatPrice(writing, totals.total), count: lines.length })}
              </ShopLink>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  ))
}
