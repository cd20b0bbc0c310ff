import { Command, CommanderError } from 'commander'
import { BulletinError } from '../model/errors.ts'
import { openSession, type Session } from './session.ts'

type Env = Record<string, string | undefined>

type Add = (program: Command, session: () => Session) => void

/** In the order `--help` lists them. Each is loaded, with all it needs, only where it is asked for. */
const commands: Record<string, () => Promise<Add>> = {
  serve: async () => (await import('./serve.ts')).addServe,
  poll: async () => (await import('./poll.ts')).addPoll,
  check: async () => (await import('./check.ts')).addCheck,
  backfill: async () => (await import('./backfill.ts')).addBackfill,
  understand: async () => (await import('./understand.ts')).addUnderstand,
  import: async () => (await import('./import.ts')).addImport,
  release: async () => (await import('./release.ts')).addRelease,
  key: async () => (await import('./key.ts')).addKey,
  backup: async () => (await import('./backup.ts')).addBackup,
  restore: async () => (await import('./restore.ts')).addRestore,
  verify: async () => (await import('./verify.ts')).addVerify,
  prune: async () => (await import('./prune.ts')).addPrune,
}

const environment = `
Environment:
  PORT, HOST           where to serve (4000, 127.0.0.1)
  DATABASE_URL         PostgreSQL; without it the embedded database in DATA_DIR (./data)
  REDIS_URL            Redis; without it the cache lives in memory
  BULLETIN_AUTH        open (on loopback only), keys, or open-on-public: anyone reads (open on loopback, else keys)
  BULLETIN_JWT_ISSUER, BULLETIN_JWT_AUDIENCE, BULLETIN_JWKS_URL
                       take tokens of this issuer besides keys; scopes bulletin:read, :curate, :operate
  BULLETIN_TRUSTED_PROXIES  proxies in front whose X-Forwarded-For is believed (0)
  BULLETIN_RATE_PER_KEY, BULLETIN_RATE_PER_ADDRESS
                       cost points a minute (1200000, 300000; 0 and on loopback: no limit)
  BULLETIN_SUBSCRIPTIONS    subscriptions of one caller at once (200)
  BULLETIN_MAX_COST, BULLETIN_QUERY_SECONDS
                       of one query (500000 points, 20 seconds)
  BULLETIN_INTROSPECTION, BULLETIN_SUGGESTIONS
                       on or off (on): whether the schema is told, and names perhaps meant
  BULLETIN_PERSISTED_ONLY   folder of .graphql documents; nothing else is answered
  BULLETIN_SOURCES     what is polled here: ids and folders, kz/*,ru/mvd, or none (all)
  BULLETIN_PEERS       other gateways to follow: kz=https://kz.example/graphql,kg=…, or a JSON file
  BULLETIN_PEER_KEYS   JSON file of their keys: {"kz": "…"}
  BULLETIN_WEBHOOK_HOSTS  hosts webhooks may name though they are private, between commas
  TRANSLATE_URL        a LibreTranslate-compatible server
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG, OTEL_SERVICE_NAME, …
                       an OpenTelemetry collector (OTLP over HTTP) for traces; without it none are made
  LOG_LEVEL            debug, info, warn, error or silent (info)
  BULLETIN_CONTACT     https: or mailto: address the sites' administrators can turn to
  BULLETIN_HOSTS_FILE  JSON file: {"host": {"proxy": "http://…", "caFile": "root.pem"}}
  BULLETIN_HOST_MAP    JSON or file: {"host": "127.0.0.1:8081"}, to read replicas instead of sites

Exit codes: 0 done, 1 something failed (it says what), 2 the command or the environment is wrong.`

/** Runs the `bulletin` program; sets the exit code instead of ending the process. */
export async function run(argv: string[], env: Env): Promise<void> {
  const program = new Command('bulletin')
    .description('The anti-drug news of the CARICC member states, from their sites to a GraphQL answer.')
    .version('0.1.0')
    .addHelpText('after', environment)
    .exitOverride()
    .showSuggestionAfterError()
  const session = (): Session => openSession(env)
  const named = commands[argv[2] ?? '']
  for (const load of named ? [named] : Object.values(commands)) (await load())(program, session)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = explain(error)
  }
}

function explain(error: unknown): number {
  // Commander has already said what is wrong; asking for help is not wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const isOurs = error instanceof BulletinError
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`bulletin: ${message}\n`)
  if (!isOurs && error instanceof Error && process.env.LOG_LEVEL === 'debug')
    process.stderr.write(`${error.stack}\n`)
  return isOurs && error.code === 'BAD_USER_INPUT' ? 2 : 1
}
