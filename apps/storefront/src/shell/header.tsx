import { CartButton } from '#cart/cart-button.tsx'
import { locales } from '#i18n/locales.ts'
import { getTo } from '#i18n/paths.ts'
import { getLocale, getMessages, getT } from '#i18n/request.ts'
import { readFront } from '#lib/shop/website.ts'
import { readCategories } from '#lib/shop/catalog.ts'
import { HeaderSearch } from '#search/header-search.tsx'
import { Stream } from '#shell/stream.tsx'
import { Icon } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Wordmark } from '#ui/mark.tsx'
import { LanguageLink, ThemeToggle } from './preferences.tsx'

const tool = 'hidden md:flex min-h-11 items-center gap-3.5 rounded-md px-3 text-sm font-semibold hover:bg-well'

export async function Header() {
  const [locale, to, t, { nav, search }, { name, localizations }] = await Promise.all([
    getLocale(),
    getTo(),
    getT('nav'),
    getMessages(),
    readFront(),
  ])
  // Offered where the merchant speaks it, too; while nobody can tell, it is.
  const spoken = (one: string) => localizations.length === 0 || localizations.some(({ code }) => code === one)
  const other = locales.find((known) => known !== locale && spoken(known))
  return (
    <header className="bg-paper">
      <div className="shell flex flex-wrap items-center gap-x-4 gap-y-2 pt-2 pb-3 md:flex-nowrap md:py-4">
        <ShopLink href={to('/')} aria-label={t('toHome', { name })} className="-ml-1 rounded-md p-1">
          <Wordmark name={name} />
        </ShopLink>
        <div className="site-tools ml-auto flex items-center md:order-last md:ml-0">
          {other && <LanguageLink to={other} label={nav.otherLanguage} short={other.toUpperCase()} />}
          <ThemeToggle label={nav.theme} />
          <ShopLink href={to('/account')} className={tool}>
            <Icon name="user" size={22} />
            {nav.account}
          </ShopLink>
          <CartButton href={to('/cart')} label={nav.cart} className={tool}>
            <Icon name="cart" size={22} />
          </CartButton>
        </div>
        <div className="site-search w-full md:mx-auto md:max-w-2xl">
          <HeaderSearch action={to('/search')} suggestHref={to('/suggest')} texts={search.box} />
        </div>
      </div>
      <nav aria-label={nav.categories} className="site-nav hidden border-t border-line md:block">
        <Stream fallback={<div className="h-12" />}>
          <TopCategories />
        </Stream>
      </nav>
      <div className="tape text-edge opacity-60" aria-hidden="true" />
    </header>
  )
}

async function TopCategories() {
  const [to, categories] = await Promise.all([getTo(), readCategories().catch(() => [])])
  return (
    <ul className="shell flex h-12 items-center gap-6 overflow-x-auto text-[0.9375rem] font-medium [scrollbar-width:none]">
      {categories.map((category) => (
        <li key={category.id}>
          <ShopLink
            href={to(`/category/${category.slug}`)}
            className="whitespace-nowrap py-2 decoration-signal decoration-[3px] underline-offset-[9px] hover:underline"
          >
            {category.name}
          </ShopLink>
        </li>
      ))}
    </ul>
  )
}
