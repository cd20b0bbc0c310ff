import { writeSync } from 'node:fs'
import { openStore, type StoreOptions } from '../../src/store/index.ts'
import { sampleDraft } from './sample-draft.ts'

// A writer to be killed: says `ack <first> <last>` once a commit has returned, and never stops by itself.
const options = JSON.parse(process.argv[2]!) as StoreOptions
const start = Number(process.argv[3])

const store = await openStore(options)
writeSync(1, 'open\n')
for (let first = start; ; first += 5) {
  const numbers = Array.from({ length: 5 }, (_, i) => first + i)
  await store.commit({
    sourceId: 'kz/sample',
    drafts: numbers.map((n) => sampleDraft({ url: `https://news.example/${n}`, body: `Сообщение ${n}` })),
    checkpoint: {
      sourceId: 'kz/sample',
      strategy: 0,
      state: { last: first + 4 },
      validators: {},
      watermark: null,
    },
    at: '2025-04-10T08:00:00.000Z',
  })
  writeSync(1, `ack ${first} ${first + 4}\n`)
}
