import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { recordAction } from '../../access/record-action.ts'
import { holds, type Scope, scopes } from '../../model/access.ts'
import type { Clock } from '../../model/clock.ts'
import { Forbidden } from '../../model/errors.ts'
import type { Context } from '../../read/context.ts'
import type { Store } from '../../store/types.ts'

type Field = GraphQLField<unknown, Context>

/**
 * Enforces `@requiresScope` and writes mutations to the audit log, whatever way a document comes in. A mutation
 * that states no scope needs OPERATE. Changes the schema handed in and returns it.
 */
export function protectSchema(
  schema: GraphQLSchema,
  ports: { audit: Store['audit']; clock: Clock },
): GraphQLSchema {
  const mutation = schema.getMutationType()
  const subscription = schema.getSubscriptionType()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const scope = requiredScope(field) ?? (type === mutation ? 'OPERATE' : null)
      if (scope === null) continue
      const resolve = guard(field.resolve ?? defaultFieldResolver, `${type.name}.${field.name}`, scope)
      field.resolve = type === mutation ? audited(resolve, field, ports) : resolve
      if (type === subscription && field.subscribe)
        field.subscribe = guard(field.subscribe, `${type.name}.${field.name}`, scope)
    }
  }
  return schema
}

/** What the schema says of the field; null where it says nothing. */
export function requiredScope({ astNode }: Pick<Field, 'astNode'>): Scope | null {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'requiresScope')
  const value = directive?.arguments?.find(({ name }) => name.value === 'scope')?.value
  const stated = value && 'value' in value ? value.value : null
  return scopes.find((scope) => scope === stated) ?? null
}

type Resolve = GraphQLFieldResolver<unknown, Context>

function guard(resolve: Resolve, name: string, scope: Scope): Resolve {
  return (parent, args, context, info) => {
    if (holds(context.caller, scope)) return resolve(parent, args, context, info)
    throw new Forbidden(
      `${name} needs a key with the scope ${scope.toLowerCase()}${context.caller.scope ? `, yours has ${context.caller.scope.toLowerCase()}` : ''}.`,
    )
  }
}

function audited(
  resolve: Resolve,
  field: Field,
  { audit, clock }: { audit: Store['audit']; clock: Clock },
): Resolve {
  return (parent, args, context, info) =>
    recordAction(
      audit,
      {
        at: clock.now().toISOString(),
        caller: context.caller.id,
        requestId: context.requestId,
        action: field.name,
        arguments: args,
      },
      () => resolve(parent, args, context, info),
    )
}
