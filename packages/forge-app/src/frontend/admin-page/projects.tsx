import { Button, ModalTransition, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { AdminAnswer, AdminBackfillBody } from '../../answers'
import { ask } from '../shared/ask'
import { Confirm } from '../shared/confirm'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { Section } from '../shared/section'
import { SyncProgress } from '../shared/sync-progress'
import { Table } from '../shared/table'
import { useWork } from '../shared/use-work'

type Connected = AdminAnswer['projects'][number]

export interface ProjectsProps extends Pick<AdminAnswer, 'projects'> {
  readonly replace: (answer: AdminAnswer) => void
}

/** The connected projects and how reading their issues stands. */
export function Projects({ projects, replace }: ProjectsProps): ReactNode {
  const { say } = useLanguage()
  const work = useWork()
  const [asked, setAsked] = useState<Connected | null>(null)
  const open = (project: Connected | null): void => {
    work.clear()
    setAsked(project)
  }
  const backfill = async ({ project }: Connected): Promise<void> => {
    const body: AdminBackfillBody = { projectId: project.id }
    const done = await work.run('backfill', async () => {
      replace(await ask<AdminAnswer>('POST', '/forge/admin/backfill', body))
      announce(say('flag.backfill', { project: project.name }))
    })
    if (done) open(null)
  }
  return (
    <Section title={say('projects.title')}>
      <Table<Connected>
        label={say('projects.title')}
        columns={[
          {
            key: 'project',
            title: say('column.project'),
            width: 35,
            content: ({ project, jiraProject }) => (
              <Stack space="space.025">
                <Text>{jiraProject.key}</Text>
                <Text size="small" color="color.text.subtlest">
                  {project.name}
                </Text>
              </Stack>
            ),
          },
          { key: 'sync', title: say('column.sync'), content: ({ sync }) => <SyncProgress sync={sync} /> },
          {
            key: 'actions',
            title: say('column.actions'),
            width: 20,
            content: (project) => (
              <Button
                spacing="compact"
                isDisabled={project.sync.state === 'running'}
                onClick={() => open(project)}
              >
                {say('action.backfill')}
              </Button>
            ),
          },
        ]}
        rows={projects}
        rowKey={({ project }) => String(project.id)}
        rowsPerPage={20}
        emptyText={say('projects.empty')}
      />
      <ModalTransition>
        {asked !== null && (
          <Confirm
            title={say('backfill.title')}
            explanation={say('backfill.explanation', { key: asked.jiraProject.key })}
            action={say('action.backfill')}
            work={work}
            onConfirm={() => backfill(asked)}
            onClose={() => open(null)}
          />
        )}
      </ModalTransition>
    </Section>
  )
}
