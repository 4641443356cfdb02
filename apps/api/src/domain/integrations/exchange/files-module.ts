import type { ExchangeModule } from '../port.ts'

/** Any system that reads and writes files in formats that everybody knows; all that is to be said of it stands in its connectors and their profiles. */
export const filesModule: ExchangeModule = {
  code: 'files',
  name: 'Files',
  settings: { type: 'object', additionalProperties: false },
  connectorSettings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      action: {
        type: 'string',
        description:
          'in: an action of the entity that each record has done, instead of writing a row: adjust, confirm.',
      },
    },
  },
}
