import type { Entity, Shape } from '../language/index.ts'
import { apiClient, apiClientRole } from './access/api-client.ts'
import { auditEntry } from './access/audit-entry.ts'
import { role } from './access/role.ts'
import { accessShapes } from './access/shapes.ts'
import { user, userRole } from './access/user.ts'
import { cart, cartLine } from './carts/cart.ts'
import { cartShapes } from './carts/shapes.ts'
import { shoppingList, shoppingListLine } from './carts/shopping-list.ts'
import { attribute, attributeOption } from './catalog/attribute.ts'
import { brand, productTaxCode, unit } from './catalog/brand.ts'
import { category } from './catalog/category.ts'
import { productCategory, productImage, productUnit } from './catalog/product-parts.ts'
import { attributeFamily, familyAttribute } from './catalog/family.ts'
import { kitItem, kitItemProduct } from './catalog/kit.ts'
import { productFile, productLink } from './catalog/product-links.ts'
import { product } from './catalog/product.ts'
import { catalogShapes } from './catalog/shapes.ts'
import { checkout } from './checkout/checkout.ts'
import { checkoutShapes } from './checkout/shapes.ts'
import { account, contact } from './crm/account.ts'
import { emailCampaign, emailResult } from './crm/email-campaign.ts'
import { marketingList, marketingListMember } from './crm/marketing-list.ts'
import { ticket, ticketComment } from './crm/ticket.ts'
import { customerAddress } from './customers/customer-address.ts'
import { customerRole } from './customers/customer-role.ts'
import { customerUser } from './customers/customer-user.ts'
import { customer, customerGroup, customerPartner } from './customers/customer.ts'
import { customerShapes } from './customers/shapes.ts'
import { connector } from './integrations/connector.ts'
import { deadLetter } from './integrations/dead-letter.ts'
import { exchangeProblem, exchangeRun } from './integrations/exchange-run.ts'
import { externalReference } from './integrations/external-reference.ts'
import { fileAccount } from './integrations/file-account.ts'
import { fileProfile } from './integrations/file-profile.ts'
import { integration } from './integrations/integration.ts'
import { job, jobProblem } from './integrations/job.ts'
import { integrationShapes } from './integrations/shapes.ts'
import { webhookDelivery, webhookSubscription } from './integrations/webhook.ts'
import { inventoryLevel, reservation, warehouse } from './inventory/inventory.ts'
import { stockMovement } from './inventory/stock-movement.ts'
import { invoice, invoiceLine, invoicePayment } from './invoices/invoice.ts'
import { invoiceShapes } from './invoices/shapes.ts'
import { quote, quoteLine, quoteOffer } from './quotes/quote.ts'
import { rfq, rfqLine, rfqRequest, rfqShapes } from './quotes/rfq.ts'
import { orderAmendment } from './orders/order-amendment.ts'
import { orderAddress, orderLine } from './orders/order-line.ts'
import { order } from './orders/order.ts'
import { orderShapes } from './orders/shapes.ts'
import { businessUnit } from './organization/business-unit.ts'
import { organization } from './organization/organization.ts'
import { organizationShapes } from './organization/shapes.ts'
import { localization, website } from './organization/website.ts'
import { pushSubscription } from './notices/push-subscription.ts'
import { giftCard, giftCardEntry } from './payments/gift-card.ts'
import { paymentDifference } from './payments/payment-difference.ts'
import { paymentRule } from './payments/payment-rule.ts'
import { paymentLimit, paymentSetting } from './payments/payment-setting.ts'
import { paymentShapes } from './payments/shapes.ts'
import { paymentTerm } from './payments/payment-term.ts'
import { savedPaymentMethod } from './payments/saved-payment-method.ts'
import { payment, paymentEvent } from './payments/payment.ts'
import { price, priceList, priceListAssignment } from './pricing/price.ts'
import { coupon, couponUse, promotion, promotionUse } from './pricing/promotion.ts'
import { customerTaxCode, taxJurisdiction, taxPostalRange, taxRule } from './pricing/tax.ts'
import { pricingShapes } from './pricing/shapes.ts'
import { shippingShapes } from './shipping/shapes.ts'
import { parcelEvent, shipmentParcel } from './shipping/shipment-parcel.ts'
import { shipmentPickup } from './shipping/shipment-pickup.ts'
import { shippingRule } from './shipping/shipping-rule.ts'
import { shipment, shipmentLine, shippingMethod } from './shipping/shipping.ts'

export const entities: readonly Entity[] = [
  organization,
  businessUnit,
  localization,
  website,
  role,
  user,
  userRole,
  apiClient,
  apiClientRole,
  auditEntry,
  externalReference,
  job,
  jobProblem,
  webhookSubscription,
  webhookDelivery,
  deadLetter,
  integration,
  fileProfile,
  fileAccount,
  connector,
  exchangeRun,
  exchangeProblem,
  customerGroup,
  customer,
  customerRole,
  customerPartner,
  customerUser,
  customerAddress,
  brand,
  unit,
  productTaxCode,
  attribute,
  attributeOption,
  attributeFamily,
  familyAttribute,
  category,
  product,
  productUnit,
  productCategory,
  productImage,
  productFile,
  productLink,
  kitItem,
  kitItemProduct,
  warehouse,
  inventoryLevel,
  reservation,
  stockMovement,
  priceList,
  price,
  priceListAssignment,
  customerTaxCode,
  taxJurisdiction,
  taxPostalRange,
  taxRule,
  promotion,
  coupon,
  couponUse,
  promotionUse,
  paymentTerm,
  paymentRule,
  paymentSetting,
  paymentLimit,
  savedPaymentMethod,
  giftCard,
  giftCardEntry,
  pushSubscription,
  cart,
  cartLine,
  shoppingList,
  shoppingListLine,
  payment,
  paymentEvent,
  paymentDifference,
  shippingMethod,
  shippingRule,
  shipment,
  shipmentLine,
  shipmentParcel,
  parcelEvent,
  shipmentPickup,
  order,
  orderLine,
  orderAddress,
  orderAmendment,
  rfq,
  rfqLine,
  rfqRequest,
  quote,
  quoteLine,
  quoteOffer,
  checkout,
  invoice,
  invoiceLine,
  invoicePayment,
  account,
  contact,
  marketingList,
  marketingListMember,
  emailCampaign,
  emailResult,
  ticket,
  ticketComment,
]

export const shapes: readonly Shape[] = [
  ...organizationShapes,
  ...accessShapes,
  ...integrationShapes,
  ...customerShapes,
  ...catalogShapes,
  ...pricingShapes,
  ...cartShapes,
  ...shippingShapes,
  ...paymentShapes,
  ...orderShapes,
  ...rfqShapes,
  ...invoiceShapes,
  ...checkoutShapes,
]
