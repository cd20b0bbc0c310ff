import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql'
import type { ChangeWithEvent } from '../../model/change.ts'
import type { Context } from '../../read/context.ts'
import type { FormatError } from './live-ports.ts'

export interface RenderOptions {
  schema: GraphQLSchema
  document: DocumentNode
  operationName: string | null
  variables: Record<string, unknown>
  formatError: FormatError
  context(): Context
}

/** Executes a subscription's selection for one change: the JSON of one result, ready to send. */
export async function render(change: ChangeWithEvent, options: RenderOptions): Promise<Buffer> {
  const result = (await execute({
    schema: options.schema,
    document: options.document,
    operationName: options.operationName,
    rootValue: change,
    contextValue: options.context(),
    variableValues: options.variables,
  })) as ExecutionResult
  const errors = result.errors?.map((error) => options.formatError(error.toJSON(), error))
  return Buffer.from(JSON.stringify({ ...(errors && { errors }), data: result.data }))
}
