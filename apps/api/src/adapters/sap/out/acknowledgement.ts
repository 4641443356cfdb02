import type { DraftIdoc, DraftSegment } from '../idoc/segment.ts'
import type { SapSettings } from '../settings.ts'
import { sapDate, sapTime } from '../values.ts'
import { controlOf } from './control.ts'
import { segment } from './order-parts.ts'

/** What became of an IDoc that came in. */
export interface Outcome {
  acknowledge: Readonly<Record<string, unknown>>
  refusals: readonly { code: string; message: string }[]
}

const textIn = (outcome: Outcome, field: string) => {
  const value = outcome.acknowledge[field]
  return typeof value === 'string' ? value : ''
}

/** Status 53 is posted, 51 is not; why not stands in four parts of 50 characters, which is what a status record holds. */
function stateOf(outcome: Outcome, at: Date, timeZone: string): DraftSegment {
  const [problem] = outcome.refusals
  const said = outcome.refusals.map(({ code, message }) => `${code}: ${message}`).join(' ')
  return segment('E1STATE', {
    DOCNUM: textIn(outcome, 'docnum'),
    LOGDAT: sapDate(at, timeZone),
    LOGTIM: sapTime(at, timeZone),
    STATUS: problem ? '51' : '53',
    STATXT: (problem ? 'Application document not posted' : 'Application document posted').slice(0, 70),
    STAMID: problem?.code.slice(0, 20),
    STATYP: problem ? 'E' : 'S',
    STAPA1: said.slice(0, 50) || undefined,
    STAPA2: said.slice(50, 100) || undefined,
    STAPA3: said.slice(100, 150) || undefined,
    STAPA4: said.slice(150, 200) || undefined,
  })
}

/** ALEAUD01: an audit IDoc for what came in, the states of one kind of message below one header. Undefined where nothing has a number to be told by. */
export function acknowledgementIdoc(
  outcomes: readonly Outcome[],
  settings: SapSettings,
  at: Date,
): DraftIdoc | undefined {
  const numbered = outcomes.filter((outcome) => !/^0*$/.test(textIn(outcome, 'docnum')))
  const kinds = new Map<string, Outcome[]>()
  for (const outcome of numbered) {
    const kind = ['messageType', 'messageCode', 'messageFunction'].map((field) => textIn(outcome, field)).join('\n')
    kinds.set(kind, [...(kinds.get(kind) ?? []), outcome])
  }
  if (kinds.size === 0) return undefined
  return {
    control: controlOf(settings, {
      type: 'ALEAUD01',
      message: 'ALEAUD',
      reference: textIn(numbered[0]!, 'docnum'),
      at,
    }),
    segments: [...kinds].map(([kind, those]) => {
      const [MESTYP, MESCOD, MESFCT] = kind.split('\n')
      return segment(
        'E1ADHDR',
        { MESTYP, MESCOD, MESFCT },
        those.map((outcome) => stateOf(outcome, at, settings.timeZone)),
      )
    }),
  }
}
