import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { readCustomer } from '#lib/shop/customer.ts'
import { readOrder } from '#lib/shop/orders.ts'
import { OrderView } from '#orders/order-view.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).account.orders, robots: { index: false } }
}

export default async function AccountOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, customer, t, messages, to] = await Promise.all([
    params,
    readCustomer(),
    getT('order'),
    getMessages(),
    getTo(),
  ])
  if (!customer) redirect(to('/sign-in?next=/account'))
  const order = await readOrder(id)
  if (!order) notFound()
  const { account } = messages
  return (
    <div className="shell">
      <Breadcrumbs
        crumbs={[{ name: account.title, href: to('/account') }, { name: order.number }]}
        label={account.breadcrumbs}
      />
      <h1 className="text-h1 mt-4 mb-6">{t('title', { number: order.number })}</h1>
      <OrderView order={order} />
    </div>
  )
}
