import { allRights, type Given } from '../engine/records/index.ts'
import type { Wanted } from '../engine/index.ts'
import type { Ctx } from '../kernel/context.ts'
import { refusalsOf } from '../kernel/errors.ts'
import { branchAt } from '../kernel/object-paths.ts'
import type { OpenShop } from './shop.ts'

/** Somebody of the house who may do everything, at the engine. */
export class Clerk {
  private constructor(
    private readonly shop: OpenShop,
    readonly ctx: Ctx,
  ) {}

  static async of(shop: OpenShop): Promise<Clerk> {
    const system = await shop.built.systemContext()
    return new Clerk(shop, {
      ...system,
      actor: {
        kind: 'backOffice',
        by: 'client',
        principalId: '00000000-0000-7000-8000-000000000001',
        name: 'a clerk',
        organizationId: system.website.organizationId,
        businessUnitId: null,
        rights: allRights,
      },
    })
  }

  /** Adds a row, and answers its id. */
  async make(entity: string, given: Given): Promise<string> {
    return (await this.shop.built.engine.records.create(entity, given, this.ctx)).id
  }

  async change(entity: string, id: string, given: Given): Promise<void> {
    await this.shop.built.engine.records.update(entity, id, given, this.ctx)
  }

  remove(entity: string, id: string): Promise<void> {
    return this.shop.built.engine.records.remove(entity, id, this.ctx)
  }

  /** Some fields of a row: `read('invoice', id, 'state', 'lines.sku')`. */
  async read(entity: string, id: string, ...paths: string[]): Promise<Record<string, unknown>> {
    const wanted: Wanted = {}
    for (const path of paths) branchAt(wanted, path.split('.'))
    const row = await this.shop.built.engine.records.get(entity, id, wanted, this.ctx)
    if (!row) throw new Error(`there is no ${entity} ${id}`)
    return row
  }

  /** Does an action, and answers the row that it was about. */
  async act(name: string, input: Record<string, unknown>, wanted: Wanted = {}): Promise<Record<string, unknown>> {
    return (await this.shop.built.engine.act(name, input, this.ctx, wanted)) as Record<string, unknown>
  }

  get organizationId(): string {
    return this.ctx.website.organizationId
  }
}

/** The code by which something is refused; a sentence where it is not. */
export const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'nothing was refused',
    (error: unknown) => refusalsOf(error)[0]?.code ?? String(error),
  )
