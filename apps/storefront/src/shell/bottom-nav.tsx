'use client'

import { usePathname } from 'next/navigation'
import { CartButton } from '#cart/cart-button.tsx'
import { splitPath } from '#i18n/locales.ts'
import { classes } from '#ui/classes.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { ShopLink } from '#ui/link.tsx'

export interface Place {
  /** Address within the language: '/search'. */
  path: string
  href: string
  label: string
  icon: IconName
}

/** The phone's way around, under the thumb. Pages with a buying bar of their own hide it (globals.css). */
export function BottomNav({ places, label }: { places: Place[]; label: string }) {
  const { path } = splitPath(usePathname())
  return (
    <nav
      aria-label={label}
      className="bottom-nav fixed inset-x-0 bottom-0 z-30 border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {places.map((place) => {
          const here = place.path === '/' ? path === '/' : path.startsWith(place.path)
          const look = classes(
            'relative flex h-16 flex-col items-center justify-center gap-1 text-[0.6875rem] font-semibold',
            here
              ? 'text-ink before:absolute before:inset-x-5 before:top-0 before:h-[3px] before:bg-signal'
              : 'text-quiet',
          )
          return (
            <li key={place.path}>
              {place.path === '/cart' ? (
                <CartButton href={place.href} label={place.label} className={look}>
                  <Icon name={place.icon} />
                </CartButton>
              ) : (
                <ShopLink href={place.href} className={look} aria-current={here ? 'page' : undefined}>
                  <Icon name={place.icon} />
                  {place.label}
                </ShopLink>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
