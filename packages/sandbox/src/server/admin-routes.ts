import { readFaults } from './fault-plan.ts'
import type { SandboxServer } from './sandbox-server.ts'

export interface AdminSubject {
  /** Everything the stand-in knows, as JSON. */
  state: () => unknown
  /** Forgets everything but its configuration. */
  reset: () => void
}

/**
 * The surface by which people and tests steer a stand-in. No provider has it; it is never reachable through the provider's own paths.
 *
 * `GET /_sandbox/state` · `GET /_sandbox/calls` · `GET|POST|DELETE /_sandbox/faults` · `POST /_sandbox/reset`
 */
export function addAdminRoutes({ app, faults, journal }: SandboxServer, subject: AdminSubject): void {
  app.get('/_sandbox/state', async () => subject.state())
  app.get('/_sandbox/calls', async () => ({ calls: journal.list() }))
  app.get('/_sandbox/faults', async () => ({ faults: faults.list() }))
  app.post('/_sandbox/faults', async (request, reply) => {
    try {
      faults.add(...readFaults(request.body))
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
    }
    return { faults: faults.list() }
  })
  app.delete('/_sandbox/faults', async () => {
    faults.clear()
    return { faults: [] }
  })
  app.post('/_sandbox/reset', async () => {
    faults.clear()
    journal.clear()
    subject.reset()
    return { reset: true }
  })
}
