import { onlyWhile, onlyWhileItsWhole, type Area } from '../../engine/index.ts'
import { acceptQuote } from './accept-quote.ts'
import { declineQuote, expireQuote, sendQuote } from './move-quote.ts'
import { cancelRfq, declineRfq, processRfq } from './move-rfq.ts'
import { submitRfq } from './submit-rfq.ts'

/** Requests for quote, and quotes: what somebody would buy, and what they are offered. */
export const createQuotes = (): Area => ({
  actions: {
    'rfq.submit': submitRfq,
    'rfq.process': processRfq,
    'rfq.decline': declineRfq,
    'rfq.cancel': cancelRfq,
    'quote.send': sendQuote,
    'quote.accept': acceptQuote,
    'quote.decline': declineQuote,
    'quote.expire': expireQuote,
  },
  guards: {
    rfq: onlyWhile('rfq', ['submitted', 'processing']),
    rfqLine: onlyWhileItsWhole('rfqLine', 'rfq', ['submitted', 'processing']),
    rfqRequest: onlyWhileItsWhole('rfqRequest', 'line.rfq', ['submitted', 'processing']),
    quote: onlyWhile('quote', ['draft']),
    quoteLine: onlyWhileItsWhole('quoteLine', 'quote', ['draft']),
    quoteOffer: onlyWhileItsWhole('quoteOffer', 'line.quote', ['draft']),
  },
})
