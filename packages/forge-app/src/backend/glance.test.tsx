import { afterEach, describe, expect, it, vi } from 'vitest'
import { glance } from './glance'

const request = { extension: { issue: { id: '10001' } } }

/** The platform, as far as functions see it: it carries their questions to the remote. */
function platform(answer: () => Response | Promise<Response>) {
  const carry = vi.fn(
    async (_to: unknown, _path: string, _options: { readonly body?: string }) => await answer(),
  )
  vi.stubGlobal('__forge_fetch__', carry)
  return carry
}

afterEach(() => vi.unstubAllGlobals())

it('asks the server about the ticket', async () => {
  const carry = platform(() => Response.json({ verdict: 'OK' }))
  await glance(request)
  expect(carry).toHaveBeenCalledWith({ type: 'frc', remote: 'atmosfera' }, '/forge/glance', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"issueId":"10001"}',
  })
})

it.each([
  ['OK', 'Passed', 'success'],
  ['NOK', 'Failed', 'removed'],
  ['NOTRUN', 'Not run', 'inprogress'],
  ['UNKNOWN', 'Unclear', 'moved'],
  ['UNCOVERED', 'Not covered', 'default'],
])('makes a lozenge of %s', async (verdict, label, type) => {
  platform(() => Response.json({ verdict }))
  expect(await glance(request)).toEqual({ status: { type: 'lozenge', value: { label, type } } })
})

describe('shows no lozenge', () => {
  const answers: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['where the server knows nothing of the ticket', () => Response.json({ verdict: null })],
    ['when the server refuses', () => Response.json({ code: 'jira_not_connected' }, { status: 409 })],
    ['when the server is away', () => Promise.reject(new Error('network'))],
    ['when the answer is not JSON', () => new Response('<html>')],
    ['for a verdict of tomorrow', () => Response.json({ verdict: 'MAYBE' })],
  ]
  it.each(answers)('%s', async (_, answer) => {
    platform(answer)
    expect(await glance(request)).toEqual({})
  })

  it('when Jira names no ticket', async () => {
    const carry = platform(() => Response.json({ verdict: 'OK' }))
    expect(await glance({})).toEqual({})
    expect(carry).not.toHaveBeenCalled()
  })
})
