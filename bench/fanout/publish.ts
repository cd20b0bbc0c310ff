import { setTimeout as pause } from 'node:timers/promises'
import { openStore, type StoreOptions } from '../../src/store/index.ts'
import { sampleDraft, sampleMass } from '../../test/store/sample-draft.ts'
import { mark, now } from './mark.ts'

export type PublishOptions = StoreOptions & {
  /** An event every so many milliseconds. */
  everyMs: number
  /** Of an event's body; few when absent. */
  bodyLetters?: number
}

// Stands for the poller: commits one event at a time, evenly.
const { everyMs, bodyLetters, ...home } = JSON.parse(process.argv[2]!) as PublishOptions
const store = await openStore(home)
const countries = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ']
const categories = ['SEIZURE', 'ARREST', 'OPERATION', 'PREVENTION', 'MEETING'] as const
let number = 0
let running = new AbortController()

/** One after the other, so that the log's order is the order they were due in. */
async function publishDue(signal: AbortSignal): Promise<void> {
  for (let due = now() + everyMs; !signal.aborted; due += everyMs) {
    await pause(Math.max(0, due - now()))
    await publish(due)
  }
}

async function publish(due: number): Promise<void> {
  number += 1
  const country = countries[number % countries.length]!
  const draft = sampleDraft({
    url: `https://news.example/fanout/${number}`,
    country,
    sourceId: `${country.toLowerCase()}/source-${number % 3}`,
    ...(bodyLetters && { body: 'Изъято. '.repeat(bodyLetters / 8) }),
    title: `Изъято ${number} г наркотического средства ${mark(due)}`,
    understanding: {
      categories: [{ category: categories[number % categories.length]!, evidence: [] }],
      quantities: [sampleMass(number % 1000)],
    },
  })
  await store.commit({ sourceId: draft.sourceId, drafts: [draft], at: new Date().toISOString() })
}

process.on('message', ({ run }: { run: boolean }) => {
  running.abort()
  running = new AbortController()
  if (run) void publishDue(running.signal)
  process.send!({ number })
})
process.on('disconnect', () => process.exit())
process.send!({})
