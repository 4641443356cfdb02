import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'

/** Starts listening; 0 picks a free port. Answers the base URL. Says which port is taken, and by which setting to change it. */
export async function listen(
  app: FastifyInstance,
  at: { name: string; port: number; host: string; portSetting: string },
): Promise<{ url: string; port: number }> {
  try {
    await app.listen({ port: at.port, host: at.host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(
      `Port ${at.port} for the ${at.name} sandbox is taken. Stop the program that uses it, or set ${at.portSetting} to a free port.`,
      { cause: error },
    )
  }
  const { port } = app.server.address() as AddressInfo
  return { url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`, port }
}
