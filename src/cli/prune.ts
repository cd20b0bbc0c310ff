import { type Command, InvalidArgumentError } from 'commander'
import { openParts } from '../composition.ts'
import { systemClock } from '../model/clock.ts'
import { countOlder, type Kept, pruneAudit } from '../store/retention.ts'
import type { Store } from '../store/types.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'

type Days = number | null
type Options = Record<Kept, Days> & { dryRun: boolean }

const dayMs = 86_400_000
const kinds: Kept[] = ['snapshots', 'rejections', 'runs', 'changes', 'audit', 'deliveries']

export function addPrune(program: Command, session: () => Session): void {
  program
    .command('prune')
    .description('delete what is past its time; events and their revisions stay for good')
    .option('--dry-run', 'only tell what would go', false)
    .option('--snapshots <days>', 'raw pages not seen for so long', toDays, 365)
    .option('--rejections <days>', 'items that became no event', toDays, 30)
    .option('--runs <days>', 'records of polls; what was heard on which day stays', toDays, 90)
    .option('--changes <days>', 'the oldest part of the log: readers behind it begin anew', toDays, null)
    .option('--audit <days>', 'who changed what', toDays, null)
    .option('--deliveries <days>', 'attempts to deliver to webhooks', toDays, 30)
    .addHelpText('after', '\nDays may be `never`.\n\nExample:\n  bulletin prune --dry-run --snapshots 180')
    .action(async ({ dryRun, ...days }: Options) => {
      const { config, log } = session()
      await using parts = await openParts(config, log)
      const rows: (string | number)[][] = []
      for (const kind of kinds) {
        const before = cutOff(days[kind])
        if (before === null) rows.push([kind, 'for good', 0])
        else {
          const count = dryRun
            ? await countOlder(parts.store.db, kind, before)
            : await prune(parts.store, kind, before)
          rows.push([kind, `since ${before.slice(0, 10)}`, count])
        }
      }
      process.stdout.write(`${table(['what', 'kept', dryRun ? 'would go' : 'gone'], rows)}\n`)
    })
}

function prune(store: Store, kind: Kept, before: string): Promise<number> {
  if (kind === 'audit') return pruneAudit(store.db, before)
  return kind === 'deliveries' ? store.webhooks.prune(before) : store[kind].prune(before)
}

function cutOff(days: Days): string | null {
  return days === null ? null : new Date(systemClock.now().getTime() - days * dayMs).toISOString()
}

function toDays(value: string): Days {
  if (value === 'never') return null
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError('Write a number of days, or never.')
  return Number(value)
}
