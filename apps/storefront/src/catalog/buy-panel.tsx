import type { ReactNode } from 'react'
import { plainQuantity, stepOf, type LineView } from '#cart/view.ts'
import { formatPrice, formatQuantity } from '#i18n/format.ts'
import { getTo } from '#i18n/paths.ts'
import { getMessages, getT } from '#i18n/request.ts'
import { getWriting } from '#i18n/writing.ts'
import type { ProductDetail, Sellable } from '#lib/shop/catalog.ts'
import { readWebsite } from '#lib/shop/website.ts'
import { Notice } from '#ui/notice.tsx'
import { BuyBox, type TierView } from './buy-box.tsx'
import { Choices } from './choices.tsx'
import { variantChoices } from './variants.ts'

interface Props {
  product: ProductDetail
  /** What is bought: the variant, or the product itself. */
  sold: Sellable
  variant: Sellable | null
  unitCode: string
  chosenCodes: Set<string>
  children: ReactNode
}

/** Price, choices, availability (`children`) and the form. */
export async function BuyPanel({ product, sold, variant, unitCode, chosenCodes, children }: Props) {
  const [writing, to, t, messages, website] = await Promise.all([
    getWriting(),
    getTo(),
    getT('product'),
    getMessages(),
    readWebsite(),
  ])
  const unit =
    sold.unitPrices.find((prices) => prices.unit === unitCode) ??
    sold.unitPrices.find(({ primary }) => primary) ??
    sold.unitPrices[0]
  const page = (query: Record<string, string | null | undefined>) => {
    const kept = new URLSearchParams(
      Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]),
    ).toString()
    return to(`/product/${product.slug}`) + (kept ? `?${kept}` : '')
  }
  const tiers: TierView[] = (unit?.tiers ?? []).map(({ quantity, price }) => ({
    from: plainQuantity(quantity),
    label: t('fromQuantity', {
      quantity: formatQuantity(writing, quantity),
      unit: (plainQuantity(quantity) === '1' ? unit?.label : unit?.labelPlural) ?? '',
    }),
    price: formatPrice(writing, price),
  }))
  const minimum = plainQuantity(unit?.minimumQuantity ?? '1')
  const first = unit?.tiers[0]
  const line: LineView = {
    id: `new-${sold.sku}-${unit?.unit ?? ''}`,
    href: page({ variant: variant?.sku }),
    name: variant?.name ?? product.name,
    sku: sold.sku,
    details: (variant?.attributes ?? [])
      .filter(({ code }) => chosenCodes.has(code))
      .map(({ label, value }) => `${label} ${value}`)
      .join(' · '),
    image: (variant?.images[0] ?? product.images[0])?.key ?? null,
    unit: unit?.label ?? '',
    priceUnit: unit?.label ?? '',
    unitCode: unit?.unit ?? '',
    quantity: minimum,
    step: stepOf(unit?.precision ?? 0),
    price: null,
    total: null,
    discount: null,
    problem: null,
    blocked: false,
  }
  return (
    <>
      <div>
        {first ? (
          <p className="numerals flex flex-wrap items-baseline gap-x-2">
            <span className="font-display text-[2.25rem] leading-none font-bold tracking-tight">
              {formatPrice(writing, first.price)}
            </span>
            <span className="text-quiet">{t('perUnit', { unit: unit?.label ?? '' })}</span>
          </p>
        ) : (
          <Notice>{t('noPrice')}</Notice>
        )}
        {first && (
          <p className="mt-1 text-sm text-quiet">{website.pricesIncludeTax ? t('taxIncluded') : t('taxExcluded')}</p>
        )}
        <div className="mt-3">{children}</div>
      </div>
      {variant &&
        variantChoices(product, variant).map((choice) => (
          <Choices
            key={choice.code}
            label={choice.label}
            links={choice.values.map((value) => ({
              key: value.code,
              label: value.label,
              swatch: value.swatch,
              href: value.sku && page({ variant: value.sku, unit: unitCode }),
              selected: value.selected,
              dimmed: value.changesOthers || !value.orderable,
            }))}
          />
        ))}
      {sold.unitPrices.length > 1 && (
        <Choices
          label={t('unit')}
          links={sold.unitPrices.map((prices) => ({
            key: prices.unit,
            label: prices.label,
            href: page({ variant: variant?.sku, unit: prices.unit }),
            selected: prices === unit,
            note: prices.primary ? undefined : t('holds', { quantity: formatQuantity(writing, prices.conversion) }),
          }))}
        />
      )}
      <BuyBox
        key={`${sold.sku}-${unit?.unit}`}
        line={line}
        unitCode={unit?.unit ?? ''}
        tiers={tiers}
        minimum={minimum}
        maximum={unit?.maximumQuantity ? plainQuantity(unit.maximumQuantity) : null}
        orderable={sold.availability.orderable && first !== undefined}
        cartHref={to('/cart')}
        texts={messages.buy}
      />
    </>
  )
}
