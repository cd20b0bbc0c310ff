// The process that asks: takes jobs over its channel, one at a time, and tells what came back.
import { type Answer, type Job, runJob } from './run-job.ts'

process.on('message', async (job: Job) => {
  const answer: Answer = await runJob(job)
  process.send?.(answer)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
