import type { Answer } from '../../doubles/start-gateway.ts'

export interface Reply extends Answer {
  status: number
  headers: Headers
}

/** A query with the headers given; the answer with its status. */
export async function askWith(
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  const body = (await response.json()) as Answer
  return { ...body, status: response.status, headers: response.headers }
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
