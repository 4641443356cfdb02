import { describe, expect, it } from 'vitest'
import { buildModel, choice, entity, many, money, one, shapeOf, text, type Entity } from '../index.ts'

const fine = (changes: Partial<Entity> = {}): Entity => ({
  ...entity('box', { area: 'catalog', doc: 'A box.', fields: { name: text({ max: 10 }) }, scopes: 'house' }),
  ...changes,
})
const complaint = (...entities: Entity[]) => {
  try {
    buildModel(entities, [])
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('the model argues before anything starts', () => {
  it('takes a definition that agrees with itself', () => {
    expect(complaint(fine())).toBe('')
  })

  it.each<[string, Entity, RegExp]>([
    ['a relation to nowhere', fine({ relations: { shelf: one('shelf') } }), /box\.shelf: there is no entity "shelf"/],
    [
      'a far end without its near end',
      fine({ relations: { lids: many('box', 'cover') } }),
      /write cover: one\('box'\) in box/,
    ],
    ['money without a currency', fine({ fields: { cost: money() } }), /currency: currency\(\)/],
    ['a shape that nobody defined', fine({ computed: { size: shapeOf('Size') } }), /there is no shape "Size"/],
    ['a choice without values', fine({ fields: { colour: choice([]) } }), /choice\(\['…'\]\)/],
    [
      'a value that no door could call by its name',
      fine({ fields: { colour: choice(['red', 'null']) } }),
      /"null" cannot be a value of a choice/,
    ],
    ['a field that every entity has', fine({ fields: { id: text({ max: 3 }) } }), /every entity has "id" by itself/],
    ['a name in another manner', fine({ fields: { Big_Name: text({ max: 3 }) } }), /camelCase/],
    ['an area that is no rung', fine({ area: 'attic' }), /no rung of the ladder/],
    ['an index on no column', fine({ indexes: [['weight']] }), /"weight" is named in a key/],
    ['a natural key that two rows may have', fine({ naturalKey: ['name'] }), /uniques: \[\['name'\]\]/],
    [
      'a member that keys know otherwise',
      fine({ fields: { external: text({ max: 3 }) } }),
      /an id in a system outside/,
    ],
    ['a natural key of nothing', fine({ naturalKey: ['weight'] }), /"weight" is named in its natural key/],
    [
      'a field that must be given and is to go',
      fine({
        fields: {
          name: text({ max: 10, deprecated: { since: '2026-01-01', sunset: '2027-01-01', instead: 'use label' } }),
        },
      }),
      /clients must give it/,
    ],
    [
      'a deprecation that leaves too little time',
      fine({ deprecated: { since: '2026-01-31', sunset: '2026-06-01', instead: 'use crate' } }),
      /sunset: '2027-01-31' or later/,
    ],
    [
      'a deprecation that nobody can act on',
      fine({ deprecated: { since: 'soon', sunset: '2027-06-01', instead: 'use crate' } }),
      /since and sunset are days/,
    ],
    ['an owner who is nobody', fine({ access: { storefront: 'owner' } }), /say whose it is/],
    [
      'a move to a state that is none',
      fine({
        fields: { state: choice(['open', 'shut']) },
        states: { field: 'state', initial: 'open', moves: { open: ['ajar'], shut: [] } },
      }),
      /open → ajar/,
    ],
    [
      'rows of which nobody knows whose they are',
      entity('crate', { area: 'catalog', doc: 'A crate.', fields: {} }),
      /scopes: 'house'/,
    ],
    ['a way to an organization that leads nowhere', fine({ scopes: { organization: 'shelf.organization' } }), /no way/],
    ['an owner who is no user', fine({ relations: { cover: one('box') }, scopes: { own: 'cover' } }), /to a user/],
    [
      'a state of reading that is none',
      fine({ access: { storefront: 'everyone', states: ['ajar'] } }),
      /no state of it/,
    ],
    [
      'a state that leads nobody knows where',
      fine({
        fields: { state: choice(['open', 'shut']) },
        states: { field: 'state', initial: 'open', moves: { open: ['shut'] } },
      }),
      /shut: \[\]/,
    ],
  ])('refuses %s, and shows the line to write', (_what, definition, words) => {
    expect(complaint(definition)).toMatch(words)
  })

  it('refuses two things of one name', () => {
    expect(complaint(fine(), fine())).toMatch(/is taken/)
  })

  it('tells all problems together', () => {
    expect(complaint(fine({ area: 'attic', fields: { cost: money() } }))).toMatch(/2 problem/)
  })
})
