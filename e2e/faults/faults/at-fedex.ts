import type { Deed } from '../clerk/clerk.ts'
import type { House } from '../ground/house.ts'
import { atProvider, killedAround, phases, plans, type Fault, type PlannedFault } from './fault.ts'

interface Question {
  what: string
  deed: Deed
  who: 'API' | 'worker'
  request: Partial<PlannedFault>
}

/** What FedEx is asked: by a clerk, by the worker for an order that was cancelled, and by the schedule. */
const questions: readonly Question[] = [
  { what: 'labels', deed: 'buysLabels', who: 'API', request: { method: 'POST', exactly: '/ship/v1/shipments' } },
  {
    what: 'labels to take back',
    deed: 'cancelsLabels',
    who: 'API',
    request: { method: 'PUT', exactly: '/ship/v1/shipments/cancel' },
  },
  {
    what: 'labels of a cancelled order',
    deed: 'callsOff',
    who: 'worker',
    request: { method: 'PUT', exactly: '/ship/v1/shipments/cancel' },
  },
  {
    what: 'where parcels are',
    deed: 'tracks',
    who: 'worker',
    request: { method: 'POST', exactly: '/track/v1/trackingnumbers' },
  },
]

/** Longer than the house waits for a carrier. */
const pastPatience = 2_600

const members = { API: ({ apis }: House) => apis, worker: ({ worker }: House) => [worker] }

const ofOne = ({ what, deed, who, request }: Question): readonly Fault[] => {
  const fault = (place: string, name: string, planned: object): Fault =>
    atProvider(plans.fedex, `FedEx, asked for ${what}, ${place}`, name, { ...planned, ...request } as PlannedFault)
  return [
    ...killedAround(
      plans.fedex,
      {
        names: {
          before: `kill -9 of the ${who} while FedEx is asked for ${what}`,
          after: `kill -9 of the ${who} before FedEx’s answer about ${what}`,
        },
        place: `the process while FedEx is asked for ${what}`,
        who: members[who],
      },
      request,
    ),
    ...phases.flatMap((phase) => [
      fault('slow', `FedEx answers after we gave up, ${phase} it entered ${what}`, {
        ...{ kind: 'slow', delayMs: pastPatience, phase, times: 1 },
      }),
      fault('broken', `FedEx answers 500 ${phase} it entered ${what}`, {
        kind: 'status',
        status: 500,
        phase,
        times: 1,
      }),
      fault('cut', `the connection to FedEx breaks ${phase} it entered ${what}`, { kind: 'reset', phase, times: 1 }),
    ]),
    fault('busy', `FedEx answers 429 to whoever asks for ${what}`, { kind: 'status', status: 429, times: 3 }),
  ].map((one) => ({ ...one, deed }))
}

/** What goes wrong with FedEx, or on the way to it. */
export const atFedex: readonly Fault[] = questions.flatMap(ofOne)
