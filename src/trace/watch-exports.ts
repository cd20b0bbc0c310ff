import type { SpanExporter } from '@opentelemetry/sdk-trace'

export interface ExportLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/** One line when the collector stops taking spans and one when it takes them again. */
export function watchExports(exporter: SpanExporter, log: ExportLog): SpanExporter {
  let isAway = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        // 0 is success.
        const failed = result.code !== 0
        if (failed && !isAway)
          log.warn({ reason: result.error?.message }, 'the collector takes no traces; going on without them')
        if (!failed && isAway) log.info({}, 'the collector takes traces again')
        isAway = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
