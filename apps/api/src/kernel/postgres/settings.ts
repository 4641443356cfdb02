const always = {
  listen_addresses: '127.0.0.1',
  // sockets in /tmp would collide with another PostgreSQL of the machine
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // compiling a plan costs more than our short statements run
  jit: 'off',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %a ',
  idle_in_transaction_session_timeout: '5min',
} as const

const fleeting = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '5min',
  // it may live in memory (fleeting.ts)
  max_wal_size: '512MB',
} as const

/** Command-line settings of the embedded server, for a small machine; `durable: false` gives up all safety against power cuts. */
export function settings(durable: boolean): string[] {
  return Object.entries({ ...always, ...(durable ? {} : fleeting) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
}
