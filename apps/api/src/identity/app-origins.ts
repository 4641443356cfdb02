import type { Db } from '../kernel/db.ts'
import { originsOf } from './authorization/clients.ts'

/** How long a change of an app's addresses may take to be seen by a process. */
const freshMilliseconds = 5_000

/** The origins of the pages of active apps: their scripts may call from a browser. Asked for a list that is at most some seconds old. */
export function createAppOrigins(db: Db, now: () => number = Date.now) {
  let known: Promise<ReadonlySet<string>> | undefined
  let until = 0

  async function load(): Promise<ReadonlySet<string>> {
    const apps = await db
      .selectFrom('apiClients')
      .select('redirectUris')
      .where('kind', '=', 'app')
      .where('active', '=', true)
      .execute()
    return new Set(apps.flatMap(({ redirectUris }) => originsOf(redirectUris)))
  }

  return async (origin: string): Promise<boolean> => {
    if (!known || now() >= until) {
      until = now() + freshMilliseconds
      known = load()
      known.catch(() => (known = undefined))
    }
    return (await known).has(origin)
  }
}
