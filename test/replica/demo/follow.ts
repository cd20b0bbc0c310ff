import { setTimeout as pause } from 'node:timers/promises'
import { printChange, type SeenChange } from './print.ts'

interface Page {
  data?: { eventChanges: { nodes: SeenChange[]; pageInfo: { endCursor: string | null } } }
  errors?: { message: string }[]
}

const query = `query Follow($after: String) {
  eventChanges(after: $after, first: 200) {
    nodes { kind seq event { title country { code } source { id } } }
    pageInfo { endCursor }
  }
}`

/** Prints the change log as any client would read it: over HTTP, from a cursor on. The first pages are counted only. */
export async function follow(url: string, signal: AbortSignal): Promise<void> {
  let after: string | null = null
  while (!signal.aborted) {
    const page = await ask(url, after, signal)
    for (const change of page?.nodes ?? []) printChange(change, new Date())
    after = page?.pageInfo.endCursor ?? after
    if ((page?.nodes.length ?? 0) < 200) await pause(1_000, undefined, { signal }).catch(() => {})
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
