import type { Command } from 'commander'
import { storeHome } from '../config.ts'
import { readLines } from '../store/backup/backup-file.ts'
import { readBackup } from '../store/backup/read-backup.ts'
import { openDb } from '../store/open-db.ts'
import type { Session } from './session.ts'

export function addRestore(program: Command, session: () => Session): void {
  program
    .command('restore')
    .description('fill an empty database, embedded or PostgreSQL, from a backup; cursors go on')
    .argument('<file>', 'written by `bulletin backup`')
    .addHelpText(
      'after',
      `
Examples:
  DATA_DIR=./new bulletin restore bulletin-2027-01-31.backup
  DATABASE_URL=postgres://… bulletin restore laptop.backup     # a laptop's data moves to a server`,
    )
    .action(async (path: string) => {
      const { config } = session()
      const { db, schema } = await openDb(storeHome(config))
      await using _closing = db
      const { header, rows } = await readBackup({ db, schema }, readLines(path))
      const { events = 0, changes = 0 } = rows
      process.stdout.write(
        `Restored ${events} events and ${changes} changes as of ${header.createdAt}: the log ${header.logId} goes on after position ${header.head}.\n`,
      )
    })
}
