import type { Rows } from '../copy.ts'
import { businessUnits, localizations, organization, website } from '../data/company.ts'
import { shippingMethods } from '../data/shipping.ts'
import { seedId } from '../ids.ts'
import { localized } from '../shape.ts'

/** The company, its shop, its languages and its own ways of delivery. */
export function businessRows(): Rows {
  const organizationId = seedId('organization', 'werkmark')
  const websiteId = seedId('website', website.code)
  return {
    organizations: [{ id: organizationId, ...organization }],
    businessUnits: businessUnits.map(({ code, name, parent }) => ({
      id: seedId('businessUnit', code),
      code,
      name,
      parentId: parent ? seedId('businessUnit', parent) : null,
      organizationId,
    })),
    localizations: localizations.map(({ fallback, ...localization }) => ({
      id: seedId('localization', localization.code),
      ...localization,
      fallbackId: fallback ? seedId('localization', fallback) : null,
    })),
    websites: [{ id: websiteId, ...website, isDefault: true, organizationId }],
    shippingMethods: shippingMethods.map(
      (
        { code, kind, label, description, countries, currency, price, freeFrom, days, warehouse, openingHours },
        index,
      ) => ({
        id: seedId('shippingMethod', code),
        code,
        kind,
        label: localized(label),
        description: localized(description),
        countries,
        currency,
        price,
        freeFrom: freeFrom ?? null,
        transitDaysMin: days?.[0] ?? null,
        transitDaysMax: days?.[1] ?? null,
        position: index * 10,
        warehouseId: warehouse ? seedId('warehouse', warehouse) : null,
        openingHours: openingHours ? localized(openingHours) : null,
        websiteId,
      }),
    ),
  }
}
