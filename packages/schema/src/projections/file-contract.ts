import type { Entity, Model } from '../index.ts'
import { actionRows } from './file-actions.ts'
import { fileLayout, said, type FileColumn, type FileLayout } from './files.ts'

/** How a file is laid out of which each record has an action done. */
type ActionLayout = Pick<FileLayout, 'doc' | 'key' | 'columns' | 'children'>

/** The columns of files that have an action of an entity done, by the names of those that files may have done. */
function actionLayouts(model: Model, entity: Entity): Readonly<Record<string, ActionLayout>> {
  return Object.fromEntries(
    Object.keys(entity.actions).flatMap((name): [string, ActionLayout][] => {
      const rows = actionRows(model, entity, name)
      if (!rows) return []
      const { columns, key, children } = fileLayout(rows.model, rows.entity)
      const names = (column: FileColumn) => column.name === 'id' || column.name.startsWith('external:')
      return [
        [
          name,
          {
            doc: said(entity.actions[name]!).doc ?? '',
            key,
            columns: columns.filter(
              (column) => !column.readOnly && column.name !== ':deed' && (rows.key !== undefined || !names(column)),
            ),
            children,
          },
        ],
      ]
    }),
  )
}

/** A header and a line that name every column which a new row needs, as CSV. */
function exampleOf({ columns, key }: FileLayout): string[] {
  const needed = columns.filter(({ name, required, otherwise }) => key.includes(name) || (required && !otherwise))
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [
    needed.map(({ name }) => cell(name.replace('<language>', 'de'))).join(','),
    needed.map(({ example }) => cell(example)).join(','),
  ]
}

/** contracts/files/<entity>.json */
export function fileContract(model: Model, entity: Entity): string {
  const layout = fileLayout(model, entity)
  const { columns, children, ...said } = layout
  const actions = actionLayouts(model, entity)
  const document = {
    $comment: 'Derived from packages/schema by `npm run derive`. Do not edit.',
    ...said,
    ...(layout.writes.length > 0 ? { example: exampleOf(layout) } : {}),
    columns,
    children,
    ...(Object.keys(actions).length > 0 ? { actions } : {}),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
