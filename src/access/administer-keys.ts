import { type ApiKey, type AuditEntry, type Caller, itself } from '../model/access.ts'
import type { Clock } from '../model/clock.ts'
import { NotFound } from '../model/errors.ts'
import type { Store } from '../store/types.ts'
import { issueKey, type KeyRequest } from './issue-key.ts'

/** What an operator may do with keys and see of what was done. Rights are checked before it is asked. */
export interface Administration {
  keys(): Promise<ApiKey[]>
  issueKey(request: KeyRequest): Promise<{ key: ApiKey; secret: string }>
  /** Throws `NotFound`. */
  revokeKey(id: string): Promise<ApiKey>
  audit(page: { limit: number; after?: string | null }): Promise<AuditEntry[]>
}

export function administerKeys(
  store: Pick<Store, 'apiKeys' | 'audit'>,
  clock: Clock,
  caller: Caller = itself,
): Administration {
  return {
    keys: () => store.apiKeys.list(),
    issueKey: (request) => issueKey(request, caller.id, { keys: store.apiKeys, clock }),
    async revokeKey(id) {
      const key = await store.apiKeys.revoke(id, caller.id, clock.now().toISOString())
      if (key) return key
      throw new NotFound(`There is no key ${id}. \`bulletin key list\` tells the ids.`)
    },
    audit: (page) => store.audit.page(page),
  }
}
