import { Decimal } from '../../kernel/decimal.ts'
import { money, type Money } from '../../kernel/money.ts'
import { fromFedexCurrency } from './currencies.ts'
import type { RateType } from './rate-request.ts'

/** One of the prices that FedEx answers for a service; amounts are JSON numbers in `currency`, which is FedEx's code. */
export interface RatedShipment {
  rateType?: string | undefined
  totalNetCharge?: number | undefined
  totalNetFedExCharge?: number | undefined
  totalVatCharge?: number | undefined
  currency?: string | undefined
  shipmentRateDetail?:
    | {
        currency?: string | undefined
        currencyExchangeRate?:
          | { fromCurrency?: string | undefined; intoCurrency?: string | undefined; rate?: number | undefined }
          | undefined
      }
    | undefined
}

/**
 * What a service costs at the account's or at FedEx's published rates, in a currency (ISO 4217), before VAT: the shop's own tax rules decide on tax for shipping. It is the entry of the
 * type that is wanted, by its name: the order means nothing. Where that is in another currency, it is converted at the rate that FedEx converts at, and rounded half-up to what can be
 * paid. Undefined where FedEx tells no such price: another type's is never taken for it.
 */
export function chargeOf(
  rated: readonly RatedShipment[],
  wanted: { rateType: RateType; currency: string },
): Money | undefined {
  const ofType = rated.filter(({ rateType }) => rateType === wanted.rateType)
  const direct = ofType.find((one) => currencyOf(one) === wanted.currency)
  const amount = direct ? netOf(direct) : converted(rated, ofType, wanted.currency)
  if (amount !== undefined) return amount.isNegative() ? undefined : money(amount, wanted.currency)
  // Converted by FedEx itself, of an entry that it left out: this one is the account's.
  const preferred = preferredOf(rated, wanted.currency)
  const net = wanted.rateType === 'ACCOUNT' && preferred ? netOf(preferred) : undefined
  return net === undefined || net.isNegative() ? undefined : money(net, wanted.currency)
}

function converted(
  rated: readonly RatedShipment[],
  ofType: readonly RatedShipment[],
  into: string,
): Decimal | undefined {
  for (const own of ofType) {
    const from = currencyOf(own)
    const net = netOf(own)
    const rate = from && net ? exchangeRate(rated, from, into) : undefined
    if (net && rate) return money(net.times(rate), into).rounded().amount
  }
  return undefined
}

/** FedEx tells exchange rates of two places, and reckons with more. */
const TOLD_PLACES = 2
/** How far from the truth a rate may be by its rounding to be of use alone: 0.01 for yen into dollars is not. */
const MOST_OFF = 0.01

/**
 * How many units of `into` FedEx takes for one of `from`. It is told at the PREFERRED entries, rounded: in the examples of FedEx's Rates document 0.77, where 264.26 USD are of 345.15 CAD.
 * So it is worked out from what is one price in both, the account's (ACCOUNT and PREFERRED_CURRENCY), where that agrees with the rate that is told.
 */
function exchangeRate(rated: readonly RatedShipment[], from: string, into: string): Decimal | undefined {
  const told = rated
    .filter(({ rateType }) => rateType?.startsWith('PREFERRED'))
    .map(({ shipmentRateDetail }) => shipmentRateDetail?.currencyExchangeRate)
    .find(
      (one) =>
        one?.rate !== undefined &&
        fromFedexCurrency(one.fromCurrency ?? '') === from &&
        fromFedexCurrency(one.intoCurrency ?? '') === into,
    )?.rate
  if (told === undefined) return undefined
  const rate = new Decimal(told)
  const rounding = new Decimal(10).pow(-Math.max(TOLD_PLACES, rate.decimalPlaces())).dividedBy(2)
  const account = rated.find((one) => one.rateType === 'ACCOUNT' && currencyOf(one) === from)
  const preferred = preferredOf(rated, into)
  const [before, after] = [account && netOf(account), preferred && netOf(preferred)]
  if (before?.isPositive() && after?.isPositive() && !before.isZero()) {
    const exact = after.dividedBy(before)
    // half a hundredth more: the prices are rounded as well
    if (
      exact
        .minus(rate)
        .abs()
        .lessThanOrEqualTo(rounding.plus(new Decimal('0.005').dividedBy(before)))
    )
      return exact
  }
  return rate.isPositive() && rounding.lessThanOrEqualTo(rate.times(MOST_OFF)) ? rate : undefined
}

const preferredOf = (rated: readonly RatedShipment[], currency: string): RatedShipment | undefined =>
  rated.find((one) => one.rateType === 'PREFERRED_CURRENCY' && currencyOf(one) === currency)

function currencyOf({ shipmentRateDetail, currency }: RatedShipment): string | undefined {
  const code = shipmentRateDetail?.currency ?? currency
  return code === undefined ? undefined : fromFedexCurrency(code)
}

/** Without VAT. JSON's numbers become decimals by their shortest writing. */
function netOf({ totalNetFedExCharge, totalNetCharge, totalVatCharge }: RatedShipment): Decimal | undefined {
  if (totalNetFedExCharge !== undefined) return new Decimal(totalNetFedExCharge)
  return totalNetCharge === undefined ? undefined : new Decimal(totalNetCharge).minus(totalVatCharge ?? 0)
}
