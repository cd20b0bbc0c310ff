import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { BadInput } from '../src/model/errors.ts'

export default {
  Query: {
    viewer: (_, __, { caller }) => caller,
    apiKeys: (_, __, { administration }) => administration.keys(),
    auditLog: (_, { first, after }, { administration }) =>
      administration.audit({ limit: toLimit(first ?? 50), after: toPosition(after) }),
  },
  Mutation: {
    createApiKey: (_, { input: { expiresAt, ...input } }, { administration }) =>
      administration.issueKey({
        ...input,
        scope: input.scope ?? 'READ',
        expiresAt: expiresAt?.toISOString() ?? null,
      }),
    revokeApiKey: (_, { id }, { administration }) => administration.revokeKey(id),
  },
  AuditEntry: {
    arguments: (entry) => JSON.stringify(entry.arguments),
  },
} satisfies Resolvers

function toLimit(first: number): number {
  if (first >= 1 && first <= 1_000) return first
  throw new BadInput('`first` is a number from 1 to 1,000.')
}

function toPosition(after: string | null | undefined): string | null {
  if (after == null || /^\d{1,18}$/.test(after)) return after ?? null
  throw new BadInput('`after` is the `id` of an entry.')
}
