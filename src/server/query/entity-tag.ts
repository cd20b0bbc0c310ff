import { createHash } from 'node:crypto'

/** Weak, since it is the same whatever the encoding. */
export function entityTag(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/** Whether one of the tags a client has is this one (RFC 9110, weak comparison). */
export function matchesTag(tags: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return tags?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false
}
