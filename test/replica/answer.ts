import type { SiteAnswer } from './types.ts'

export function html(body: string, headers: Record<string, string> = {}): SiteAnswer {
  return { status: 200, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers }, body }
}

export function json(value: unknown, headers: Record<string, string> = {}, status = 200): SiteAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function xml(body: string, contentType = 'application/rss+xml; charset=UTF-8'): SiteAnswer {
  return { status: 200, headers: { 'content-type': contentType }, body }
}

export function redirect(location: string, status = 301): SiteAnswer {
  return { status, headers: { location, 'content-type': 'text/html; charset=UTF-8' }, body: '' }
}

export function notFound(): SiteAnswer {
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: '<!doctype html><html><head><title>404</title></head><body><h1>404</h1><p>Not Found</p></body></html>',
  }
}
