import type { Context } from '../../read/context.ts'

const most = 20

/** A table has no room for `extensions.coverage`: what it says of silent sources goes into a header. */
export async function coverageHeader(context: Context): Promise<Record<string, string>> {
  const note = await context.coverageNote().catch(() => ({ sources: [] }))
  if (!note) return {}
  const ids = note.sources.map(({ id }) => id)
  const named = ids.slice(0, most).join(' ')
  return {
    'x-coverage': `incomplete; silent=${ids.length}; sources="${named}${ids.length > most ? ' ...' : ''}"`,
  }
}
