import { columnName, type Entity, type Model } from '../index.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

function trigger(entity: Entity): string[] {
  if (!entity.states) return []
  const { field, moves } = entity.states
  const column = columnName(field)
  const name = `${entity.table}_${column}_moves`
  const allowed = Object.entries(moves).flatMap(([from, targets]) => targets.map((to) => quoted(`${from} → ${to}`)))
  return [
    `create or replace function ${name}() returns trigger language plpgsql as $$
begin
  if new.${column} is distinct from old.${column} and not (old.${column} || ' → ' || new.${column} = any (array[${allowed.join(', ')}]::text[])) then
    raise exception '${entity.table}.${column} cannot move from % to %', old.${column}, new.${column}
      using errcode = 'check_violation', constraint = '${name}', table = '${entity.table}', detail = old.${column},
        hint = 'packages/schema names the moves of ${entity.name}.';
  end if;
  return new;
end $$;
drop trigger if exists ${name} on ${entity.table};
create trigger ${name} before update of ${column} on ${entity.table} for each row execute function ${name}();`,
  ]
}

/** prisma/sql/05-states.sql: the database itself refuses a move between states that the model does not name, whoever writes. */
export function statesSql(model: Model): string {
  return (
    [
      '-- Derived from packages/schema by `npm run derive`. Do not edit.',
      ...[...model.entities.values()].flatMap(trigger),
    ].join('\n\n') + '\n'
  )
}
