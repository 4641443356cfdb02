export { availabilityFrom, deliverable, type StockFacts } from './availability.ts'
