/** Counters and durations for Prometheus, of this process. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

const buckets = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30]
const jobSeconds = new Histogram({
  name: 'maeari_job_seconds',
  help: 'Duration of jobs.',
  labelNames: ['job', 'outcome'],
  buckets,
  registers: [registry],
})
const requestSeconds = new Histogram({
  name: 'maeari_request_seconds',
  help: 'Duration of requests.',
  labelNames: ['endpoint', 'status'],
  buckets,
  registers: [registry],
})
const refusals = new Counter({
  name: 'maeari_refusals_total',
  help: 'Refused requests by code.',
  labelNames: ['code'],
  registers: [registry],
})

export const countJob = (job: string, outcome: 'done' | 'failed', ms: number): void =>
  jobSeconds.observe({ job, outcome }, ms / 1000)
export const countRequest = (endpoint: string, status: number, ms: number): void =>
  requestSeconds.observe({ endpoint, status: String(status) }, ms / 1000)
export const countRefusal = (code: string): void => refusals.inc({ code })
/** The Prometheus text format. */
export const metricsText = (): Promise<string> => registry.metrics()
