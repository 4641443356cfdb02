import { freePort, isPortFree, PortTaken } from '../../apps/api/src/kernel/postgres/ports.ts'

/** The ports of a stack: their setting, the standard, and who listens there. */
export const standardPorts = {
  storefront: { setting: 'STOREFRONT_PORT', standard: 3000, who: 'the storefront' },
  api: { setting: 'API_PORT', standard: 4000, who: 'the API' },
  stripe: { setting: 'STRIPE_SANDBOX_PORT', standard: 4010, who: 'the Stripe sandbox' },
  fedex: { setting: 'FEDEX_SANDBOX_PORT', standard: 4020, who: 'the FedEx sandbox' },
  sftp: { setting: 'SFTP_PORT', standard: 2222, who: 'the SFTP door' },
  postgres: { setting: 'POSTGRES_PORT', standard: 54329, who: 'the embedded PostgreSQL' },
} as const

export type PortName = keyof typeof standardPorts
export type Ports = Record<PortName, number>

/** From the environment, else the standard ones; 'free' takes any that are free. Throws Error for a setting that is no port. */
export async function choosePorts(wanted: 'free' | 'environment', env: NodeJS.ProcessEnv): Promise<Ports> {
  const ports = {} as Ports
  for (const name of Object.keys(standardPorts) as PortName[]) {
    const { setting, standard } = standardPorts[name]
    const written = env[setting]?.trim()
    if (written && !(/^\d{1,5}$/.test(written) && Number(written) <= 65_535))
      throw new Error(`${setting}="${written}" is no port: write a number from 1 to 65535.`)
    ports[name] = wanted === 'free' ? await freePort() : Number(written || standard)
  }
  return ports
}

/** Refuses before anything starts: ports that others listen on, and two of ours on one port. All problems together. */
export async function checkPorts(ports: Partial<Ports>): Promise<void> {
  const problems: string[] = []
  const seen = new Map<number, string>()
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    const { who, setting } = standardPorts[name]
    const other = seen.get(port)
    if (other) problems.push(`${setting} and ${other} are both ${port}: set one of them to another port.`)
    else if (!(await isPortFree(port))) problems.push(new PortTaken(port, who, setting).message)
    seen.set(port, setting)
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
