import type { ApproveBody, LinkBody, NewTestCaseBody, PanelAnswer, ProposeBody } from '../../answers'
import { ask } from '../shared/ask'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { useWork, type Work } from '../shared/use-work'

/** As much of a test case as it takes to talk about it. */
export interface TestCaseName {
  readonly id: number
  readonly title: string
}

/** What can be done in the panel. Each tells whether it succeeded; what went wrong is in `work`. */
export interface PanelActions {
  readonly work: Work
  readonly link: (testCase: TestCaseName) => Promise<boolean>
  readonly unlink: (testCase: TestCaseName) => Promise<boolean>
  readonly create: (testCase: NewTestCaseBody) => Promise<boolean>
  readonly approve: (testCaseIds: readonly number[]) => Promise<boolean>
  readonly propose: () => Promise<boolean>
}

/** Writes to the ticket and takes the panel that the server answers. */
export function usePanelActions(answer: PanelAnswer, replace: (answer: PanelAnswer) => void): PanelActions {
  const work = useWork()
  const { say, count } = useLanguage()

  const writeLink = async ({ id }: TestCaseName): Promise<void> => {
    const body: LinkBody = { testCaseId: id }
    replace(await ask<PanelAnswer>('POST', '/forge/issue/links', body))
  }
  const eraseLink = async ({ id }: TestCaseName): Promise<void> => {
    replace(await ask<PanelAnswer>('DELETE', `/forge/issue/links/${id}`))
  }
  /** Runs long after the click that offered it, when other things may have been done. */
  const undo = (name: string, way: () => Promise<void>) => ({
    text: say('action.undo'),
    onClick: () => {
      void work.run(name, async () => {
        await way()
        announce(say('flag.undone'))
      })
    },
  })

  return {
    work,
    link: (testCase) =>
      work.run(`link ${testCase.id}`, async () => {
        await writeLink(testCase)
        announce(
          say('flag.linked', { testCase: testCase.title }),
          undo(`unlink ${testCase.id}`, () => eraseLink(testCase)),
        )
      }),
    unlink: (testCase) =>
      work.run(`unlink ${testCase.id}`, async () => {
        await eraseLink(testCase)
        announce(
          say('flag.unlinked', { testCase: testCase.title }),
          undo(`link ${testCase.id}`, () => writeLink(testCase)),
        )
      }),
    create: (testCase) =>
      work.run('create', async () => {
        replace(await ask<PanelAnswer>('POST', '/forge/issue/test-cases', testCase))
        announce(say('flag.created', { testCase: testCase.title }))
      }),
    approve: (testCaseIds) =>
      work.run(testCaseIds.length === 1 ? `approve ${testCaseIds[0]}` : 'approve all', async () => {
        const body: ApproveBody = { testCaseIds }
        replace(await ask<PanelAnswer>('POST', '/forge/issue/approvals', body))
        announce(count('flag.approved', testCaseIds.length))
      }),
    propose: () =>
      work.run('propose', async () => {
        const body: ProposeBody = {}
        const after = await ask<PanelAnswer>('POST', '/forge/issue/proposals', body)
        replace(after)
        announce(count('flag.proposed', after.testCasesTotal - answer.testCasesTotal))
      }),
  }
}
