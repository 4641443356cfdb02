import { buildSchema, isObjectType, type GraphQLInputObjectType, type GraphQLObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { buildModel, isSortable, model, operatorsOf, type FieldKind } from '../index.ts'
import { fieldOfKind, part, thing } from '../testing/every-kind.ts'
import { contractSource } from './contract.ts'
import { formsContract } from './forms.ts'
import { graphqlSchema } from './graphql.ts'
import { prismaSchema } from './prisma.ts'
import { referencePages } from './reference.ts'

const pageInfo = model.shapes.get('PageInfo')
const small = buildModel([thing], pageInfo ? [part, pageInfo] : [part])
const kinds = Object.keys(fieldOfKind).filter((kind) => kind !== 'id')

const typeNamed = (sdl: string, name: string): GraphQLObjectType => {
  const type = buildSchema(sdl).getType(name)
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`)
  return type
}

describe.each(kinds)('a field of kind %s', (kind) => {
  const field = `${kind}Field`

  it('is a column of the Prisma model', () => {
    expect(prismaSchema(small)).toMatch(new RegExp(`^ {2}${field} \\S+`, 'm'))
  })

  it('is a typed column for the queries', () => {
    expect(contractSource(small)).toMatch(new RegExp(`^ {2}${field}: (?!unknown)`, 'm'))
  })

  it(kind === 'secret' ? 'is at neither GraphQL door' : 'is read at both GraphQL doors', () => {
    for (const audience of ['storefront', 'backOffice'] as const)
      expect(field in typeNamed(graphqlSchema(small, audience), 'Thing').getFields()).toBe(kind !== 'secret')
  })

  it('stands in the reference', () => {
    expect(referencePages(small)['thing.md']).toContain(`\`${field}\``)
  })
})

describe('the GraphQL schemas', () => {
  it('hide from the storefront what is not shown to it', () => {
    expect('cost' in typeNamed(graphqlSchema(small, 'storefront'), 'Thing').getFields()).toBe(false)
    expect('cost' in typeNamed(graphqlSchema(small, 'backOffice'), 'Thing').getFields()).toBe(true)
  })

  it('give the storefront no plain writes', () => {
    const mutations = Object.keys(buildSchema(graphqlSchema(small, 'storefront')).getMutationType()?.getFields() ?? {})
    expect(mutations).toEqual(['thingPaint'])
    const all = Object.keys(buildSchema(graphqlSchema(small, 'backOffice')).getMutationType()?.getFields() ?? {})
    expect(all).toEqual([
      'thingCreate',
      'thingUpdate',
      'thingUpsert',
      'thingDelete',
      'thingDeleteWhere',
      'thingPaint',
      'batch',
    ])
  })

  it('let the back office filter and sort by every field that it sees, by the operators of its kind', () => {
    const schema = buildSchema(graphqlSchema(small, 'backOffice'))
    const membersOf = (name: string) => Object.keys((schema.getType(name) as GraphQLInputObjectType).getFields())
    for (const kind of kinds) {
      const field = `${kind}Field`
      expect([kind, membersOf('ThingFilter').includes(field)]).toEqual([kind, kind !== 'secret'])
      const sortable = isSortable(fieldOfKind[kind as FieldKind].kind)
      expect([kind, membersOf('ThingSort').includes(field)]).toEqual([kind, sortable])
    }
    expect(membersOf('DecimalFilter')).toEqual(operatorsOf.decimal)
    expect(membersOf('ThingFilter')).toEqual(expect.arrayContaining(['and', 'or', 'not', 'parent', 'children']))
  })

  it('say which refusals an action may answer with', () => {
    const paint = buildSchema(graphqlSchema(small, 'storefront')).getMutationType()?.getFields().thingPaint
    expect(paint?.description).toContain('NOT_FOUND')
  })

  it('are valid for the whole model', () => {
    for (const audience of ['storefront', 'backOffice'] as const)
      expect(() => buildSchema(graphqlSchema(model, audience))).not.toThrow()
  })

  it('keep secrets and costs of the whole model from the storefront', () => {
    const sdl = graphqlSchema(model, 'storefront')
    for (const name of ['passwordHash', 'snapshot', 'seenPrice', 'taxExempt', 'attributeValues'])
      expect(sdl).not.toContain(name)
  })
})

describe('what forms must know', () => {
  const forms = JSON.parse(formsContract(model, [160])) as {
    inputs: Record<string, Record<string, object>>
    shapes: Record<string, Record<string, object>>
  }

  it('is what the model says of the input of the storefront’s actions, shapes included', () => {
    expect(forms.inputs.customerUserRegister?.password).toEqual({ required: true, min: 10, max: 200 })
    expect(forms.inputs.customerUserRegister?.email).toEqual({ required: true, max: 254, format: 'email' })
    expect(forms.inputs.checkoutSetShippingAddress?.address).toMatchObject({ shape: 'Address' })
    expect(forms.shapes.Address?.postalCode).toEqual({ required: true, min: 1, max: 16 })
    expect(forms.shapes.Address?.company).toEqual({ required: false, max: 120 })
  })

  it('tells nothing of what only the back office may do', () => {
    expect(Object.keys(forms.inputs)).not.toContain('productCreate')
    expect(Object.keys(forms.shapes)).not.toContain('Totals')
  })
})
