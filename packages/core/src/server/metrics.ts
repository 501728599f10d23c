import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One request that was answered. */
interface AnsweredRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** What the server counts, in a registry of its own: a host's metrics stay the host's. */
export interface ServerMetrics {
  readonly registry: Registry
  /** A request has come; the function that comes back is told when it is answered. */
  begin(): (request: AnsweredRequest) => void
  /** A sign-in was tried. */
  signIn(outcome: 'done' | 'refused' | 'locked'): void
}

/** Methods that we know; anybody can invent others, and each would be a series of its own. */
const knownMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export function serverMetrics(): ServerMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'atmosfera_http_request_duration_seconds',
    help: 'How long requests took to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers,
  })
  const underWay = new Gauge({
    name: 'atmosfera_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
  })
  const signIns = new Counter({
    name: 'atmosfera_sign_ins_total',
    help: 'Attempts to sign in with a password, by what came of them.',
    labelNames: ['outcome'],
    registers,
  })
  return {
    registry,
    begin: () => {
      underWay.inc()
      return ({ method, route, status, seconds }) => {
        underWay.dec()
        const known = knownMethods.includes(method) ? method : 'other'
        duration.observe({ method: known, route, status }, seconds)
      }
    },
    signIn: (outcome) => signIns.inc({ outcome }),
  }
}
