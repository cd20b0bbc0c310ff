import { describe } from 'vitest'
import type { Store } from '../../src/store/types.ts'
import { commitContract } from './store/commit.contract.ts'
import { eventsContract } from './store/events.contract.ts'
import { filterContract } from './store/filter.contract.ts'
import { logContract } from './store/log.contract.ts'
import { pagingContract } from './store/paging.contract.ts'
import { recordsContract } from './store/records.contract.ts'
import { searchContract } from './store/search.contract.ts'
import { statsContract } from './store/stats.contract.ts'
import { storiesContract } from './store/stories.contract.ts'
import { webhooksContract } from './store/webhooks.contract.ts'

/**
 * What every Store must do, whatever holds its data. `store` gives one that is empty at the start of each test and was
 * opened with `contractVocabulary`.
 */
export function storeContract(store: () => Store): void {
  describe('commit', () => commitContract(store))
  describe('change log', () => logContract(store))
  describe('events', () => eventsContract(store))
  describe('filter', () => filterContract(store))
  describe('search', () => searchContract(store))
  describe('pages', () => pagingContract(store))
  describe('stats and quantities', () => statsContract(store))
  describe('records of polling', () => recordsContract(store))
  describe('stories of edited reports', () => storiesContract(store))
  describe('webhooks', () => webhooksContract(store))
}
