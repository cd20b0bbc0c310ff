import type { ApolloServerPlugin } from '@apollo/server'
import type { Context } from '../read/context.ts'

/** Says in `extensions.translation` why translations that were asked for are null. Such answers are never kept. */
export const translationExtension: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response }) => {
      const note = contextValue.translationNote()
      if (!note || response.body.kind !== 'single') return
      const { singleResult } = response.body
      singleResult.extensions = { ...singleResult.extensions, translation: note }
    },
  }),
}
