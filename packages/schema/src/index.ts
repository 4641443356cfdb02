export * from './language/index.ts'
export { buildModel, model, type Model } from './model.ts'
export { pictureWidths } from './entities/catalog/picture-widths.ts'
export { topicsOf, type Topic } from './topics.ts'
