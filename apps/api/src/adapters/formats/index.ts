import type { Model } from '@portico/schema'
import type { FileFormat } from '../../domain/integrations/port.ts'
import { withActions } from './actions.ts'
import { csvFormat } from './csv.ts'
import { jsonlFormat } from './jsonl.ts'
import { xlsxFormat } from './xlsx/index.ts'

/** The formats of files that any system can read and write, by the layouts of the model. */
export const createFormats = (model: Model): FileFormat[] =>
  [csvFormat, jsonlFormat, xlsxFormat].map((formatOf) => withActions(model, formatOf))
