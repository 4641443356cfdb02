import { arrivalOf, dayOf, transitWord, weekdayOf } from './calendar.ts'
import { amountOf, currencyOf, exchangeRate, toldRate, vatPercent } from './currencies.ts'
import { failure } from './errors.ts'
import { badCombination, noService, type Quote } from './quote-request.ts'
import { brokenLimit, DIM_DIVISOR, rateShipment, zoneOf, type ShipmentRating } from './rating.ts'
import { servicesOf, type Service } from './services.ts'

/** Every service that would take the shipment, with its rates, as `output` of FedEx's answer. Throws FedEx's 400 when none would. */
export function answerQuote(quote: Quote, now: Date) {
  const offered = offeredServices(quote)
  const zone = zoneOf(quote.lane, quote.from, quote.to)
  const details = offered.map((service) => replyDetail(service, quote, zone))
  const days = (service: Service): number => transitDays(service, zone)
  const order = new Map(offered.map((service) => [service.type, days(service)]))
  const direction = quote.sort === 'COMMITDESCENDING' ? -1 : 1
  if (quote.sort !== 'SERVICENAMETRADITIONAL')
    details.sort((a, b) => direction * ((order.get(a.serviceType) ?? 0) - (order.get(b.serviceType) ?? 0)))
  return {
    // FedEx's own test environment marks its answers with this alert as well.
    alerts: [{ code: 'VIRTUAL.RESPONSE', message: 'This is a Virtual Response.', alertType: 'NOTE' }],
    rateReplyDetails: details,
    quoteDate: dayOf(now),
    isEncoded: false,
  }
}

function offeredServices(quote: Quote): Service[] {
  const forRecipient = servicesOf(quote.lane).filter(
    (service) =>
      (!service.recipient || service.recipient === (quote.residential ? 'residential' : 'business')) &&
      (!quote.serviceType || service.type === quote.serviceType) &&
      quote.networks.includes(service.network),
  )
  if (forRecipient.length === 0) throw quote.serviceType ? badCombination() : noService()
  const broken = new Set<string>()
  const fitting = forRecipient.filter((service) => {
    const limits = quote.parcels.map((parcel) => brokenLimit(parcel, service)).filter((limit) => limit !== undefined)
    for (const limit of limits) broken.add(limit)
    return limits.length === 0
  })
  if (fitting.length > 0) return fitting
  throw broken.has('weight')
    ? failure(
        400,
        'MAXIMUM.WEIGHT.EXCEEDED',
        'Package weight exceeds the maximum of the service. Please update and try again.',
      )
    : failure(
        400,
        'DIMENSIONS.EXCEEDS.LIMITS',
        'Package dimensions exceed the maximum of the service. Please update and try again.',
      )
}

const transitDays = (service: Service, zone: number): number =>
  service.days[Math.min(zone - 2, service.days.length - 1)] ?? 1

function replyDetail(service: Service, quote: Quote, zone: number) {
  const question = {
    service,
    zone,
    parcels: quote.parcels,
    residential: quote.residential,
    vatPercent: vatPercent(quote.from.countryCode, quote.to.countryCode),
  }
  const account = rateShipment({ ...question, discounted: true })
  const list = rateShipment({ ...question, discounted: false })
  const home = currencyOf(quote.from.countryCode)
  const into = quote.preferredCurrency
  // As in the examples of FedEx's document: the published rate in the preferred currency is called INCENTIVE there, the account's CURRENCY.
  const preferred =
    into !== undefined && into !== home
      ? [
          ratedDetail('PREFERRED_INCENTIVE', list, quote, home, into),
          ratedDetail('PREFERRED_CURRENCY', account, quote, home, into),
        ]
      : []
  // LIST rates come "in addition to account-specific rates"
  const rated = [
    ratedDetail('ACCOUNT', account, quote, home),
    ...preferred,
    ...(quote.rateTypes.includes('LIST') ? [ratedDetail('LIST', list, quote, home)] : []),
  ]
  return {
    serviceType: service.type,
    serviceName: service.name,
    packagingType: 'YOUR_PACKAGING',
    ...(quote.withTransit ? { commit: commit(service, quote, zone) } : {}),
    ratedShipmentDetails: rated,
    operationalDetail: operational(service, quote, zone),
    signatureOptionType: 'SERVICE_DEFAULT',
    serviceDescription: {
      serviceId: `EP10000${service.code}`,
      serviceType: service.type,
      code: service.code,
      names: [{ type: 'long', encoding: 'utf-8', value: service.name }],
      serviceCategory: 'parcel',
      description: service.name,
    },
  }
}

