import { type GraphQLSchema, isObjectType } from 'graphql'
import { BadInput } from '../model/errors.ts'

/**
 * Federation's `_entities` takes anything for a representation and fails obscurely on most of it: what is no entity of
 * ours is told apart here. Changes the schema handed in and returns it.
 */
export function checkRepresentations(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()._entities
  const resolve = field?.resolve
  const union = schema.getType('_Entity')
  if (!field || !resolve || !union || !('getTypes' in union)) return schema
  const names = union.getTypes().map(({ name }) => name)
  field.resolve = (parent, args, context, info) => {
    for (const each of args.representations as unknown[]) {
      const name = (each as { __typename?: unknown } | null)?.__typename
      if (typeof name !== 'string' || !names.includes(name) || !isObjectType(schema.getType(name)))
        throw new BadInput(`A representation needs a \`__typename\` that is one of ${names.join(', ')}.`)
    }
    return resolve(parent, args, context, info)
  }
  return schema
}
