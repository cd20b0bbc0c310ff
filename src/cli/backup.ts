import type { Command } from 'commander'
import { storeHome } from '../config.ts'
import { systemClock } from '../model/clock.ts'
import { writeLines } from '../store/backup/backup-file.ts'
import { writeBackup } from '../store/backup/write-backup.ts'
import { openDb } from '../store/open-db.ts'
import type { Session } from './session.ts'

export function addBackup(program: Command, session: () => Session): void {
  program
    .command('backup')
    .description('write everything that is stored to one file, which either database can be restored from')
    .argument('<file>', 'where to; it must not be there yet')
    .addHelpText(
      'after',
      `
A server goes on working meanwhile; the embedded database is used by one process: stop \`serve\` first.
The file holds hashes of keys and what webhooks are signed with: keep it as you keep those.

Example:
  bulletin backup bulletin-2027-01-31.backup`,
    )
    .action(async (path: string) => {
      const { config } = session()
      const { db, schema } = await openDb(storeHome(config))
      await using _closing = db
      const createdAt = systemClock.now().toISOString()
      const { header, rows } = await writeLines(path, (write) =>
        writeBackup({ db, schema, createdAt }, write),
      )
      const { events = 0, changes = 0 } = rows
      process.stdout.write(
        `${path}: ${events} events, ${changes} changes, the log ${header.logId} up to position ${header.head}.\n`,
      )
    })
}
