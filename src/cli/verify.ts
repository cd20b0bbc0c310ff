import type { Command } from 'commander'
import { storeHome } from '../config.ts'
import { migrate } from '../store/migrate.ts'
import { openDb } from '../store/open-db.ts'
import { verifyStore } from '../store/verify/verify-store.ts'
import type { Session } from './session.ts'

export function addVerify(program: Command, session: () => Session): void {
  program
    .command('verify')
    .description('check that what is stored is whole: the log, its events, kept pages and their hashes')
    .action(async () => {
      const { config } = session()
      const { db, schema } = await openDb(storeHome(config))
      await using _closing = db
      await migrate(db, schema)
      const results = await verifyStore(db)
      for (const { name, problems, example } of results)
        process.stdout.write(problems === 0 ? `✓ ${name}\n` : `✗ ${name}: ${problems} not, e.g. ${example}\n`)
      const wrong = results.filter(({ problems }) => problems > 0).length
      process.stdout.write(wrong === 0 ? 'All is well.\n' : `${wrong} of ${results.length} checks failed.\n`)
      if (wrong > 0) process.exitCode = 1
    })
}
