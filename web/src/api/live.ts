import { signal } from '@preact/signals'
import { type Client, createClient } from 'graphql-ws'
import {
  FollowDocument,
  type FollowSubscription,
  type FollowSubscriptionVariables,
} from '../generated/graphql.ts'
import { authorization } from './key.ts'

export type Change = FollowSubscription['eventChanges']

/** Whether changes arrive; `connecting` also while a lost connection is tried again, `off` where a screen follows none. */
export const liveState = signal<'off' | 'connecting' | 'live'>('off')

let client: Client | null = null
let connected = false
let followers = 0

function connect(): Client {
  return createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: authorization,
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    lazyCloseTimeout: 3_000,
    on: {
      connected: () => {
        connected = true
        if (followers) liveState.value = 'live'
      },
      closed: () => {
        connected = false
        if (liveState.value === 'live') liveState.value = 'connecting'
      },
    },
  })
}

/**
 * Follows the change log from now on. After a lost connection it goes on behind the last change seen; where none
 * was seen yet, or the log can no longer tell, `onGap` says that the list must be read anew.
 */
export function follow(
  variables: Omit<FollowSubscriptionVariables, 'after'>,
  { onChange, onGap }: { onChange(change: Change): void; onGap(): void },
): () => void {
  client ??= connect()
  followers++
  if (liveState.value === 'off') liveState.value = connected ? 'live' : 'connecting'
  // The client sends this object again after each reconnection, with the cursor it then holds.
  const wanted: FollowSubscriptionVariables = { ...variables, after: null }
  let stopped = false
  let stop = () => {}
  const lost = client.on('connected', (_socket, _payload, wasRetry) => {
    if (wasRetry && !wanted.after) onGap()
  })

  const start = () => {
    stop = client!.subscribe<FollowSubscription>(
      { query: FollowDocument.toString(), variables: wanted as Record<string, unknown> },
      {
        next: ({ data }) => {
          if (!data) return
          const { eventChanges: change } = data
          wanted.after = change.cursor
          if (change.kind === 'GAP') onGap()
          else onChange(change)
        },
        error: again,
        complete: again,
      },
    )
  }
  const again = () => {
    if (stopped) return
    wanted.after = null
    liveState.value = 'connecting'
    setTimeout(() => {
      if (stopped) return
      liveState.value = 'live'
      onGap()
      start()
    }, 5_000)
  }
  start()
  return () => {
    stopped = true
    followers--
    if (!followers) liveState.value = 'off'
    lost()
    stop()
  }
}
