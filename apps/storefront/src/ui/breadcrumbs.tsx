import { Icon } from './icon.tsx'
import { ShopLink } from './link.tsx'

export interface Crumb {
  name: string
  href?: string
}

/** The way from the shop's door to here; the last crumb is the page itself. */
export function Breadcrumbs({ crumbs, label }: { crumbs: Crumb[]; label: string }) {
  return (
    <nav aria-label={label} className="overflow-x-auto py-3 text-sm [scrollbar-width:none]">
      <ol className="flex items-center gap-1 whitespace-nowrap">
        {crumbs.map((crumb, i) => (
          <li key={i} className="flex items-center gap-1">
            {i > 0 && <Icon name="chevron" size={14} className="text-edge" />}
            {crumb.href ? (
              <ShopLink href={crumb.href} className="py-1 text-quiet underline-offset-4 hover:text-ink hover:underline">
                {crumb.name}
              </ShopLink>
            ) : (
              <span aria-current="page" className="max-w-[60vw] truncate font-medium">
                {crumb.name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
