import type { ExchangeModule } from '../../domain/integrations/port.ts'
import type { Clock } from '../../kernel/clock.ts'
import { checkSettings } from './check.ts'
import { idocs, written } from './format.ts'
import { inbound } from './messages.ts'
import { acknowledgementIdoc } from './out/acknowledgement.ts'
import { outbound } from './out/messages.ts'
import { connectorSchema, settingsOf, settingsSchema } from './settings.ts'
import { sapDate, sapTime } from './values.ts'

async function* one<Item>(item: Item) {
  yield await Promise.resolve(item)
}

/** SAP by files: IDocs in and out, XML or flat, as its middleware pushes and collects them. */
export function createSapModule({ clock }: { clock: Clock }): ExchangeModule {
  return {
    code: 'sap',
    name: 'SAP (IDocs)',
    settings: settingsSchema,
    connectorSettings: connectorSchema,
    formats: [idocs],
    messages: [
      ...inbound.map(({ type, doc, entity, writes }) => ({ type, doc, entity, writes, direction: 'in' as const })),
      ...outbound.map(({ type, doc, entity }) => ({ type, doc, entity, direction: 'out' as const })),
    ],
    check: ({ settings, ...asked }) => checkSettings(settings, asked),
    wanted: (messageType) => outbound.find(({ type }) => type === messageType)?.wanted ?? {},
    acknowledge: async (outcomes, asked) => {
      const now = clock.now()
      const idoc = acknowledgementIdoc(outcomes, settingsOf(asked.settings), now)
      if (!idoc) return undefined
      const pieces: Uint8Array[] = []
      for await (const piece of written(one(idoc), asked.connector)) pieces.push(piece)
      return { fileName: `ALEAUD_${sapDate(now)}${sapTime(now)}_${asked.fileName}`, bytes: Buffer.concat(pieces) }
    },
  }
}
