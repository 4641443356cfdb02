import type { Asked } from './asked.ts'
import type { Rows } from './rows.ts'

/** `self`, `first`, `prev`, `next` and `last` of a page, as far as they are known: https://jsonapi.org/format/1.1/#fetching-pagination */
export function pageLinks(
  path: string,
  query: string,
  { size, number, after }: Asked['page'],
  { next, total }: Rows,
): Record<string, string | null> {
  const link = (page: { number?: number; after?: string }) => {
    const parameters = new URLSearchParams(query)
    parameters.delete('page[number]')
    parameters.delete('page[after]')
    for (const [name, value] of Object.entries(page)) parameters.set(`page[${name}]`, String(value))
    const text = parameters.toString().replaceAll('%5B', '[').replaceAll('%5D', ']')
    return text === '' ? path : `${path}?${text}`
  }
  const self = query === '' ? path : `${path}?${query}`
  if (number === undefined)
    return {
      self,
      first: link({}),
      // a cursor looks forward only
      ...(after === undefined ? { prev: null } : {}),
      next: next === null ? null : link({ after: next }),
    }
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / size))
  return {
    self,
    first: link({ number: 1 }),
    prev: number > 1 ? link({ number: number - 1 }) : null,
    next: next === null ? null : link({ number: number + 1 }),
    ...(last === undefined ? {} : { last: link({ number: last }) }),
  }
}
