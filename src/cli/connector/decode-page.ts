/** Text of a saved page by the charset its header or its own head names; UTF-8 otherwise. */
export function decodePage(bytes: Uint8Array, contentType?: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  const named = /charset=["']?([\w-]+)/i
  const charset = named.exec(contentType ?? '')?.[1] ?? named.exec(head)?.[1] ?? 'utf-8'
  return new TextDecoder(charset).decode(bytes)
}
