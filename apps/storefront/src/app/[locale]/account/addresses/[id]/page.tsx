import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { BookAddressForm } from '#account/address-form.tsx'
import { countryChoices, usualCountry } from '#checkout/address-form.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import { readAddresses, readCustomer } from '#lib/shop/customer.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getMessages()).account.addresses, robots: { index: false } }
}

/** `/account/addresses/new`, or the id of one's own address. */
export default async function AddressPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, customer, addresses, website, writing, messages, to] = await Promise.all([
    params,
    readCustomer(),
    readAddresses(),
    readWebsite(),
    getWriting(),
    getMessages(),
    getTo(),
  ])
  if (!customer) redirect(to('/sign-in?next=/account'))
  const address = addresses.find((own) => own.id === id && own.own)
  if (!address && id !== 'new') notFound()
  const t = messages.account
  const title = address ? t.editAddress : t.newAddress
  return (
    <div className="shell">
      <Breadcrumbs crumbs={[{ name: t.title, href: to('/account') }, { name: title }]} label={t.breadcrumbs} />
      <h1 className="text-h1 mt-4 mb-8">{title}</h1>
      <div className="max-w-xl">
        <BookAddressForm
          id={address?.id ?? ''}
          values={
            address
              ? {
                  company: address.company,
                  firstName: address.firstName,
                  lastName: address.lastName,
                  street: address.street,
                  street2: address.street2,
                  city: address.city,
                  region: address.region,
                  postalCode: address.postalCode,
                  countryCode: address.countryCode,
                  phone: address.phone,
                }
              : { firstName: customer.firstName, lastName: customer.lastName }
          }
          defaults={{ shipping: address?.defaultShipping ?? false, billing: address?.defaultBilling ?? false }}
          countries={countryChoices(writing, website.shippingCountries)}
          defaultCountry={usualCountry(writing, website)}
          labels={messages.address}
          texts={t}
        />
      </div>
    </div>
  )
}
