import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'

type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined

/**
 * Counts the fields that selections come to once fragments are spread. A fragment is counted once: spreading fragments that spread fragments must
 * not multiply our work, only the count. `deep` counts what stands below a field, too.
 */
export function fieldCounter(fragmentOf: FragmentOf, deep: boolean): (set: SelectionSetNode) => number {
  const counted = new Map<string, number>()
  const count = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD)
        return sum + 1 + (deep && selection.selectionSet ? count(selection.selectionSet) : 0)
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet)
      return sum + countFragment(selection.name.value)
    }, 0)
  const countFragment = (name: string): number => {
    const known = counted.get(name)
    if (known !== undefined) return known
    counted.set(name, 0) // a cycle, which a rule of validation refuses, counts nothing
    const fragment = fragmentOf(name)
    const fields = fragment ? count(fragment.selectionSet) : 0
    counted.set(name, fields)
    return fields
  }
  return count
}

/** All fields of a document's operations, as many times as they are spread. */
export function fieldsOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const count = fieldCounter((name) => fragments.get(name), true)
  return document.definitions.reduce(
    (sum, definition) => sum + (definition.kind === Kind.OPERATION_DEFINITION ? count(definition.selectionSet) : 0),
    0,
  )
}
