import type { Metadata } from 'next'
import { CartPageView } from '#cart/cart-page.tsx'
import { AtBankNotice } from '#checkout/at-bank-notice.tsx'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { readCart } from '#lib/shop/cart.ts'
import { Stream } from '#shell/stream.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('cart')
  return { title: t('title'), robots: { index: false } }
}

export default async function CartPage() {
  // Asked here, too: where the API does not answer, the page says so instead of showing an empty cart.
  const [to, messages] = await Promise.all([getTo(), getMessages(), readCart()])
  return (
    <div className="shell pt-6">
      <Stream>
        <AtBankNotice />
      </Stream>
      <Stream fallback={<CartSkeleton />}>
        <CartPageView
          texts={messages.cartPanel}
          coupons={messages.coupons}
          page={messages.cart}
          paths={{ home: to('/categories'), checkout: to('/checkout') }}
        />
      </Stream>
    </div>
  )
}

function CartSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-4">
      <div className="skeleton h-12 w-60" />
      <div className="skeleton h-28" />
      <div className="skeleton h-28" />
    </div>
  )
}
