// Fails on known vulnerabilities of high or critical severity in what users run; says plainly where it could not look.
import { spawnSync } from 'node:child_process'
import { judgeAudit } from './judge-audit.ts'

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' })
const { answered, reason, serious, lesser } = judgeAudit(stdout)
if (!answered) console.warn(`SKIPPED: production dependencies were not audited: ${reason}`)
else console.log(`audit: ${serious.length} high or critical, ${lesser} lesser, in production dependencies`)
for (const each of serious) console.error(each)
process.exitCode = serious.length > 0 ? 1 : 0
