import type { Model } from '@portico/schema'
import type { Engine } from '../../../engine/index.ts'
import type { FileStore } from '../../../kernel/file-store.ts'
import type { Mailer } from '../../../kernel/mail.ts'
import type { MediaStore, PictureSizes } from '../../../kernel/media.ts'
import type { Seal } from '../../../kernel/seal.ts'
import type { Registry } from './registry.ts'
import type { WriterOf } from './standing.ts'

/** What exchanging needs of the house. */
export interface ExchangeParts {
  model: Model
  /** Not there yet while areas are made. */
  engine: () => Pick<Engine, 'records' | 'act' | 'isSaga'>
  files: FileStore
  registry: Registry
  seal: Seal
  writerOf: WriterOf
  mailer: Mailer
  /** Where pictures are kept that modules bring. */
  pictures: { store: MediaStore; sizes: Pick<PictureSizes, 'measure'>; mostBytes: number }
}
