import { Button, ModalTransition, SectionMessage, Stack, Text } from '@forge/react'
import { type ReactNode, useState } from 'react'
import type { AdminAnswer, ClaimBody } from '../../answers'
import { ask } from '../shared/ask'
import { Confirm } from '../shared/confirm'
import { announce } from '../shared/flags'
import { useLanguage } from '../shared/language'
import { useWork } from '../shared/use-work'

type Earlier = AdminAnswer['claimable'][number]

export interface ClaimableProps extends Pick<AdminAnswer, 'claimable'> {
  readonly replace: (answer: AdminAnswer) => void
}

/** What earlier installations on this site left, which can be taken over; nothing where there were none. */
export function Claimable({ claimable, replace }: ClaimableProps): ReactNode {
  const { say, count, day } = useLanguage()
  const work = useWork()
  const [asked, setAsked] = useState<Earlier | null>(null)
  const open = (earlier: Earlier | null): void => {
    work.clear()
    setAsked(earlier)
  }
  const claim = async ({ id }: Earlier): Promise<void> => {
    const body: ClaimBody = { id }
    const done = await work.run('claim', async () => {
      replace(await ask<AdminAnswer>('POST', '/forge/admin/claim', body))
      announce(say('flag.claimed'))
    })
    if (done) open(null)
  }
  return (
    <>
      {claimable.length > 0 && (
        <SectionMessage appearance="discovery" title={say('claim.found')}>
          <Stack space="space.150">
            {claimable.map((earlier) => (
              <Stack key={earlier.id} space="space.050" alignInline="start">
                <Text>
                  {count('claim.installation', earlier.projects, { day: day(earlier.installedAt) })}{' '}
                  {earlier.purgeAt !== null && say('claim.purgeAt', { day: day(earlier.purgeAt) })}
                </Text>
                <Button onClick={() => open(earlier)}>{say('action.claim')}</Button>
              </Stack>
            ))}
          </Stack>
        </SectionMessage>
      )}
      <ModalTransition>
        {asked !== null && (
          <Confirm
            title={say('claim.title')}
            explanation={count('claim.explanation', asked.projects)}
            action={say('action.claim')}
            work={work}
            onConfirm={() => claim(asked)}
            onClose={() => open(null)}
          />
        )}
      </ModalTransition>
    </>
  )
}
