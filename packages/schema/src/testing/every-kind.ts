import {
  boolean,
  choice,
  currency,
  date,
  decimal,
  entity,
  entityOf,
  everyone,
  instant,
  integer,
  json,
  localized,
  longText,
  many,
  money,
  one,
  quantity,
  ref,
  secret,
  shape,
  shapeOf,
  text,
  textList,
  type Field,
  type FieldKind,
} from '../index.ts'

/** One field of every kind; a new kind is a compile error here until it has one, and then runs through every projection's tests. */
export const fieldOfKind = {
  id: ref('thing'),
  text: text({ max: 40, show: everyone }),
  longText: longText({ show: everyone }),
  localized: localized({ show: everyone }),
  textList: textList({ show: everyone }),
  choice: choice(['red', 'green'], { show: everyone }),
  boolean: boolean({ show: everyone }),
  integer: integer({ show: everyone }),
  decimal: decimal({ show: everyone }),
  quantity: quantity({ show: everyone }),
  money: money({ show: everyone }),
  date: date({ show: everyone }),
  instant: instant({ show: everyone }),
  json: json({ show: everyone }),
  secret: secret(),
} satisfies Record<FieldKind, Field>

const { id: _reference, ...columns } = fieldOfKind
const prefixed = Object.fromEntries(Object.entries(columns).map(([kind, field]) => [`${kind}Field`, field]))

/** An entity with a field of every kind, a relation each way, a computed field, an action and a question. */
export const thing = entity('thing', {
  area: 'catalog',
  doc: 'A thing for tests.',
  fields: { ...prefixed, currency: currency({ show: everyone }), cost: money({ doc: 'Ours alone.' }) },
  relations: {
    parent: one('thing', { optional: true, show: everyone }),
    children: many('thing', 'parent', { show: everyone }),
  },
  computed: { parts: shapeOf('Part', { list: true, show: everyone }) },
  storefront: ['get', 'list'],
  scopes: 'house',
  access: { storefront: 'everyone' },
  actions: {
    paint: {
      doc: 'Paints it.',
      show: everyone,
      caller: 'visitor',
      input: Object.fromEntries(Object.entries(fieldOfKind).filter(([kind]) => kind !== 'secret')),
      result: entityOf('thing'),
      refusals: ['NOT_FOUND'],
    },
  },
  questions: {
    find: {
      doc: 'Finds it.',
      show: everyone,
      caller: 'anyone',
      input: {},
      result: entityOf('thing', { optional: true }),
    },
  },
})

export const part = shape('Part', 'A part of a thing.', { name: text({ max: 10 }), price: money() })
