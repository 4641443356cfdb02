import type { Entity, Model } from '../index.ts'

function triggers({ name, table, news }: Entity): string[] {
  if (news === false) return []
  const told = `execute function tell_own_rows('${name}', '${'changed' in news ? 'elsewhere' : 'changed'}')`
  const one = (on: string, when: string, transition: string) =>
    `create or replace trigger tell_own_${on} ${when} ${on} on ${table} ${transition}for each statement ${told};`
  return [
    [
      one('insert', 'after', 'referencing new table as fresh '),
      one('update', 'after', 'referencing old table as former new table as fresh '),
      one('delete', 'after', 'referencing old table as former '),
      one('truncate', 'before', ''),
    ].join('\n'),
  ]
}

/** prisma/sql/13-entity-news.sql: the database tells what becomes of the rows of every entity (docs/decisions/011). */
export function newsSql(model: Model): string {
  return (
    [
      '-- Derived from packages/schema by `npm run derive`. Do not edit. The function is in 11-news.sql.',
      ...[...model.entities.values()].flatMap(triggers),
    ].join('\n\n') + '\n'
  )
}
