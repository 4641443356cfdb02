export { diskStore } from './disk-store.ts'
export { pictureSizes } from './picture-sizes.ts'
