import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { readFront } from '#lib/shop/website.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'
import { Wordmark } from '#ui/mark.tsx'

export async function Footer() {
  const [to, { footer, nav }, { name }] = await Promise.all([getTo(), getMessages(), readFront()])
  const promises: [IconName, string, string][] = [
    ['truck', footer.delivery, footer.deliveryText],
    ['box', footer.returns, footer.returnsText],
    ['lock', footer.payment, footer.paymentText],
  ]
  const links: [string, string][] = [
    ['/categories', nav.categories],
    ['/search', nav.search],
    ['/account', nav.account],
    ['/track', footer.track],
  ]
  return (
    <footer className="site-footer mt-16 bg-machine pb-[calc(4.5rem+env(safe-area-inset-bottom))] text-on-machine md:pb-0">
      <div className="tape opacity-40" aria-hidden="true" />
      <div className="shell grid gap-10 py-12 md:grid-cols-[1.2fr_2fr_1fr]">
        <div>
          <Wordmark name={name} />
          <p className="mt-4 max-w-xs opacity-85">{footer.claim}</p>
        </div>
        <ul className="grid gap-6 sm:grid-cols-3">
          {promises.map(([icon, title, text]) => (
            <li key={title}>
              <Icon name={icon} size={26} className="text-[#ff9a5c]" />
              <p className="mt-2 font-semibold">{title}</p>
              <p className="mt-1 text-sm opacity-85">{text}</p>
            </li>
          ))}
        </ul>
        <ul className="grid content-start gap-1">
          {links.map(([path, label]) => (
            <li key={path}>
              <ShopLink href={to(path)} className="inline-block py-1.5 underline-offset-4 hover:underline">
                {label}
              </ShopLink>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
}
