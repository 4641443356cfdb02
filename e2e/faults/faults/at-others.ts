import type { House, Member } from '../ground/house.ts'
import type { PostOffice } from '../ground/post-office.ts'
import { phases, type Fault } from './fault.ts'

const subscribers: readonly Fault[] = [
  {
    name: 'the subscriber answers 503',
    place: 'the subscriber',
    channel: 'the subscriber',
    set: ({ subscriber }) => {
      subscriber.refuse(2)
      return { struck: () => true, lift: () => undefined }
    },
  },
  {
    name: 'kill -9 of the worker while the subscriber reads',
    place: 'the worker while the subscriber reads',
    channel: 'the subscriber',
    set: ({ subscriber, worker }) => {
      let struck = false
      subscriber.atNext(() => {
        struck = true
        worker.kill()
      })
      return { struck: () => struck, lift: () => subscriber.atNext(() => undefined) }
    },
  },
]

/** Where mails go, or notices: who takes them can be told to refuse, and to do something at the next one. */
type Taker = Pick<PostOffice, 'refuse' | 'refusals' | 'atNext'>

const refusals = 2

function takers(what: string, who: string, of: (house: House) => Taker, deed?: Fault['deed']): readonly Fault[] {
  const kept = { channel: who, ...(deed ? { deed } : {}) }
  const cut = (phase: 'before' | 'after', name: string, place: string, strike: (house: House) => void): Fault => ({
    ...{ ...kept, name, place },
    set: (house) => {
      let struck = false
      of(house).atNext(phase, () => {
        struck = true
        strike(house)
      })
      return { struck: () => struck, lift: () => of(house).atNext(phase, () => undefined) }
    },
  })
  return [
    {
      ...{ ...kept, name: `${who} takes no ${what} for now`, place: who },
      set: (house) => {
        of(house).refuse(refusals)
        return { struck: () => of(house).refusals() < refusals, lift: () => of(house).refuse(0) }
      },
    },
    ...phases.flatMap((phase) => [
      cut(
        phase,
        `kill -9 of the worker ${phase} ${who} has taken a ${what}`,
        `the worker while it sends a ${what}`,
        ({ worker }) => worker.kill(),
      ),
    ]),
  ]
}

/** The channel of clocks that are wrong. */
export const clocks = 'clocks'

const minutes = 60_000

/** A clock that goes wrong while people shop; it is put right again afterwards. */
function clock(name: string, whose: (house: House) => Member, ms: number): Fault {
  return {
    name,
    place: name,
    channel: clocks,
    set: (house) => {
      whose(house).shiftClock(ms)
      return { struck: () => true, lift: () => whose(house).shiftClock(0) }
    },
  }
}

const wrongClocks: readonly Fault[] = [
  clock('the clock of one API process jumps ahead by 10 minutes', ({ apis }) => apis[0], 10 * minutes),
  clock('the clock of one API process jumps back by 10 minutes', ({ apis }) => apis[1], -10 * minutes),
  clock('the clock of the worker jumps ahead by an hour', ({ worker }) => worker, 60 * minutes),
]

/** What goes wrong with a subscriber of webhooks, with the post, with the devices' push service, and with clocks. */
export const atOthers: readonly Fault[] = [
  ...subscribers,
  ...takers('mail', 'the mail server', ({ post }) => post),
  ...takers('notice', 'the push service', ({ push }) => push, 'ships'),
  ...wrongClocks,
]
