export { allocate, type Shelf, type Share } from './allocation.ts'
