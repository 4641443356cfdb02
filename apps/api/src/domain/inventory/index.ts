export { availableOf } from './available.ts'
