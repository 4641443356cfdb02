import { columnName, type Entity, type Model } from '../index.ts'

function constraints(entity: Entity): string[] {
  return Object.entries(entity.fields).flatMap(([key, field]) => {
    if (field.kind !== 'localized') return []
    const column = columnName(key)
    const name = `${entity.table}_${column}_said`
    // what is optional may be absent, and is no empty saying either; rows of an older release are not judged
    return [
      `alter table ${entity.table} drop constraint if exists ${name};
alter table ${entity.table} add constraint ${name} check (jsonb_typeof(${column}) = 'object' and ${column} <> '{}') not valid;`,
    ]
  })
}

/** prisma/sql/06-texts.sql: a text for people is said in some language, whoever writes it: the shop cannot show nothing. */
export function textsSql(model: Model): string {
  return (
    [
      '-- Derived from packages/schema by `npm run derive`. Do not edit.',
      ...[...model.entities.values()].flatMap(constraints),
    ].join('\n\n') + '\n'
  )
}
