import type { ConnectorSaid } from '../../domain/integrations/port.ts'

/** What is done with a row. */
export type Mode = 'upsert' | 'create' | 'update' | 'delete'

const writing: readonly Mode[] = ['upsert', 'create', 'update']
const known: readonly unknown[] = [...writing, 'delete']

/** What is done with a row of which the file does not say it. */
export const modeOf = ({ mode }: Pick<ConnectorSaid, 'mode'>): Mode =>
  mode === 'replaceAll' ? 'upsert' : (mode as Mode)

/** Judges what a file says by itself is to be done with a row, by what its connector allows; answers what is wrong with it. */
export interface DeedRule {
  (said: unknown): string | undefined
}

/** Whether rows may be deleted by a file's own word: where they may be by its silence, or where the connector says so. */
const deletes = ({ mode, deletes: allowed }: Pick<ConnectorSaid, 'mode' | 'deletes'>) =>
  mode === 'replaceAll' || mode === 'delete' || allowed === true

/** Of the rows that a file is about: no file does more than its connector does. */
export function ruleOfRows(connector: Pick<ConnectorSaid, 'mode' | 'deletes'>): DeedRule {
  const mode = modeOf(connector)
  const own = mode === 'upsert' ? writing : [mode]
  return ruleOf(deletes(connector) ? [...own, 'delete'] : own)
}

/** Of the rows that belong to them: these are written along. */
export const ruleOfChildren = (connector: Pick<ConnectorSaid, 'mode' | 'deletes'>): DeedRule =>
  ruleOf(deletes(connector) ? [...writing, 'delete'] : writing)

const ruleOf = (allowed: readonly Mode[]): DeedRule => {
  const all = new Set<unknown>(allowed)
  return (said) => {
    if (all.has(said)) return undefined
    if (!known.includes(said)) return `is none of ${known.join(', ')}`
    const way = said === 'delete' ? '; its `deletes` would allow it' : ''
    return `is more than the connector allows, which is ${[...all].join(', ')}${way}`
  }
}
