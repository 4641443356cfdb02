import { choice, instant, shape, text, textList } from '../../language/index.ts'

export const accessShapes = [
  shape('Grant', 'A right that a role gives.', {
    entity: text({ max: 60, min: 1, doc: 'An entity by its name, as `product`; `*`: all of them.' }),
    deed: text({
      max: 60,
      min: 1,
      doc: '`read`, `create`, `update`, `delete`, an action or a question by its name, as `cancel`; `*`: all of them.',
    }),
    level: choice(['none', 'own', 'unit', 'unitAndBelow', 'organization', 'all'], {
      name: 'GrantLevel',
      doc: 'How far it reaches: one’s own rows, those of the business unit (at the shop: of the company), of all that is below it too, of the organization, all. Of what several roles give, the most counts.',
    }),
    hidden: textList({ optional: true, doc: 'Fields that are as if they did not exist.' }),
    frozen: textList({ optional: true, doc: 'Fields that can be read and not written.' }),
  }),
  shape('ClientSecret', 'The secret of an API client, told once: only its hash is kept.', {
    clientId: text({ max: 60 }),
    secret: text({ max: 120 }),
  }),
  shape('WsseKey', 'The key that a person’s WSSE digests are made with, told once.', {
    username: text({ max: 254 }),
    key: text({ max: 120 }),
    issuedAt: instant(),
  }),
]
