const routes = [
  '/',
  '/graphql',
  '/graphiql',
  '/healthz',
  '/readyz',
  '/metrics',
  '/feeds',
  '/releases',
  '/assets',
]

/** What a path belongs to, few in number whatever is asked for. */
export function routeOf(path: string): string {
  const head = `/${path.split('/')[1] ?? ''}`
  return routes.includes(head) ? head : 'other'
}

export function methodOf(method = ''): string {
  return ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other'
}
