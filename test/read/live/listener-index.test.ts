import { expect, test } from 'vitest'
import type { ChangeWithEvent } from '../../../src/model/change.ts'
import type { EventFilter } from '../../../src/model/filter.ts'
import { createListenerIndex } from '../../../src/read/live/listener-index.ts'
import { sampleEvent } from '../../doubles/sample-event.ts'

const changeOf = (event = sampleEvent(1)): ChangeWithEvent => {
  const { seq, id: eventId, revision, updatedAt: at } = event
  return { kind: 'ADDED', seq, eventId, revision, at, event }
}

test('of thousands of filters only those are asked whom country, source or category may concern', () => {
  const index = createListenerIndex<string>()
  for (let n = 0; n < 1000; n++) {
    index.add({ countries: ['TJ'], minGrams: n }, `Tajikistan ${n}`)
    index.add({ sources: [`tj/source-${n}`] }, `source ${n}`)
    index.add({ categories: ['TRAINING', 'MEETING'] }, `category ${n}`)
  }
  index.add({}, 'everything')
  index.add({ countries: ['KZ', 'TJ'] }, 'two countries')
  index.add({ categories: ['SEIZURE', 'ARREST'] }, 'two categories')
  index.add({ countries: ['KZ'], categories: ['TREATMENT'] }, 'filed under one dimension only')
  const asked = [...index.candidates(changeOf())]
  expect(asked.toSorted()).toEqual([
    'everything',
    'filed under one dimension only',
    'two categories',
    'two countries',
  ])
})

test('a listener filed under several categories of one event is asked once', () => {
  const index = createListenerIndex<string>()
  index.add({ categories: ['SEIZURE', 'ARREST'] }, 'listener')
  const event = sampleEvent(1)
  event.understanding.categories.push({ category: 'ARREST', evidence: [] })
  expect([...index.candidates(changeOf(event))]).toEqual(['listener'])
})

test('a filter that can match nothing is never asked; one that left is not either', () => {
  const index = createListenerIndex<string>()
  index.add({ countries: [] }, 'nothing')
  const filters: EventFilter[] = [{}, { countries: ['KZ'] }, { categories: ['SEIZURE'] }]
  for (const leave of filters.map((filter) => index.add(filter, 'gone'))) leave()
  expect([...index.candidates(changeOf())]).toEqual([])
})
