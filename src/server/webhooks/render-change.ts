import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql'
import type { Caller } from '../../model/access.ts'
import { noLimits } from '../../model/access.ts'
import type { ChangeWithEvent } from '../../model/change.ts'
import type { Webhook } from '../../model/webhook.ts'
import type { ContextFactory } from '../../read/context.ts'
import type { ChangeData } from '../../webhooks/message.ts'

/** What a message tells of an event: what is fixed by its revision, so that nothing more is read to write it. */
export const messageDocument = parse(`subscription {
  eventChanges {
    cursor seq kind at
    event {
      id seq url title summary body language status publishedAt publishedPrecision publishedOn collectedAt updatedAt
      source { id name } country { code name }
      categories substances { id name }
      quantities { kind substance { id } value unit grams qualifier role scope period { from to }
        evidence { text start end } }
      places { country { code } region name latitude longitude happenedHere }
      relevance { relevant score }
      images { url alt }
      story { id }
      provenance { requestedUrl finalUrl status fetchedAt sha256 strategy via { id name seq } }
    }
  }
}`)

/** A change in the schema's own shape, answered with the rights of whoever made the webhook. */
export function createRenderChange(schema: GraphQLSchema, contexts: ContextFactory) {
  return async (change: ChangeWithEvent, webhook: Webhook): Promise<ChangeData> => {
    const { data, errors } = (await execute({
      schema,
      document: messageDocument,
      rootValue: change,
      contextValue: contexts.create(`webhook ${webhook.id}`, callerOf(webhook)),
    })) as ExecutionResult<{ eventChanges: ChangeData }>
    if (errors?.length || !data)
      throw new AggregateError(errors ?? [], 'The change could not be put into the shape of the schema.')
    return data.eventChanges
  }
}

function callerOf({ owner, keyId, scope }: Webhook): Caller {
  return { id: owner, keyId, scope, expiresAt: null, limits: noLimits }
}
