import { fork } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'

export interface Floor {
  url: string
  stop: () => void
}

/** Stores the answers as rows of a table of their own. @returns the ids, in the order of the answers */
export async function storeAnswers(databaseUrl: string, answers: string[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      'create table if not exists bench_floor (id integer primary key generated always as identity, body text not null)',
    )
    const stored = await client.query<{ id: number }>(
      'insert into bench_floor (body) select body from unnest($1::text[]) with ordinality as answer (body, place) order by place returning id',
      [answers],
    )
    return stored.rows.map((row) => row.id)
  } finally {
    await client.end()
  }
}

/** Starts the floor's server beside the API, on a port of its own. */
export function startFloor(databaseUrl: string): Promise<Floor> {
  const child = fork(join(import.meta.dirname, 'floor-server.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
  })
  return new Promise((resolve, reject) => {
    child.once('message', ({ url }: { url: string }) => resolve({ url, stop: () => child.kill() }))
    child.once('exit', (code) => reject(new Error(`the floor's server ended with code ${code} before it listened`)))
  })
}
