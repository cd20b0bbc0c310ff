import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../read/context.ts'
import type { ServerLog } from './server-log.ts'

/** Says in `extensions.coverage` which sources were silent in the period an answer is about. */
export function coverageExtension(log: ServerLog): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, response }) => {
        if (response.body.kind !== 'single' || !response.body.singleResult.data) return
        const note = await contextValue.coverageNote().catch((error) => {
          log.error({ err: error, requestId: contextValue.requestId }, 'coverage could not be told')
          return { complete: false, sources: [] }
        })
        if (!note) return
        const { singleResult } = response.body
        singleResult.extensions = { ...singleResult.extensions, coverage: note }
      },
    }),
  }
}
