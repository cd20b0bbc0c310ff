import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { openParts } from '../composition.ts'
import { type BackfillProgress, backfill, openClaims } from '../ingest/index.ts'
import { BadInput } from '../model/errors.ts'
import { parseDay } from './parse-day.ts'
import { pickSources } from './pick-sources.ts'
import type { Session } from './session.ts'

const dayMs = 86_400_000

export function addBackfill(program: Command, session: () => Session): void {
  program
    .command('backfill')
    .description('read a source back to a day; run again after an interruption, it goes on from there')
    .argument('<source>', 'id: kz/polisia-ru')
    .requiredOption('--since <date>', 'first day wanted, YYYY-MM-DD')
    .addHelpText('after', '\nExample:\n  bulletin backfill kz/polisia-ru --since 2025-01-01')
    .action(async (name: string, { since }: { since: string }) => {
      const from = parseDay(since)
      const { config, log, signal } = session()
      await using parts = await openParts(config, log)
      const [source, another] = pickSources([name], parts.sources)
      if (another) throw new BadInput(`${name} is several sources; name one: ${source!.id}, ${another.id} …`)
      await using claims = await openClaims({ ...parts.ports, signal, db: parts.store.db })
      await using _ = await claims.claim(source!)
      const show = progress(from, parts.ports.clock.now())
      let last: BackfillProgress | null = null
      try {
        for await (last of backfill(source!, from, { ...parts.ports, signal })) show.update(last)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        throw new Error(`${why}\nWhat was read is stored. The same command goes on from there.`, {
          cause: error,
        })
      } finally {
        show.stop()
      }
      const { pages = 0, added = 0, rejected = 0, oldest = null } = last ?? {}
      const reached = oldest ? `, back to ${oldest.slice(0, 10)}` : ''
      process.stdout.write(
        `${source!.id}: ${pages} pages${reached}; ${added} events added, ${rejected} turned down.\n`,
      )
    })
}

/** A bar over the days on a terminal, a line a page elsewhere. */
function progress(from: Date, now: Date): { update(progress: BackfillProgress): void; stop(): void } {
  const days = Math.max(1, Math.ceil((now.getTime() - from.getTime()) / dayMs))
  if (!process.stderr.isTTY)
    return {
      update: ({ pages, added, oldest }) =>
        void process.stderr.write(
          `page ${pages}: ${added} events, back to ${oldest?.slice(0, 10) ?? 'no date'}\n`,
        ),
      stop() {},
    }
  const format = '{bar} {value}/{total} days · page {pages} · {added} events · back to {oldest}'
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic)
  bar.start(days, 0, { pages: 0, added: 0, oldest: '…' })
  return {
    update: ({ pages, added, oldest, done }) => {
      const reached = oldest ? Math.ceil((now.getTime() - Date.parse(oldest)) / dayMs) : 0
      bar.update(done ? days : Math.min(days, reached), { pages, added, oldest: oldest?.slice(0, 10) ?? '…' })
    },
    stop: () => bar.stop(),
  }
}
