import type { Metadata } from 'next'
import { alternates } from '#i18n/alternates.ts'
import { getTo } from '#i18n/paths.ts'
import { getT } from '#i18n/request.ts'
import { readCategories } from '#lib/shop/catalog.ts'
import { ShopLink } from '#ui/link.tsx'
import { Picture, tintOf } from '#ui/picture.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT('categories')
  return { title: t('title'), description: t('text'), alternates: await alternates('/categories') }
}

export default async function CategoriesPage() {
  const [to, t, categories] = await Promise.all([getTo(), getT('categories'), readCategories()])
  return (
    <div className="shell pt-6">
      <h1 className="text-h1">{t('title')}</h1>
      <p className="mt-2 mb-8 max-w-2xl text-quiet">{t('text')}</p>
      <ul className="grid gap-6 md:grid-cols-2 xl:grid-cols-3">
        {categories.map((top) => (
          <li key={top.id} className="grid grid-cols-[6.5rem_1fr] gap-5 rounded-lg bg-sheet p-4">
            <div className={`grid place-items-center self-start rounded-md p-3 ${tintOf(top.slug)}`}>
              <Picture media={top.imageKey} alt="" sizes="104px" />
            </div>
            <div>
              <h2 className="text-h3">
                <ShopLink href={to(`/category/${top.slug}`)} className="underline-offset-4 hover:underline">
                  {top.name}
                </ShopLink>
              </h2>
              <ul className="mt-2">
                {top.children.map((child) => (
                  <li key={child.id}>
                    <ShopLink
                      href={to(`/category/${child.slug}`)}
                      className="flex min-h-9 items-center justify-between gap-3 text-quiet underline-offset-4 hover:text-ink hover:underline"
                    >
                      {child.name}
                      <span className="numerals text-sm">{child.productCount}</span>
                    </ShopLink>
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
