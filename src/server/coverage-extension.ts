import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../read/context.ts'
import type { CoverageNote } from '../read/coverage-note.ts'
import type { ServerLog } from './server-log.ts'

/** Says in `extensions.coverage` which sources were silent in the period an answer is about. */
export function coverageExtension(log: ServerLog): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, response }) => {
        if (response.body.kind !== 'single' || !response.body.singleResult.data) return
        const note = await coverageOf(contextValue, log)
        if (!note) return
        const { singleResult } = response.body
        singleResult.extensions = { ...singleResult.extensions, coverage: note }
      },
    }),
  }
}

/** Where it cannot be told, the answer is not taken for complete. */
export async function coverageOf(context: Context, log: ServerLog): Promise<CoverageNote | null> {
  return context.coverageNote().catch((error) => {
    log.error({ err: error, requestId: context.requestId }, 'coverage could not be told')
    return { complete: false, sources: [] }
  })
}
