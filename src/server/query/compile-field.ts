import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  Kind,
  visit,
} from 'graphql'
import type { Context } from '../../read/context.ts'
import { PlainWay } from './plain-way.ts'

/** What one request brings. */
export interface Run {
  context: Context
  variables: Record<string, unknown>
}

export type Resolve = (parent: unknown, run: Run) => unknown

/** A resolver that asks where it stands in the query cannot be run outside of graphql-js. */
const noInfo = new Proxy({} as GraphQLResolveInfo, {
  get() {
    throw new PlainWay('A resolver reads its `info`.')
  },
})

/** The field's resolver with its arguments bound. */
export function compileField(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Resolve {
  const { name, resolve } = field
  if (resolve && resolve.length > 3) throw new PlainWay(`${type.name}.${name} takes \`info\`.`)
  const argsOf = compileArguments(field, node)
  if (resolve) return (parent, run) => resolve(parent, argsOf(run), run.context, noInfo)
  return (parent, run) => {
    if (typeof parent !== 'object' || parent === null) return undefined
    const value = (parent as Record<string, unknown>)[name]
    return typeof value === 'function' ? value.call(parent, argsOf(run), run.context, noInfo) : value
  }
}

/** What the field is called with; read once where no variable is part of it. */
export function compileArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (run: Run) => Record<string, unknown> {
  const fixed = node.arguments?.some(usesVariable) ? null : argumentsOf(field, node, {})
  return ({ variables }) => fixed ?? argumentsOf(field, node, variables)
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Run['variables']) {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    throw new PlainWay(`An argument of ${field.name} is refused.`)
  }
}

function usesVariable(node: NonNullable<FieldNode['arguments']>[number]): boolean {
  let found = false
  visit(node, {
    [Kind.VARIABLE]() {
      found = true
    },
  })
  return found
}
