import type { Command } from 'commander'
import { openParts } from '../composition.ts'
import { poll, type RunReport, visitPeer } from '../ingest/index.ts'
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
      const reports = await byHost(picked, ({ id }) => {
        const peer = peers.get(id)
        return peer
          ? visitPeer(peer, { ...ports, ...reach, store: parts.store }, { follow: false })
          : poll(sources.get(id)!, ports)
      })
      process.stdout.write(`${toTable(reports)}\n`)
      if (reports.some(({ run }) => run.error)) process.exitCode = 1
    })
}

function toTable(reports: RunReport[]): string {
  const header = ['source', 'outcome', 'by', 'items', 'added', 'revised', 'withdrawn', 'rejected', 'why']
  const rows = reports.map(({ run }) => [
    run.sourceId,
    run.outcome,
    run.strategy ?? '',
    run.items,
    run.added,
    run.revised,
    run.withdrawn,
    run.rejected,
    run.error?.message ?? '',
  ])
  return table(header, rows)
}
