import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError } from 'graphql'

/** A subscription asked for as a plain request would be answered with an obscure null. */
export const refuseSubscriptions: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== 'subscription') return
      throw new GraphQLError(
        'A subscription does not fit into one answer. Ask the query `eventChanges` again and again with its `endCursor`.',
        { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
      )
    },
  }),
}