function ratedDetail(rateType: string, rating: ShipmentRating, quote: Quote, home: string, into = home) {
  const rate = exchangeRate(home, into)
  const amount = (hundredths: number): number => amountOf(hundredths, into, rate)
  const units = quote.parcels[0]?.units ?? 'KG'
  const weight = (halfKilos: number) => ({
    units,
    value: units === 'KG' ? halfKilos / 2 : Math.ceil((halfKilos * 500) / 453.59237 - 1e-9),
  })
  const surcharges = rating.surcharges.map((one) => ({
    type: one.type,
    description: one.description,
    amount: amount(one.amount),
  }))
  const surchargeTotal = rating.surcharges.reduce((sum, one) => sum + one.amount, 0)
  const billed = rating.packages.reduce((sum, one) => sum + one.billedHalfKilos, 0)
  const dimensional = rating.packages.reduce((sum, one) => sum + one.dimensionalHalfKilos, 0)
  return {
    rateType,
    ratedWeightMethod: rating.packages.some((one) => one.byDimension) ? 'DIM' : 'ACTUAL',
    totalDiscounts: amount(rating.discount),
    totalBaseCharge: amount(rating.base),
    totalNetCharge: amount(rating.net + rating.vat),
    totalNetFedExCharge: amount(rating.net),
    totalVatCharge: amount(rating.vat),
    totalDutiesAndTaxes: 0,
    shipmentRateDetail: {
      rateZone: String(rating.zone),
      ratingBasis: 'PACK_WEIGHT_BASED',
      dimDivisor: DIM_DIVISOR[units],
      fuelSurchargePercent: rating.fuelPercentTenths / 10,
      totalSurcharges: amount(surchargeTotal),
      totalFreightDiscount: amount(rating.discount),
      surCharges: surcharges,
      taxes: rating.vat > 0 ? [{ type: 'VAT', description: 'VAT', amount: amount(rating.vat) }] : [],
      totalBillingWeight: weight(billed),
      totalDimWeight: weight(dimensional),
      currency: into,
      currencyExchangeRate: { fromCurrency: home, intoCurrency: into, rate: toldRate(rate) },
    },
    currency: into,
    ratedPackages: rating.packages.map((one, index) => ({
      groupNumber: index + 1,
      packageRateDetail: {
        rateType,
        ratedWeightMethod: one.byDimension ? 'DIM' : 'ACTUAL',
        baseCharge: amount(one.base),
        billingWeight: weight(one.billedHalfKilos),
      },
    })),
  }
}

function commit(service: Service, quote: Quote, zone: number) {
  const days = transitDays(service, zone)
  const latest = days + (service.spread ?? 0)
  const arrival = arrivalOf(quote.shipDay, latest)
  return {
    dateDetail: { dayOfWeek: weekdayOf(arrival), dayFormat: `${dayOf(arrival)}T${service.by}` },
    daysInTransit: transitWord(latest),
    saturdayDelivery: false,
    ...(service.spread
      ? {
          transitDays: {
            description: `${days}-${latest} Business Days`,
            minimumTransitTime: transitWord(days),
            maximumTransitTime: transitWord(latest),
          },
        }
      : {}),
  }
}

function operational(service: Service, quote: Quote, zone: number) {
  const plain = {
    serviceCode: service.code,
    ineligibleForMoneyBackGuarantee: service.network === 'FDXG',
    destinationPostalCode: quote.to.postalCode,
    countryCodes: [quote.to.countryCode],
  }
  if (!quote.withTransit) return plain
  const days = transitDays(service, zone)
  const latest = arrivalOf(quote.shipDay, days + (service.spread ?? 0))
  const at = `${dayOf(latest)}T${service.by}`
  return {
    ...plain,
    transitTime: transitWord(days),
    deliveryDay: weekdayOf(latest),
    deliveryDate: at,
    commitDate: at,
    commitDays: [weekdayOf(latest)],
  }
}
