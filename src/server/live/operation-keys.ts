import { createHash } from 'node:crypto'
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql'

export interface OperationKeys {
  /** Equal for requests that are told the same changes with the same bytes: where one starts is not part of it. */
  key: string
  /** Equal for requests to whom one change reads the same, whatever they are filtered by. */
  resultKey: string
}

type Variables = Record<string, unknown>

/** What of an operation two subscribers must have in common to share work. `id` stands for the document. */
export function operationKeys(
  id: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  variables: Variables,
): OperationKeys {
  const name = operation.name?.value ?? ''
  const after = field.arguments?.find((argument) => argument.name.value === 'after')?.value
  const start = after?.kind === Kind.VARIABLE ? after.name.value : null
  const { text, used } = selectionOf(document, operation, field)
  return {
    key: `${id} ${name} ${textOf(variables, (key) => key !== start || uses(document, key) > 1)}`,
    resultKey: `${text} ${textOf(variables, (key) => used.has(key))}`,
  }
}

const selections = new WeakMap<FieldNode, { text: string; used: Set<string> }>()

/** The document without the arguments of the subscribed field, which choose changes but do not show in them. */
function selectionOf(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode) {
  const known = selections.get(field)
  if (known) return known
  const bare = (node: SelectionNode) => (node === field ? { ...field, arguments: [] } : node)
  const selectionSet = {
    ...operation.selectionSet,
    selections: operation.selectionSet.selections.map(bare),
  }
  const definitions = document.definitions.flatMap((node): DefinitionNode[] => {
    if (node === operation) return [{ ...operation, name: undefined, selectionSet, variableDefinitions: [] }]
    return node.kind === Kind.FRAGMENT_DEFINITION ? [node] : []
  })
  const stripped: DocumentNode = { kind: Kind.DOCUMENT, definitions }
  const used = new Set<string>()
  visit(stripped, { Variable: ({ name }) => void used.add(name.value) })
  // A variable left out takes its default, so the definitions of those in use count too.
  const defaults = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  )
  const text = createHash('sha256')
    .update([print(stripped), ...defaults.map(print)].join('\n'))
    .digest('base64url')
  selections.set(field, { text, used })
  return { text, used }
}

function uses(document: DocumentNode, name: string): number {
  let count = 0
  visit(document, {
    VariableDefinition: () => false,
    Variable(node) {
      if (node.name.value === name) count += 1
    },
  })
  return count
}

function textOf(variables: Variables, wanted: (name: string) => boolean): string {
  const entries = Object.entries(variables).filter(([name]) => wanted(name))
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
