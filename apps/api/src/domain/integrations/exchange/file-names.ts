import type { Connector, Run } from './errand.ts'
import { shortened } from './places.ts'

type Row = Readonly<Record<string, unknown>>

/** `20261129064343123` */
export const stampOf = (at: Date): string => at.toISOString().replaceAll(/\D/g, '')

/** What a partner's file system may not like in a name. */
const risky = /[^\p{L}\p{N}._+=@-]+/gu

/**
 * What a file that goes out is called: its connector's pattern, with `{now}` (UTC), `{run}` and fields of the row (`{number}`, `{customer.number}`) filled in;
 * of several rows the first says it.
 */
export function fileNameOf(
  { fileName, messageType, entity, code }: Pick<Connector, 'fileName' | 'messageType' | 'entity' | 'code'>,
  run: Pick<Run, 'id' | 'createdAt'>,
  ending: string,
  row: Row | undefined,
): string {
  const pattern = fileName ?? `${messageType ?? entity ?? code}_{now}_{run}.${ending}`
  const value = (key: string): string => {
    if (key === 'now') return stampOf(run.createdAt)
    if (key === 'run') return run.id.slice(-6)
    const found = key.split('.').reduce<unknown>((here, step) => (here as Row | undefined)?.[step], row)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const name = pattern.replaceAll(/\{([\w.]+)\}/g, (_, key: string) => value(key).replaceAll(risky, '-'))
  return shortened(name.replaceAll('/', '-').replace(/^\.+/, '')) || `${stampOf(run.createdAt)}.${ending}`
}
