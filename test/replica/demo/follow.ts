import { setTimeout as pause } from 'node:timers/promises'
import { printChange, printStored, type SeenChange } from './print.ts'

interface Page {
  data?: { eventChanges: { nodes: SeenChange[]; pageInfo: { endCursor: string | null } } }
  errors?: { message: string }[]
}

const query = `query Follow($after: String) {
  eventChanges(after: $after, first: 500) {
    nodes { kind seq event { title country { code } source { id } } }
    pageInfo { endCursor }
  }
}`

/** More changes at once than this are told as a sum. */
const many = 6

/** Prints the change log as any client would read it: over HTTP, from its start on. Ends when `signal` aborts. */
export async function follow(url: string, signal: AbortSignal): Promise<void> {
  let after: string | null = null
  while (!signal.aborted) {
    const page = await ask(url, after, signal)
    const changes = page?.nodes ?? []
    if (changes.length > many) printStored(changes, new Date())
    else for (const change of changes) printChange(change, new Date())
    after = page?.pageInfo.endCursor ?? after
    await pause(1_000, undefined, { signal }).catch(() => {})
  }
}

async function ask(url: string, after: string | null, signal: AbortSignal) {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after } }),
      signal,
    })
    const { data } = (await response.json()) as Page
    return data?.eventChanges ?? null
  } catch {
    return null
  }
}
