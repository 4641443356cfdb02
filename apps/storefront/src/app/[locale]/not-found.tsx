import type { Metadata } from 'next'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ShopLink } from '#ui/link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const { errors } = await getMessages()
  return { title: errors.notFound, robots: { index: false } }
}

export default async function NotFound() {
  const [to, { errors, nav }] = await Promise.all([getTo(), getMessages()])
  return (
    <EmptyState icon="search" title={errors.notFound} text={errors.notFoundText}>
      <ShopLink href={to('/search')} className={buttonClass('ink')}>
        {nav.search}
      </ShopLink>
      <ShopLink href={to('/')} className={buttonClass('line')}>
        {errors.home}
      </ShopLink>
    </EmptyState>
  )
}
