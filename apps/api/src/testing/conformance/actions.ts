import { model, type Action, type Entity } from '@portico/schema'
import { ownInput } from '@portico/schema/projections/jsonapi'
import { expect, it } from 'vitest'
import type { Caller } from '../caller.ts'
import { everything } from '../everybody.ts'
import { actionInput } from './inputs.ts'
import { creatable, typeOf, type World } from './world.ts'

interface Verb {
  name: string
  entity: Entity
  action: Action
}

/** The actions that the back office calls on a row which can be created plainly. */
const verbs = creatable.flatMap((entity) =>
  Object.entries(entity.actions).flatMap(([verb, action]): Verb[] =>
    action.show.includes('backOffice') && ownInput(entity, action)
      ? [{ name: entity.name + verb.charAt(0).toUpperCase() + verb.slice(1), entity, action }]
      : [],
  ),
)

/** What an action that is refused on a new row wants first. */
const wantsMore: Readonly<Record<string, string>> = {
  webhookSubscriptionTest: 'a secret',
  integrationResume: 'to be paused',
  connectorRun: 'an integration that works',
  promotionActivate: 'what it takes off',
  promotionPause: 'to be active',
  promotionEnd: 'to be active',
  shipmentBuyLabels: 'goods and a carrier',
  shipmentCancelLabels: 'labels',
  shipmentBookPickup: 'labels',
  shipmentCancelPickup: 'a pickup',
  shipmentShip: 'goods',
  shipmentDeliver: 'to have left',
  quoteSend: 'lines',
  quoteAccept: 'to be sent',
  quoteDecline: 'to be sent',
  quoteExpire: 'to be sent',
  invoiceIssue: 'lines',
  invoiceCredit: 'to be issued',
  emailCampaignSchedule: 'people',
  emailCampaignUnschedule: 'to be scheduled',
  emailCampaignStart: 'people',
  emailCampaignFinish: 'to be started',
  ticketReopen: 'to be closed',
}

/** Called on a new row, an action moves something, or says why not in words that it declares, and moves nothing; it never does for who may only read. */
export function actionsConform(of: () => World): void {
  const moved: string[] = []

  it.each(verbs)(
    '$name moves a row for who may, or is refused as it declares, and moves nothing for who may not',
    async (verb) => {
      const world = of()
      const { entity, action, name } = verb
      const { id } = await world.create(entity, await world.sample(entity, []))
      const input = actionInput(model, action.input, () => id)
      const act = (caller: Caller) =>
        caller.send(
          `mutation ($input: ${typeOf({ ...entity, name })}Input!) { ${name}(input: $input) { __typename } }`,
          {
            input,
          },
        )
      await world.unmoved(async () => expect((await act(world.reader)).error?.code).toBe('FORBIDDEN'))
      const before = await everything(world.shop)
      const { error } = await act(world.graphql)
      const after = await everything(world.shop)
      if (!error) moved.push(name)
      else expect([...action.refusals, 'FIELD_INVALID', 'FIELD_REQUIRED', 'REFERENCE_NOT_FOUND']).toContain(error.code)
      expect(JSON.stringify(after) === JSON.stringify(before)).toBe(error !== undefined)
    },
  )

  it('all of them are done to a new row, but for those that need more than that', () => {
    const needMore = verbs.map(({ name }) => name).filter((name) => !moved.includes(name))
    expect(needMore.sort()).toEqual(Object.keys(wantsMore).sort())
  })
}
