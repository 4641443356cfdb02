import type { Rows } from '../copy.ts'
import { seedId } from '../ids.ts'
import { localized } from '../shape.ts'
import type { Sellable } from './sellables.ts'

const day = 86_400_000
const hours = (now: Date, count: number) => new Date(now.getTime() + count * 3_600_000)
const dateOf = (instant: Date) => instant.toISOString().slice(0, 10)

/** What sales and service have in hand: payment terms, accounts with contacts, a ticket, a mailing, a request with its quote, a way to pay on account, a promotion. */
export function salesRows(all: readonly Sellable[], now: Date): Rows {
  const organizationId = seedId('organization', 'werkmark')
  const websiteId = seedId('website', 'werkmark')
  const accountId = seedId('account', 'cascade')
  const contactId = seedId('contact', 'ana.ruiz')
  const listId = seedId('marketingList', 'news')
  const ticketId = seedId('ticket', 'T-4K2M-9QX7')
  const [wanted, better] = all.filter(({ type, parentId }) => type === 'simple' && !parentId)
  if (!wanted || !better) throw new Error('the seed has no products to quote')
  return {
    paymentTerms: [
      ['NET30', 30, null, null, 'Net 30 days', 'Zahlbar in 30 Tagen'] as const,
      ['2-10-NET30', 30, 10, '0.02', '2 % within 10 days, net 30', '2 % in 10 Tagen, netto 30'] as const,
    ].map(([code, netDays, discountDays, discountRate, en, de]) => ({
      id: seedId('paymentTerm', code),
      code,
      label: localized([en, de]),
      netDays,
      discountDays,
      discountRate,
    })),
    accounts: [
      {
        id: accountId,
        code: 'cascade',
        name: 'Cascade Joinery',
        kind: 'customer',
        industry: 'Joinery',
        organizationId,
      },
    ],
    contacts: [
      {
        id: contactId,
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana.ruiz@cascade.example',
        jobTitle: 'Head of purchasing',
        emailConsent: true,
        organizationId,
        accountId,
      },
    ],
    marketingLists: [{ id: listId, code: 'news', name: 'News from the workshop', organizationId }],
    marketingListMembers: [
      {
        id: seedId('marketingListMember', 'ana.ruiz'),
        email: 'ana.ruiz@cascade.example',
        firstName: 'Ana',
        lastName: 'Ruiz',
        subscribedAt: new Date(now.getTime() - 90 * day),
        listId,
        contactId,
      },
    ],
    emailCampaigns: [
      {
        id: seedId('emailCampaign', 'winter'),
        code: 'winter',
        name: 'Winter maintenance',
        senderName: 'Werkmark',
        senderEmail: 'news@werkmark.example',
        subject: localized(['Ready for winter?', 'Bereit für den Winter?']),
        text: localized(['What your workshop needs before the frost.', 'Was die Werkstatt vor dem Frost braucht.']),
        organizationId,
        listId,
      },
    ],
    tickets: [
      {
        id: ticketId,
        number: 'T-4K2M-9QX7',
        subject: 'Blades arrived without their box',
        description: 'Two of the saw blades came loose in the parcel. They look fine.',
        priority: 'normal',
        channel: 'email',
        organizationId,
        accountId,
        contactId,
      },
    ],
    ticketComments: [
      {
        id: seedId('ticketComment', 'T-4K2M-9QX7/1'),
        body: 'Thank you for telling us. Please send a photograph of the parcel’s label.',
        author: 'Service',
        writtenAt: hours(now, -20),
        ticketId,
      },
    ],
    ...quoteRows({ websiteId, wanted, better, now }),
    paymentRules: [
      {
        id: seedId('paymentRule', 'on-account'),
        code: 'on-account',
        name: 'On account, for wholesale',
        method: 'onAccount',
        position: 10,
        websiteId,
        customerGroupId: seedId('customerGroup', 'wholesale'),
      },
    ],
    paymentSettings: [{ id: seedId('paymentSetting', 'card'), method: 'card', saveCards: true, websiteId }],
    promotions: [
      {
        id: seedId('promotion', 'WELCOME'),
        code: 'WELCOME',
        name: localized(['Welcome: 5 % off', 'Willkommen: 5 % Nachlass']),
        state: 'active',
        kind: 'percentOff',
        percent: '5',
        couponNeeded: true,
        websiteId,
      },
    ],
    coupons: [
      {
        id: seedId('coupon', 'WELCOME5'),
        code: 'WELCOME5',
        usageLimitPerBuyer: 1,
        promotionId: seedId('promotion', 'WELCOME'),
      },
    ],
    productLinks: [
      {
        id: seedId('productLink', `${wanted.sku}/${better.sku}`),
        kind: 'related',
        productId: wanted.id,
        linkedId: better.id,
      },
    ],
  }
}

function quoteRows({
  websiteId,
  wanted,
  better,
  now,
}: {
  websiteId: string
  wanted: Sellable
  better: Sellable
  now: Date
}): Rows {
  const rfqId = seedId('rfq', 'R-7D3P-2WNE')
  const quoteId = seedId('quote', 'Q-5M8T-6RJA')
  const buyer = {
    customerId: seedId('customer', 'cascade-joinery'),
    customerUserId: seedId('customerUser', 'ana.ruiz@cascade.example'),
  }
  const unitId = (sellable: Sellable) => seedId('unit', sellable.data.unit ?? 'piece')
  const line = (of: string) => seedId(of, '1')
  return {
    rfqs: [
      {
        id: rfqId,
        number: 'R-7D3P-2WNE',
        state: 'quoted',
        email: 'ana.ruiz@cascade.example',
        firstName: 'Ana',
        lastName: 'Ruiz',
        company: 'Cascade Joinery',
        neededBy: dateOf(new Date(now.getTime() + 40 * day)),
        note: 'For the new hall; we take 100 or 200.',
        websiteId,
        ...buyer,
      },
    ],
    rfqLines: [
      { id: line('rfqLine'), position: 1, sku: wanted.sku, name: wanted.name[0], rfqId, productId: wanted.id },
    ],
    rfqRequests: ['100', '200'].map((quantity, index) => ({
      id: seedId('rfqRequest', quantity),
      position: index + 1,
      quantity,
      currency: 'USD',
      targetPrice: null,
      lineId: line('rfqLine'),
      unitId: unitId(wanted),
    })),
    quotes: [
      {
        id: quoteId,
        number: 'Q-5M8T-6RJA',
        state: 'sent',
        email: 'ana.ruiz@cascade.example',
        locale: 'en',
        currency: 'USD',
        validUntil: new Date(now.getTime() + 30 * day),
        sentAt: hours(now, -30),
        note: 'Delivered in one shipment.',
        websiteId,
        ...buyer,
        rfqId,
      },
    ],
    quoteLines: [wanted, better].map(({ sku, name, id }, index) => ({
      id: seedId('quoteLine', sku),
      position: index + 1,
      sku,
      name: name[0] ?? sku,
      quoteId,
      productId: id,
    })),
    quoteOffers: [
      [wanted, 1, '100', '9.90'] as const,
      [wanted, 2, '200', '9.20'] as const,
      [better, 1, '100', '14.50'] as const,
    ].map(([sellable, position, quantity, unitPrice]) => ({
      id: seedId('quoteOffer', `${sellable.sku}/${position}`),
      position,
      quantity,
      currency: 'USD',
      unitPrice,
      lineId: seedId('quoteLine', sellable.sku),
      unitId: unitId(sellable),
    })),
  }
}
