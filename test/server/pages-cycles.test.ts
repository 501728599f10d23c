/** A cycle that is executed by hand on the pages, without scripts, and the evidence that shows it. */
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../support/browsing.js'
import { engineKinds } from '../support/engines.js'
import { usePriya } from '../support/pages.js'
import { useAtmosfera } from '../support/use-atmosfera.js'

describe.each(engineKinds)('Pages of a cycle on $name', (engine) => {
  const opened = useAtmosfera(engine)
  const priya = usePriya(opened)

  describe('a cycle', () => {
    it('is made, filled and executed by hand, with steps, defects and evidence', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('By hand')
      const at = `/projects/${projectId}`
      const steps = [{ action: 'Enter the voucher', expected: '70 € are left' }, { action: 'Pay' }]
      const [first] = await opened.system.testCases.createMany([
        { projectId, title: 'Pays with a voucher', steps },
        { projectId, title: 'Refunds' },
      ])
      const choosing = await browsing.fill(await browsing.open(`${at}/cycles/new`), 'Create, and choose', {
        name: '2.5.0 by hand',
      })
      expect(wordsOf(choosing)).toMatch(/Add test cases.*Pays with a voucher.*2 steps/)
      const ids = [...choosing.text.matchAll(/name="testCase" value="(\d+)"/g)].map(([, id = '']) => id)
      const cycle = await browsing.fill(choosing, 'Add the chosen ones', { testCase: ids })
      expect(wordsOf(cycle)).toMatch(/Test the next one.*Pays with a voucher not-run.*Refunds not-run/)

      const execution = await browsing.open(`${cycle.address}/next`)
      const silent = await browsing.fill(execution, 'Save, and go', {
        notes: 'Something is off',
        'step-0-actual': '80 €',
      })
      expect(silent.status).toBe(400)
      expect(silent.text).toContain('Something is off</textarea>')
      expect(silent.text).toContain('value="80 €"')
      const screenshot = new File([Buffer.from('89504e470d0a1a0a', 'hex')], 'voucher.png')
      const found = {
        status: 'failed',
        'step-0-status': 'failed',
        'step-0-actual': '80 € are left',
        environment: 'chrome',
        version: '2.5.0',
        notes: 'The voucher is ignored.',
        defects: 'SHOP-7, SHOP-8',
        evidence: screenshot,
        go: 'next',
      }
      const next = await browsing.fill(execution, 'Save, and go', found)
      expect(wordsOf(next)).toContain('Refunds')
      expect(next.text).toContain('value="chrome"')
      // A second click: the same run, and on to the same page.
      expect((await browsing.fill(execution, 'Save, and go', found)).address).toBe(next.address)

      const { items: runs } = await opened.system.testRuns.list({ projectId })
      expect(runs).toMatchObject([
        {
          testCaseId: first?.id,
          executedBy: priya.userId,
          status: 'failed',
          environment: 'chrome',
          version: '2.5.0',
          defects: ['SHOP-7', 'SHOP-8'],
          stepResults: [
            {
              name: 'Enter the voucher',
              expected: '70 € are left',
              status: 'failed',
              message: '80 € are left',
            },
            { name: 'Pay', status: 'not-run' },
          ],
          evidence: [{ path: 'voucher.png', contentType: 'image/png', size: 8 }],
        },
      ])
      const run = await browsing.open(`${at}/runs/${runs[0]?.id}`)
      expect(wordsOf(run)).toMatch(
        /Pays with a voucher.*failed.*By Priya Raman.*SHOP-7 , SHOP-8.*The voucher is ignored.*80 € are left.*voucher\.png/,
      )
      const done = await browsing.fill(next, 'Save, and go', { status: 'passed', go: 'next' })
      expect(wordsOf(done)).toMatch(/2\.5\.0 by hand.*Passed 50\.00 %/)
      const closed = await browsing.fill(done, 'Status of the cycle', { status: 'completed' })
      expect(wordsOf(closed)).toMatch(/Status completed/)
    })

    it('gives evidence back as what it is, and runs none of it', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('Evidence')
      const services = priya.services
      const testCase = await services.testCases.create({ projectId, title: 'Looks right' })
      const cycle = await services.testCycles.create({ projectId, name: 'Looks' })
      await services.testCycles.addItems(cycle.id, { testCaseIds: [testCase.id] })
      const execution = await browsing.open(`/projects/${projectId}/cycles/${cycle.id}/next`)
      for (const name of ['page.html', 'drawing.svg', 'photo.png', 'na"me; x=.txt']) {
        await browsing.fill(execution, 'Save, and go', {
          status: 'passed',
          go: 'stay',
          once: `evidence ${name}`,
          evidence: new File(['<script>alert(1)</script>'], name),
        })
      }
      const { items } = await services.testRuns.list({ projectId })
      for (const { id, evidence } of items) {
        const [{ sha256, path }] = evidence as [{ sha256: string; path: string }]
        const answer = await browsing.request(`/projects/${projectId}/runs/${id}/evidence/${sha256}`)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
        const isImage = path === 'photo.png'
        expect(answer.headers.get('content-type')).toBe(isImage ? 'image/png' : 'application/octet-stream')
        expect(answer.headers.get('content-disposition')).toMatch(
          isImage ? /^inline; / : /^attachment; filename="[\w.-]+"/,
        )
        expect(await answer.text()).toBe('<script>alert(1)</script>')
      }
      const [first, second] = items
      const other = (second?.evidence[0] as { sha256: string } | undefined)?.sha256.replace(/^./, 'f')
      expect((await browsing.open(`/projects/${projectId}/runs/${first?.id}/evidence/${other}`)).status).toBe(
        404,
      )
    })

    it('takes no more text and files than the server does', async () => {
      const browsing = await priya.signedIn()
      const projectId = await priya.newProject('Large')
      const services = priya.services
      const testCase = await services.testCases.create({ projectId, title: 'Large' })
      const cycle = await services.testCycles.create({ projectId, name: 'Large' })
      await services.testCycles.addItems(cycle.id, { testCaseIds: [testCase.id] })
      const execution = await browsing.open(`/projects/${projectId}/cycles/${cycle.id}/next`)
      const long = await browsing.fill(execution, 'Save, and go', {
        status: 'passed',
        notes: 'x'.repeat(50_000),
        go: 'stay',
      })
      expect(long.status).toBe(200)
      expect((await services.testRuns.list({ projectId })).items[0]?.notes).toHaveLength(50_000)
      const tooLong = await browsing.fill(execution, 'Save, and go', {
        status: 'passed',
        notes: 'x'.repeat(3_000_000),
      })
      expect(tooLong.status).toBe(413)
      expect(wordsOf(tooLong)).toContain('at most')
    })
  })
})
