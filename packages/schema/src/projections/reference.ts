import {
  isField,
  sentenceOf,
  upperFirst,
  type Deprecatable,
  type Entity,
  type Field,
  type FieldKind,
  type Model,
  type Question,
  type TypeRef,
} from '../index.ts'

/** Each kind in words. */
const words = {
  id: (field) => `id of a ${field.to}`,
  text: (field) =>
    `text, ${field.min ? `${field.min}–` : 'up to '}${field.max} characters${field.format ? `, ${field.format}` : ''}`,
  longText: () => 'long text',
  localized: (field) => `text per language, up to ${field.max} characters`,
  textList: () => 'list of texts',
  choice: (field) => `one of ${field.values?.map((value) => `\`${value}\``).join(', ')}`,
  boolean: () => 'yes or no',
  integer: (field) => `whole number${range(field)}`,
  decimal: (field) => `decimal, ${field.scale} places${range(field)}`,
  quantity: () => 'quantity, up to 6 places',
  money: () => 'money, 4 places',
  date: () => 'day',
  instant: () => 'moment',
  json: (field) =>
    field.shape
      ? `${field.list ? 'list of ' : ''}[${field.shape}](shapes.md#${field.shape.toLowerCase()})`
      : 'document',
  secret: () => 'secret, never shown',
} satisfies Record<FieldKind, (field: Field) => string>

const range = (field: Field) =>
  field.min !== undefined || field.max !== undefined ? `, ${field.min ?? '…'} to ${field.max ?? '…'}` : ''

function describe(type: TypeRef): string {
  if (isField(type)) return `${type.list && type.kind !== 'json' ? 'list of ' : ''}${words[type.kind](type)}`
  const name =
    type.ref === 'shape' ? `[${type.name}](shapes.md#${type.name.toLowerCase()})` : `[${type.name}](${type.name}.md)`
  return `${type.list ? 'list of ' : type.ref === 'page' ? 'page of ' : ''}${name}`
}

/** What there is to say of something, and whether it is to go. */
const said = ({ doc, deprecated }: Deprecatable & { doc?: string | undefined }): string =>
  [doc, deprecated && `**${sentenceOf(deprecated)}**`].filter(Boolean).join(' ')

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const seen = (type: { show?: readonly string[] }) =>
  type.show?.length === 0 ? '–' : (type.show ?? ['backOffice']).includes('storefront') ? 'everyone' : 'back office'

function fieldRows(entity: Entity): string[] {
  const flags = (field: Field) =>
    [
      field.optional ? 'optional' : '',
      field.unique ? 'unique' : '',
      field.readOnly ? 'read-only' : '',
      field.immutable ? 'immutable' : '',
    ]
      .filter(Boolean)
      .join(', ')
  return [
    ...Object.entries(entity.fields).map(
      ([key, field]) =>
        `| \`${key}\` | ${cell(describe(field))} | ${flags(field)} | ${seen(field)} | ${cell(said(field))} |`,
    ),
    ...Object.entries(entity.relations).map(
      ([key, relation]) =>
        `| \`${key}\` | ${relation.relation === 'one' ? '' : 'list of '}[${relation.to}](${relation.to}.md) | ${'optional' in relation && relation.optional ? 'optional' : ''} | ${seen(relation)} | ${cell(said(relation))} |`,
    ),
    ...Object.entries(entity.computed).map(
      ([key, type]) =>
        `| \`${key}\` | ${cell(describe(type))} | computed${type.optional ? ', optional' : ''} | ${seen(type)} | ${cell(said(type))} |`,
    ),
  ]
}

function verbText(entity: Entity, name: string, verb: Question): string {
  const inputs = Object.entries(verb.input).map(
    ([key, type]) =>
      `- \`${key}\`${type.optional ? ' (optional)' : ''}: ${describe(type)}${said(type) ? `. ${said(type)}` : ''}`,
  )
  return [
    `### ${entity.name}.${name}`,
    said(verb),
    `GraphQL: \`${entity.name}${upperFirst(name)}\` · caller: ${verb.caller} · answers: ${describe(verb.result)}`,
    ...(inputs.length > 0 ? [inputs.join('\n')] : []),
    ...(verb.refusals?.length ? [`Refusals: ${verb.refusals.map((code) => `\`${code}\``).join(', ')}`] : []),
  ].join('\n\n')
}

function entityPage(entity: Entity): string {
  const section = (title: string, verbs: Readonly<Record<string, Question>>) =>
    Object.keys(verbs).length > 0
      ? [`## ${title}`, ...Object.entries(verbs).map(([name, verb]) => verbText(entity, name, verb))]
      : []
  const states = entity.states
    ? [
        '## States',
        Object.entries(entity.states.moves)
          .map(([from, to]) => `- \`${from}\` → ${to.map((state) => `\`${state}\``).join(', ') || 'the end'}`)
          .join('\n'),
      ]
    : []
  return (
    [
      '<!-- Derived from packages/schema by `npm run derive`. Do not edit. -->',
      `# ${entity.name}`,
      said(entity),
      `Area: ${entity.area} · table: \`${entity.table}\`${entity.naturalKey ? ` · natural key: ${entity.naturalKey.map((key) => `\`${key}\``).join(' + ')}` : ''}`,
      whose(entity),
      ['| field | what it holds | | seen by | |', '|---|---|---|---|---|', ...fieldRows(entity)].join('\n'),
      ...states,
      ...section('Actions', entity.actions),
      ...section('Questions', entity.questions),
    ].join('\n\n') + '\n'
  )
}

/** By which ways rights of a level find its rows at the back office. */
function whose({ scopes }: Entity): string {
  const ways = (['organization', 'unit', 'own'] as const).flatMap((scope) => {
    const paths = [scopes[scope] ?? []].flat()
    return paths.length > 0 ? [`${scope} by ${paths.map((path) => `\`${path}\``).join(' or ')}`] : []
  })
  return `Whose it is: ${ways.join(' · ') || 'the whole house’s'}`
}

function shapesPage(model: Model): string {
  const texts = [...model.shapes.values()].map((shape) =>
    [
      `## ${shape.name}`,
      shape.doc,
      Object.entries(shape.fields)
        .map(
          ([key, type]) =>
            `- \`${key}\`${type.optional ? ' (optional)' : ''}: ${describe(type)}${said(type) ? `. ${said(type)}` : ''}`,
        )
        .join('\n'),
    ].join('\n\n'),
  )
  return (
    ['<!-- Derived from packages/schema by `npm run derive`. Do not edit. -->', '# Shapes', ...texts].join('\n\n') +
    '\n'
  )
}

/** docs/reference: a page an entity, one for the shapes, and an index. */
export function referencePages(model: Model): Record<string, string> {
  const pages: Record<string, string> = { 'shapes.md': shapesPage(model) }
  for (const entity of model.entities.values()) pages[`${entity.name}.md`] = entityPage(entity)
  pages['README.md'] =
    [
      '<!-- Derived from packages/schema by `npm run derive`. Do not edit. -->',
      '# Reference',
      [...model.entities.values()].map((entity) => `- [${entity.name}](${entity.name}.md): ${entity.doc}`).join('\n'),
    ].join('\n\n') + '\n'
  return pages
}
