interface Column {
  name: string
  kind: string
  required?: boolean
  readOnly?: boolean
  immutable?: boolean
  maxLength?: number
  values?: readonly string[]
  doc?: string
}

interface Children {
  columns: string
  fields: readonly string[]
  list?: boolean
  doc?: string
  /** Fields that are to go, with their day. */
  sunsets?: Readonly<Record<string, string>>
}

/** contracts/files/<entity>.json, as far as it is compared. */
export interface FileContract {
  doc?: string
  key: readonly string[]
  writes: readonly string[]
  columns: readonly Column[]
  children: Readonly<Record<string, Children>>
}

const lacking = <One>(before: readonly One[], now: readonly One[]) => before.filter((one) => !now.includes(one))

/** What would break a system that writes or reads files by the older layout. Columns, values and relations more are no break. */
export function breaksOfFiles(before: FileContract, now: FileContract): string[] {
  const columns = new Map(now.columns.map((column) => [column.name, column]))
  const required = new Set(before.columns.filter((column) => column.required).map(({ name }) => name))
  return [
    ...(before.key.join() === now.key.join() ? [] : [`its key was ${before.key.join(', ')} and is ${now.key.join(', ')}`]),
    ...lacking(before.writes, now.writes).map((deed) => `${deed} is possible no more`),
    ...before.columns.flatMap((column) => breaksOfColumn(column, columns.get(column.name))),
    ...now.columns.filter((column) => column.required && !required.has(column.name)).map(({ name }) => `${name}: is required now`),
    ...Object.entries(before.children).flatMap(([name, { columns: form, fields, list }]) => {
      const child = now.children[name]
      if (!child) return [`${name}[…]: is gone`]
      return [
        ...(child.columns === form ? [] : [`${form}: is written as ${child.columns} now`]),
        ...lacking(fields, child.fields).map((field) => `${name}[…].${field}: is gone`),
        ...(list && !child.list ? [`${name}: is no list any more`] : []),
      ]
    }),
  ]
}

function breaksOfColumn(column: Column, now: Column | undefined): string[] {
  const { name, kind, readOnly, immutable, maxLength, values } = column
  if (!now) return [`${name}: is gone`]
  const gone = values && now.values ? lacking(values, now.values) : []
  return [
    ...(kind === now.kind ? [] : [`${name}: was ${kind} and is ${now.kind}`]),
    ...(!readOnly && now.readOnly ? [`${name}: cannot be written any more`] : []),
    ...(!immutable && !readOnly && now.immutable ? [`${name}: cannot be changed any more`] : []),
    ...(now.maxLength !== undefined && (maxLength === undefined || now.maxLength < maxLength) ? [`${name}: takes less`] : []),
    ...(gone.length > 0 ? [`${name}: ${gone.join(', ')} is no value any more`] : []),
  ]
}
