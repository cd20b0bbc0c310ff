import { userInfo } from 'node:os'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { administerKeys } from '../access/administer-keys.ts'
import { recordAction } from '../access/record-action.ts'
import { openParts } from '../composition.ts'
import { type ApiKey, itself, type Scope, scopes } from '../model/access.ts'
import { systemClock } from '../model/clock.ts'
import type { Store } from '../store/types.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'

interface CreateOptions {
  name: string
  scope: Lowercase<Scope>
  expires?: string
  points?: number
  subscriptions?: number
}

const dayMs = 86_400_000

export function addKey(program: Command, session: () => Session): void {
  const key = program.command('key').description('make, list and revoke the API keys of this gateway')
  key
    .command('create')
    .description('make a key; its secret is shown once')
    .requiredOption('--name <name>', 'whose it is, what for')
    .addOption(
      new Option('--scope <scope>', 'what it may do, each with those before it')
        .choices(scopes.map((scope) => scope.toLowerCase()))
        .default('read'),
    )
    .option('--expires <when>', 'a day (2027-01-31) or a number of days (90d); never when absent', toInstant)
    .option('--points <number>', 'cost points it may spend a minute', toCount)
    .option('--subscriptions <number>', 'subscriptions it may hold at once', toCount)
    .addHelpText('after', '\nExample:\n  bulletin key create --name "Power BI, Almaty" --expires 365d')
    .action(async ({ name, scope, ...options }: CreateOptions) => {
      const expires = options.expires ?? null
      await administer(session, 'createApiKey', { name, scope, expires }, async (by) => {
        const limits = {
          pointsPerMinute: options.points ?? null,
          subscriptions: options.subscriptions ?? null,
        }
        const request = { name, scope: scope.toUpperCase() as Scope, expiresAt: expires, ...limits }
        const { key, secret } = await by.issueKey(request)
        // The secret alone on standard output, so that it can be piped into a vault.
        process.stderr.write(`Key ${key.id} (${scope}). Keep the secret, it is not shown again:\n`)
        process.stdout.write(`${secret}\n`)
      })
    })
  key
    .command('list')
    .description('every key, newest first')
    .action(async () => {
      const { config, log } = session()
      await using parts = await openParts(config, log)
      process.stdout.write(`${toTable(await parts.store.apiKeys.list(), systemClock.now())}\n`)
    })
  key
    .command('revoke')
    .description('end keys: requests, subscriptions and webhooks, on every gateway within seconds')
    .argument('<id...>', 'as `bulletin key list` tells them')
    .action(async (ids: string[]) => {
      for (const id of ids)
        await administer(session, 'revokeApiKey', { id }, async (by) => {
          const revoked = await by.revokeKey(id)
          process.stdout.write(`Key ${id} (${revoked.name}) is revoked since ${revoked.revokedAt}.\n`)
        })
    })
}

async function administer(
  session: () => Session,
  action: string,
  given: Record<string, unknown>,
  run: (by: ReturnType<typeof administerKeys>) => Promise<void>,
): Promise<void> {
  const { config, log } = session()
  await using parts = await openParts(config, log)
  const store: Store = parts.store
  const caller = { ...itself, id: `cli:${userInfo().username}` }
  const at = systemClock.now().toISOString()
  const entry = { at, caller: caller.id, requestId: null, action, arguments: given }
  await recordAction(store.audit, entry, () => run(administerKeys(store, systemClock, caller)))
}

function toTable(keys: ApiKey[], now: Date): string {
  const header = ['id', 'name', 'scope', 'secret', 'created', 'expires', 'last used', 'state']
  const rows = keys.map(({ id, name, scope, hint, createdAt, expiresAt, lastUsedAt, revokedAt }) => {
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= now.getTime()
    const state = revokedAt ? 'revoked' : isOver ? 'expired' : 'valid'
    const days = [createdAt, expiresAt, lastUsedAt].map((at) => at?.slice(0, 10) ?? '')
    return [id, name, scope.toLowerCase(), `${hint}…`, ...days, state]
  })
  return table(header, rows)
}

function toInstant(value: string): string {
  const days = /^(\d{1,5})d$/.exec(value)?.[1]
  const time = days ? Date.now() + Number(days) * dayMs : Date.parse(value)
  if (!Number.isFinite(time)) throw new InvalidArgumentError('Write a day (2027-01-31) or days (90d).')
  return new Date(time).toISOString()
}

function toCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number.')
  return Number(value)
}
