export interface Audit {
  answered: boolean
  /** Why there was no answer. */
  reason: string | null
  /** Of high or critical severity, one line each. */
  serious: string[]
  lesser: number
}

interface Finding {
  name: string
  severity: string
  range: string
}

interface Report {
  vulnerabilities?: Record<string, Finding>
  message?: string
  error?: { summary?: string }
}

/**
 * What `npm audit --json` found in production dependencies. `answered` is false where the registry gives no audit
 * answers (a mirror, no network): then nothing is known, which is not the same as nothing found.
 */
export function judgeAudit(text: string): Audit {
  let report: Report
  try {
    report = JSON.parse(text) as Report
  } catch {
    return { answered: false, reason: 'npm audit gave no report', serious: [], lesser: 0 }
  }
  const { vulnerabilities, error, message } = report
  if (!vulnerabilities)
    return {
      answered: false,
      reason: withoutHosts(message ?? error?.summary ?? 'no reason given'),
      serious: [],
      lesser: 0,
    }
  const found = Object.values(vulnerabilities)
  const isSerious = ({ severity }: Finding) => severity === 'high' || severity === 'critical'
  return {
    answered: true,
    reason: null,
    serious: found.filter(isSerious).map(({ name, severity, range }) => `${severity}: ${name} ${range}`),
    lesser: found.filter((each) => !isSerious(each)).length,
  }
}

function withoutHosts(text: string): string {
  return text.replace(/https?:\/\/[^/\s]+/g, '')
}
