import { classes } from '#ui/classes.ts'
import { ShopLink } from '#ui/link.tsx'

export interface ChoiceLink {
  key: string
  label: string
  href: string | null
  selected: boolean
  dimmed?: boolean
  swatch?: string | null
  note?: string
}

/** One choice of a product, as links: each value is a page of its own, so it works without script and can be shared. */
export function Choices({ label, links }: { label: string; links: ChoiceLink[] }) {
  const selected = links.find((link) => link.selected)
  return (
    <div role="group" aria-label={label}>
      <p className="mb-2 text-sm">
        <span className="font-semibold">{label}</span>
        {selected && <span className="text-quiet"> {selected.label}</span>}
      </p>
      <ul className="flex flex-wrap gap-2">
        {links.map((link) => {
          const look = classes(
            'flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md border-[1.5px] px-3.5 text-[0.9375rem] font-medium',
            link.selected ? 'border-ink bg-ink text-paper' : 'border-edge bg-sheet hover:border-ink',
            link.dimmed && !link.selected && 'border-dashed text-quiet',
            !link.href && 'opacity-50',
          )
          const inside = (
            <>
              {link.swatch && (
                <span className="size-4 rounded-full border border-edge" style={{ background: link.swatch }} />
              )}
              {link.label}
              {link.note && <span className="text-xs opacity-75">{link.note}</span>}
            </>
          )
          return (
            <li key={link.key}>
              {link.href ? (
                <ShopLink
                  href={link.href}
                  replace
                  scroll={false}
                  className={look}
                  aria-current={link.selected ? 'true' : undefined}
                >
                  {inside}
                </ShopLink>
              ) : (
                <span className={look}>{inside}</span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
