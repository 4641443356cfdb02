export * from './fields.ts'
export * from './types.ts'
export * from './entity.ts'
export * from './walk.ts'
