import type { DraftIdoc } from '../idoc/segment.ts'
import type { SapSettings } from '../settings.ts'
import { sapDate, sapTime } from '../values.ts'

/** The control record of an IDoc for SAP (DIRECT 2). DOCNUM stays empty: SAP numbers what comes in. */
export function controlOf(
  settings: SapSettings,
  { type, message, reference, at }: { type: string; message: string; reference: string; at: Date },
): DraftIdoc['control'] {
  const { us, them } = settings
  return {
    TABNAM: 'EDI_DC40',
    MANDT: settings.client,
    DIRECT: '2',
    OUTMOD: '2',
    IDOCTYP: type,
    MESTYP: message,
    SNDPOR: us.port,
    SNDPRT: us.type,
    SNDPRN: us.number,
    RCVPOR: them.port,
    RCVPRT: them.type,
    RCVPRN: them.number,
    CREDAT: sapDate(at, settings.timeZone),
    CRETIM: sapTime(at, settings.timeZone),
    // our own reference, by which the sender's side finds it again
    ARCKEY: reference,
    // in UTC, where no hour comes twice
    SERIAL: `${sapDate(at)}${sapTime(at)}`,
  }
}
