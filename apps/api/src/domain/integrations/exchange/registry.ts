import { refuse } from '../../../kernel/errors.ts'
import type { ExchangeModule, FileFormat } from '../port.ts'

/** Which modules and formats there are. */
export interface Registry {
  readonly modules: readonly ExchangeModule[]
  /** Refuses with INTEGRATION_MODULE_UNKNOWN. */
  module(code: string): ExchangeModule
  /** Whether the house speaks with it by its configuration, or once did. */
  isConfigured(code: string): boolean
  /** The format of this code that a module brings, or that every module may use; undefined: there is none. */
  format(module: string, code: string): FileFormat | undefined
  /** The codes of the formats that a module's connectors may name. */
  formatsOf(module: string): readonly string[]
}

/** Modules and formats by their codes. Throws Error where two have the same. */
export function createRegistry(modules: readonly ExchangeModule[], formats: readonly FileFormat[]): Registry {
  const byCode = unique('modules', modules)
  const common = unique('formats', formats)
  const own = new Map(modules.map(({ code, formats: brought = [] }) => [code, unique(`formats of ${code}`, brought)]))
  return {
    modules,
    module: (code) => {
      const found = byCode.get(code)
      if (!found)
        throw refuse('INTEGRATION_MODULE_UNKNOWN', { module: code, known: [...byCode.keys()].join(', ') }, 'module')
      return found
    },
    isConfigured: (code) => byCode.get(code)?.configured === true,
    format: (module, code) => own.get(module)?.get(code) ?? common.get(code),
    formatsOf: (module) => [...(own.get(module)?.keys() ?? []), ...common.keys()],
  }
}

function unique<One extends { code: string }>(what: string, list: readonly One[]): Map<string, One> {
  const found = new Map<string, One>()
  for (const one of list) {
    if (found.has(one.code)) throw new Error(`two ${what} are called '${one.code}'`)
    found.set(one.code, one)
  }
  return found
}
