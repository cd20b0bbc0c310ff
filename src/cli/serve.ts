import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { type Command, Option } from 'commander'
import type { Role } from '../composition.ts'
import { storeHome } from '../config.ts'
import { openDb } from '../store/open-db.ts'
import type { Session } from './session.ts'

export function addServe(program: Command, session: () => Session): void {
  program
    .command('serve')
    .description('serve the API and poll the sources until stopped')
    .addOption(
      new Option('--role <role>', 'what this process does; several may share one PostgreSQL')
        .choices(['all', 'gateway', 'poller'])
        .default('all'),
    )
    .addHelpText(
      'after',
      `
Examples:
  bulletin serve
  DATABASE_URL=postgres://… bulletin serve --role gateway
  DATABASE_URL=postgres://… bulletin serve --role poller`,
    )
    .action(async ({ role }: { role: Role }) => {
      const { config, log, signal } = session()
      // The database opens in its own thread, or process, while the rest of the program is loaded.
      const opening = openDb(storeHome(config))
      opening.catch(() => {})
      const { serve } = await import('../composition.ts')
      await using serving = await serve(config, log, role, opening)
      flushCompileCache()
      if (serving.url) process.stdout.write(`Bulletin serves ${serving.url}/graphql\n`)
      if (!signal.aborted) await once(signal, 'abort')
    })
}
