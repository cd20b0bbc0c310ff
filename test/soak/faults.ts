import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { RedisProcess } from '../cache/redis-process.ts'
import type { GatewayProcess } from '../torture/gateway-process.ts'
import type { PrivatePostgres } from '../torture/private-postgres.ts'

export interface Fault {
  name: string
  cause(): Promise<void>
}

/** In the order they come, over and over. The first gateway is never killed: its memory is watched. */
export function faultsOf(
  postgres: PrivatePostgres,
  redis: RedisProcess | null,
  gateways: GatewayProcess[],
): Fault[] {
  const faults: (Fault | false)[] = [
    { name: 'kill -9 of a gateway', cause: () => gateways[1]!.kill() },
    redis !== null && {
      name: 'Redis killed, back after three seconds',
      cause: async () => {
        await redis.kill()
        await pause(3_000)
        await redis.start()
      },
    },
    { name: 'every connection to PostgreSQL cut', cause: () => cutConnections(postgres.url) },
    redis !== null && {
      name: 'Redis silent for five seconds',
      cause: async () => {
        redis.freeze()
        await pause(5_000)
        redis.thaw()
      },
    },
    { name: 'PostgreSQL restarted', cause: () => postgres.restart('fast') },
    redis !== null && {
      name: 'Redis full for five seconds',
      cause: async () => {
        await redis.configure('maxmemory', '1')
        await pause(5_000)
        await redis.configure('maxmemory', '0')
      },
    },
    { name: 'PostgreSQL crashed', cause: () => postgres.restart('immediate') },
    { name: 'the reports locked for three seconds', cause: () => lockEvents(postgres.url) },
  ]
  return faults.filter((fault) => fault !== false)
}

async function cutConnections(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bulletin'",
    ),
  )
}

async function lockEvents(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('BEGIN')
    await client.query('LOCK TABLE torture.events IN ACCESS EXCLUSIVE MODE')
    await pause(3_000)
    await client.query('ROLLBACK')
  })
}

async function withClient(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end().catch(() => {})
  }
}
