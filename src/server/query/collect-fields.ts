import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

export interface CollectOptions {
  fragments: Map<string, FragmentDefinitionNode>
  variables: Record<string, unknown>
}

/**
 * Response key → its nodes, in the order of the specification's CollectFields. Only for selections on object types,
 * on which every fragment that validation lets through applies.
 */
export function collectFields(
  sets: SelectionSetNode[],
  { fragments, variables }: CollectOptions,
): Map<string, FieldNode[]> {
  const collected = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (!isIncluded(node, variables)) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        const nodes = collected.get(key)
        if (nodes) nodes.push(node)
        else collected.set(key, [node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet)
      else if (!visited.has(node.name.value)) {
        visited.add(node.name.value)
        collect(fragments.get(node.name.value)!.selectionSet)
      }
    }
  }
  for (const set of sets) collect(set)
  return collected
}

function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  if (!node.directives?.length) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
}
