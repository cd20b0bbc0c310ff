export function decodeBody(bytes: Uint8Array, contentType?: string): { text: string; charset: string } {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  return { text: new TextDecoder(charset).decode(bytes), charset }
}
