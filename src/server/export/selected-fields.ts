import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

export interface SelectionScope {
  fragments: Map<string, FragmentDefinitionNode>
  coerced: Record<string, unknown>
}

/** Fields a selection asks of a type, by response key, in order; fragments opened, `@skip` and `@include` obeyed. */
export function selectedFields(
  type: GraphQLObjectType,
  sets: SelectionSetNode[],
  scope: SelectionScope,
  found = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const node of sets.flatMap(({ selections }) => selections)) {
    if (!isIncluded(node, scope)) continue
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value
      found.set(key, [...(found.get(key) ?? []), node])
      continue
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : scope.fragments.get(node.name.value)!
    const condition = fragment.typeCondition?.name.value
    if (!condition || condition === type.name) selectedFields(type, [fragment.selectionSet], scope, found)
  }
  return found
}

function isIncluded(node: SelectionNode, { coerced }: SelectionScope): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, coerced)
  const include = getDirectiveValues(GraphQLIncludeDirective, node, coerced)
  return skip?.if !== true && include?.if !== false
}
