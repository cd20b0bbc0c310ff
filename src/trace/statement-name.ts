const verbs =
  /^\s*(?:--[^\n]*\n\s*)*(SELECT|INSERT|UPDATE|DELETE|WITH|BEGIN|COMMIT|ROLLBACK|SET|LOCK|NOTIFY|LISTEN|CREATE|ALTER|DROP|TRUNCATE|COPY|EXPLAIN|VACUUM|ANALYZE)\b/i
const target = /\b(?:FROM|INTO|UPDATE|JOIN|TABLE)\s+(?:ONLY\s+)?("?[a-z_][\w.]*"?(?:\."?\w+"?)?)/i

/** `SELECT events`: what a statement does to which table first named, without its text, which may hold values. */
export function statementName(sql: string): string {
  const bare = sql.replace(/'[^']*'/g, '')
  const verb = verbs.exec(bare)?.[1]?.toUpperCase() ?? 'SQL'
  const table = target.exec(bare)?.[1]?.replaceAll('"', '')
  return table ? `${verb} ${table}` : verb
}
