export { diskStore } from './disk-store.ts'
export { filesOnDisk } from './files-on-disk.ts'
export { pictureSizes } from './picture-sizes.ts'
