import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import type { Context } from '../read/context.ts'
import { inInnerSpan, isTracing } from '../trace/span.ts'

type Resolve = GraphQLFieldResolver<unknown, Context>

/**
 * A span for each field that starts something: those of Query and Mutation, and every list with pages. Not for the
 * leaves, of which an answer has thousands. Changes the schema handed in, and only where something is traced.
 */
export function traceSchema(schema: GraphQLSchema): GraphQLSchema {
  if (!isTracing()) return schema
  const roots = [schema.getQueryType(), schema.getMutationType()]
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, Context>[])
      if (field.resolve && (roots.includes(type) || getNamedType(field.type).name.endsWith('Connection')))
        field.resolve = traced(`${type.name}.${field.name}`, field.resolve)
  }
  return schema
}

/** Takes as many arguments as the resolver does: that tells whether it wants to know where it stands in the query. */
function traced(name: string, resolve: Resolve): Resolve {
  const start = () => ({ name, attributes: { 'graphql.field.path': name } })
  if (resolve.length > 3)
    return (parent, args, context, info) => inInnerSpan(start, () => resolve(parent, args, context, info))
  const short = resolve as (...args: [unknown, object, Context]) => unknown
  return (parent: unknown, args: object, context: Context) =>
    inInnerSpan(start, () => short(parent, args, context))
}
