import type { Ports } from './ports.ts'
import type { Sandboxes } from './sandboxes.ts'

/** The environment of our processes: what was given, and what the pieces need to know of each other. */
export function processEnv(parts: {
  given: NodeJS.ProcessEnv
  sandboxes: Sandboxes
  ports: Ports
  dataDir: string
  databaseUrl: string
  dev: boolean
}): NodeJS.ProcessEnv {
  const { given, ports } = parts
  return {
    // nobody is believed about whom they call for, but the storefront's server where it is told to say so
    ...(Number(given['STOREFRONT_TRUSTED_PROXIES'] ?? 0) > 0 ? { TRUSTED_PROXIES: 'loopback' } : {}),
    RATE_LIMIT_PER_MINUTE: '6000',
    API_URL: `http://localhost:${ports.api}`,
    STOREFRONT_URL: `http://localhost:${ports.storefront}`,
    ...given,
    ...parts.sandboxes.env,
    NODE_ENV: parts.dev ? 'development' : 'production',
    // glibc keeps an arena a thread, which pictures and password hashes fill
    MALLOC_ARENA_MAX: '2',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: parts.databaseUrl,
    PORTICO_DATA_DIR: parts.dataDir,
    API_PORT: String(ports.api),
    SFTP_PORT: String(ports.sftp),
    STOREFRONT_PORT: String(ports.storefront),
    PORTICO_API_URL: `http://127.0.0.1:${ports.api}`,
  }
}
