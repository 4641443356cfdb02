import type { Guard } from '../../../engine/index.ts'
import { refuse } from '../../../kernel/errors.ts'
import { mayDoAllOf } from './guard-settings.ts'
import { complaints } from './json-schemas.ts'
import type { ExchangeParts } from './parts.ts'

/** It is there by the house's configuration: nobody makes a second one, or switches it off here. */
function standsByItself(deed: string, given: Record<string, unknown>): void {
  const no = (field: string, problem: string) => refuse('FIELD_INVALID', { field, problem }, field)
  if (deed === 'create') throw no('module', 'is one that the house is configured for: its integration is there already')
  if (given['active'] === false)
    throw no('active', 'is decided by the configuration of the house: take its keys away there')
}

/** An integration is spoken with by a module that is there, its settings are as that wants them, and who says them may do what they decide. */
export const guardIntegration =
  ({ registry }: Pick<ExchangeParts, 'registry'>): Guard =>
  async ({ deed, id, given }, ctx) => {
    if (deed === 'delete') return
    const code =
      deed === 'create'
        ? (given['module'] as string)
        : (await ctx.db.selectFrom('integrations').select('module').where('id', '=', id).executeTakeFirstOrThrow())
            .module
    const module = registry.module(code)
    if (module.configured) standsByItself(deed, given)
    if (given['settings'] === undefined && deed === 'update') return
    const [problem] = complaints(module.settings, given['settings'] ?? {})
    if (problem) throw refuse('FIELD_INVALID', { field: 'settings', problem }, 'settings')
    if (deed === 'update') await mayDoAllOf({ registry }, id, ctx)
  }
