import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { CartProvider } from '#cart/cart-context.tsx'
import { CartDrawer } from '#cart/cart-drawer.tsx'
import { couponViews } from '#coupons/coupon-view.ts'
import { cartView, type CartView } from '#cart/view.ts'
import { ConnectionTexts } from '#forms/connection.tsx'
import { isLocale } from '#i18n/locales.ts'
import { getTo } from '#i18n/paths.ts'
import { codeText } from '#i18n/refusal-text.ts'
import { getLocale, getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readCart } from '#lib/shop/cart.ts'
import { readFront } from '#lib/shop/website.ts'
import { Pwa } from '#pwa/pwa.tsx'
import { BottomNav, type Place } from '#shell/bottom-nav.tsx'
import { Footer } from '#shell/footer.tsx'
import { Header } from '#shell/header.tsx'
import { NoticeBanner } from '#shell/notice-banner.tsx'
import { PlainRedirect } from '#shell/plain-redirect.tsx'
import { headingFont, textFont } from '../fonts.ts'
import '../globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const [t, { name }] = await Promise.all([getT('site'), readFront()])
  return {
    metadataBase: new URL(process.env.STOREFRONT_URL || 'http://127.0.0.1:3000'),
    title: { default: t('title', { name }), template: `%s · ${name.replaceAll('%', '')}` },
    description: t('description'),
    applicationName: name,
    appleWebApp: { capable: true, title: name, statusBarStyle: 'default' },
    icons: { apple: '/icons/apple-touch-icon.png' },
    formatDetection: { telephone: false },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f1e8' },
    { media: '(prefers-color-scheme: dark)', color: '#171613' },
  ],
  viewportFit: 'cover',
}

/** The cart for every page. A shop whose API is down still shows its pages, with an empty cart. */
async function currentCart(): Promise<CartView | null> {
  const [cart, writing] = await Promise.all([readCart().catch(() => null), getWriting()])
  if (!cart) return null
  const problems = await Promise.all(
    cart.problems.map(async (problem) => ({ ...problem, text: await codeText(problem.code, problem.params) })),
  )
  return cartView({ ...cart, problems, coupons: await couponViews(cart.coupons) }, writing)
}

interface Props {
  children: ReactNode
  params: Promise<{ locale: string }>
}

export default async function RootLayout({ children, params }: Props) {
  // The first part of every address lands here; what is no language (/favicon.txt) is no page.
  if (!isLocale((await params).locale)) notFound()
  const [locale, messages, to, store] = await Promise.all([getLocale(), getMessages(), getTo(), cookies()])
  const theme = store.get('theme')?.value
  const { nav } = messages
  const places: Place[] = [
    { path: '/', href: to('/'), label: nav.home, icon: 'home' },
    { path: '/categories', href: to('/categories'), label: nav.categories, icon: 'grid' },
    { path: '/search', href: to('/search'), label: nav.search, icon: 'search' },
    { path: '/cart', href: to('/cart'), label: nav.cart, icon: 'cart' },
    { path: '/account', href: to('/account'), label: nav.account, icon: 'user' },
  ]
  return (
    <html
      lang={locale}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      className={`${textFont.variable} ${headingFont.variable}`}
      suppressHydrationWarning
    >
      <head>
        <PlainRedirect />
      </head>
      <body className="flex min-h-dvh flex-col antialiased">
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-ink focus:p-3 focus:text-paper"
        >
          {nav.skip}
        </a>
        <ConnectionTexts texts={messages.connection}>
          <CartProvider cart={currentCart()}>
            <NoticeBanner />
            <Header />
            <main id="main" tabIndex={-1} className="flex-1 outline-none">
              {children}
            </main>
            <Footer />
            <BottomNav places={places} label={nav.label} />
            <CartDrawer
              texts={messages.cartPanel}
              paths={{ cart: to('/cart'), checkout: to('/checkout'), home: to('/') }}
            />
          </CartProvider>
        </ConnectionTexts>
        <Pwa texts={messages.pwa} />
      </body>
    </html>
  )
}
