import { boolean, choice, entity, entityOf, instant, integer, ref, text } from '../../language/index.ts'

export const deadLetter = entity('deadLetter', {
  area: 'integrations',
  doc: 'News that a part of the house could not hear, however often it was told: what it would have done has not been done. News behind it goes on. Kept as long as the news itself, for a month.',
  fields: {
    consumer: text({
      max: 60,
      readOnly: true,
      index: true,
      doc: 'Who could not hear it: `webhooks` writes the messages to subscribers, `exchange` the runs of connectors; others keep what shoppers read.',
    }),
    eventId: text({ max: 36, readOnly: true, doc: 'The piece of news.' }),
    topic: text({ max: 120, readOnly: true }),
    entity: text({ max: 60, readOnly: true }),
    rowId: text({ max: 36, readOnly: true, doc: 'The row that it is about, or one of them.' }),
    many: boolean({ default: false, readOnly: true, doc: 'It is about many rows.' }),
    attempts: integer({ readOnly: true }),
    problem: text({ max: 2000, multiline: true, readOnly: true, doc: 'Why the last attempt failed.' }),
    state: choice(['dead', 'waiting', 'heard'], {
      name: 'DeadLetterState',
      default: 'dead',
      readOnly: true,
      index: true,
      doc: 'Waiting: it is told again, from the start of its attempts.',
    }),
    occurredAt: instant({ readOnly: true }),
    deadAt: instant({ readOnly: true, doc: 'Since when nobody tries any more.' }),
  },
  states: {
    field: 'state',
    initial: 'dead',
    moves: { dead: ['waiting'], waiting: ['heard', 'dead'], heard: [] },
  },
  actions: {
    replay: {
      doc: 'Tells it again, from the start of its attempts; now, and not in the place where it stood.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('deadLetter') },
      result: entityOf('deadLetter'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  writes: [],
  scopes: 'house',
  uniques: [['eventId', 'consumer']],
  news: false,
})
