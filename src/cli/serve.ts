import { once } from 'node:events'
import { type Command, Option } from 'commander'
import { type Role, serve } from '../main.ts'
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
      await using serving = await serve(config, log, role)
      if (serving.url) process.stdout.write(`Bulletin serves ${serving.url}/graphql\n`)
      if (!signal.aborted) await once(signal, 'abort')
    })
}
