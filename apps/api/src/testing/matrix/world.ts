import { draftInvoice } from '../conformance/peculiar.ts'
import { Clerk } from '../clerk.ts'
import type { Entity } from '@portico/schema'
import { changesOf } from '../conformance/changes.ts'
import { World, entities, type Given } from '../conformance/world.ts'
import { everybody, type Person } from '../everybody.ts'
import { rowsOf } from '../shopper-rows.ts'
import { movedSince, standing, standingIn, type Moved, type Standing } from './moved.ts'
import { samplesIn, type Sample } from './rows.ts'
import { undone } from '../undone.ts'
import type { Stage } from './verbs.ts'

/** A shop with a row of every entity, and everybody who may come to its doors. What is tried in it on `trying` is undone. */
export class Matrix {
  private constructor(
    readonly world: World,
    readonly people: Readonly<Record<string, Person>>,
    readonly samples: ReadonlyMap<string, Sample>,
    private readonly clerk: Clerk,
  ) {}

  #before: Standing = new Map()

  static async open(): Promise<Matrix> {
    const world = await World.open('1')
    const { shop } = world
    const invoiced: string[] = []
    const people = await everybody(shop)
    for (const name of ['buyer', 'otherBuyer']) {
      const { customerId } = await rowsOf(shop, people[name]!.token!)
      invoiced.push(customerId)
    }
    world.home.set('organization', shop.website.organizationId)
    world.home.set('website', shop.website.id)
    const samples = await samplesIn(world)
    const clerk = await Clerk.of(shop)
    for (const customerId of invoiced) {
      const id = await draftInvoice(world, { customerId })
      await clerk.act('invoice.issue', { id })
    }
    // the provider's word would come in the middle of what is undone
    shop.stripe.webhooks.endpoint = null
    const matrix = new Matrix(world, people, samples, clerk)
    // what it takes to change them is there before anything is held still
    for (const entity of entities) if (entity.writes.includes('update')) await matrix.changes(entity)
    matrix.#before = await standing(shop)
    return matrix
  }

  sample = (entity: string): Sample => this.samples.get(entity)!

  readonly #changes = new Map<string, Promise<Given>>()

  /** What the row of an entity may be changed to: another value for each of its fields. */
  changes(entity: Entity): Promise<Given> {
    const { world } = this
    const known = this.#changes.get(entity.name)
    const made =
      known ?? world.atJsonApi(entity, this.sample(entity.name).id).then((facts) => changesOf(world, entity, facts))
    this.#changes.set(entity.name, made)
    return made
  }

  /** Tries something, and tells what it moved; then undoes it. */
  trying<Result>(attempt: (moved: () => Promise<Record<string, Moved>>) => Promise<Result>): Promise<Result> {
    const { shop } = this.world
    return undone(shop, (transaction) => attempt(() => movedSince(shop, this.#before, transaction)))
  }

  /** The same, after the row of an entity was brought to where a verb can be done to it. */
  tryingAfter<Result>(
    entity: string,
    prepare: ((stage: Stage) => Promise<string | void>) | undefined,
    attempt: (stage: Stage, moved: () => Promise<Record<string, Moved>>) => Promise<Result>,
  ): Promise<Result> {
    const { world, clerk } = this
    const before = this.#before
    return undone(world.shop, async (transaction) => {
      const stage: Stage = { world, clerk, row: (name) => this.sample(name).id }
      const made = await prepare?.(stage)
      const prepared = prepare ? await standingIn(world.shop, before) : before
      const row = (name: string) => (name === entity && made ? made : this.sample(name).id)
      return attempt({ ...stage, row }, () => movedSince(world.shop, prepared, transaction))
    })
  }

  close(): Promise<void> {
    return this.world.close()
  }
}
