import type { Command } from 'commander'
import { openParts } from '../composition.ts'
import { openClaims, poll, type RunReport, visitPeer } from '../ingest/index.ts'
import { Unavailable } from '../model/errors.ts'
import type { SourceFacts } from '../model/source.ts'
import { byHost } from './by-host.ts'
import { pickSources } from './pick-sources.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'

export function addPoll(program: Command, session: () => Session): void {
  program
    .command('poll')
    .description('visit sources once and store what is new')
    .argument('[source...]', 'ids (kz/polisia-ru) or folders (kz); all when none is named')
    .addHelpText(
      'after',
      '\nExamples:\n  bulletin poll\n  bulletin poll kz ru/mvd regional/caricc\n  bulletin poll peer/kz',
    )
    .action(async (names: string[]) => {
      const { config, log, signal } = session()
      await using parts = await openParts(config, log)
      const { all, ...reach } = parts.peers
      const peers = new Map(all.map((peer) => [peer.facts.id, peer]))
      const sources = new Map(parts.sources.map((source) => [source.id, source]))
      const picked = pickSources(names, [...parts.sources, ...all.map(({ facts }) => facts)])
      const ports = { ...parts.ports, signal }
      await using claims = await openClaims({ ...ports, db: parts.store.db })
      const visit = async (facts: SourceFacts): Promise<RunReport> => {
        await using _ = await claims.claim(facts)
        const peer = peers.get(facts.id)
        return peer
          ? await visitPeer(peer, { ...ports, ...reach, store: parts.store }, { follow: false })
          : await poll(sources.get(facts.id)!, ports)
      }
      const reports = await byHost(picked, (facts) =>
        // One that a poller has does not keep the others from being visited.
        visit(facts).catch((error) => {
          if (error instanceof Unavailable) return { left: facts.id, why: error.message }
          throw error
        }),
      )
      process.stdout.write(`${toTable(reports)}\n`)
      if (reports.some((report) => ('left' in report ? names.length > 0 : report.run.error)))
        process.exitCode = 1
    })
}

/** A source that was left alone, and why. */
interface Left {
  left: string
  why: string
}

function toTable(reports: (RunReport | Left)[]): string {
  const header = ['source', 'outcome', 'by', 'items', 'added', 'revised', 'withdrawn', 'rejected', 'why']
  const rows = reports.map((report) => {
    if ('left' in report) return [report.left, 'LEFT', '', '', '', '', '', '', report.why]
    const { sourceId, outcome, strategy, items, added, revised, withdrawn, rejected, error } = report.run
    return [
      ...[sourceId, outcome, strategy ?? '', items, added, revised, withdrawn, rejected],
      error?.message ?? '',
    ]
  })
  return table(header, rows)
}
