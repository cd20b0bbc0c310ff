import { context, diag, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { openSpans } from './open-spans.ts'
import { type SamplerSettings, toSampler } from './sampler.ts'
import { setSpans } from './span.ts'
import { type ExportLog, watchExports } from './watch-exports.ts'

export interface TracingOptions {
  sampler: SamplerSettings
  /** What this process is to the others: `gateway`, `poller`, `all`. */
  role: string
  log: ExportLog
  /** How long finished spans are gathered; 5 s when absent. */
  gatherMs?: number
}

/**
 * Spans of this process go to the collector that the standard OTEL_EXPORTER_OTLP_* variables name, until disposed:
 * then what is finished is sent, within a second. A collector that is away costs spans, nothing else.
 */
export function startTracing({ sampler, role, log, gatherMs = 5_000 }: TracingOptions): AsyncDisposable {
  const exporter = watchExports(new OTLPTraceExporter(), log)
  const provider = new TracerProvider({
    sampler: toSampler(sampler),
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'bulletin', 'bulletin.role': role }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: gatherMs })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  setSpans(openSpans(provider.getTracer('bulletin')))
  return {
    async [Symbol.asyncDispose]() {
      setSpans(null)
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, lastMs)
      })
      await Promise.race([provider.shutdown().catch(() => {}), enough])
      clearTimeout(timer)
      for (const api of [trace, propagation, context, diag]) api.disable()
    },
  }
}

const lastMs = 1_000
