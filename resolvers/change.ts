import type { Resolvers } from '../src/generated/resolvers-types.ts'
import type { ChangeWithEvent } from '../src/model/change.ts'
import { toCursor } from '../src/model/cursor.ts'

export default {
  Query: {
    eventChanges: (_, { filter, ...args }, context) => context.changes(filter, args),
  },
  Subscription: {
    eventChanges: {
      subscribe: (_, { filter, ...args }, context) => context.follow(filter, args),
      resolve: (change: ChangeWithEvent) => change,
    },
  },
  ChangeConnection: {
    edges: ({ changes }) => changes.map((change) => ({ node: change })),
    nodes: ({ changes }) => changes,
  },
  ChangeEdge: {
    cursor: ({ node }, _, { logId }) => toCursor({ log: logId, seq: node.seq }),
  },
  Change: {
    cursor: ({ seq }, _, { logId }) => toCursor({ log: logId, seq }),
    event: ({ kind, event }) => (kind === 'GAP' ? null : event),
  },
} satisfies Resolvers
