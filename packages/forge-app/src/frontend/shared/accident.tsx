import { Button, SectionMessage, Stack, Text } from '@forge/react'
import { Component, type ReactNode } from 'react'
import { useLanguage } from './language'

interface AccidentProps {
  readonly children: ReactNode
}

interface AccidentState {
  readonly message: string | null
}

/** Keeps a fault of ours from leaving a blank place in Jira. React offers this to classes only. */
export class Accident extends Component<AccidentProps, AccidentState> {
  override state: AccidentState = { message: null }

  static getDerivedStateFromError(error: unknown): AccidentState {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === null) return this.props.children
    return <AccidentReport message={message} onRetry={() => this.setState({ message: null })} />
  }
}

function AccidentReport({
  message,
  onRetry,
}: {
  readonly message: string
  readonly onRetry: () => void
}): ReactNode {
  const { say } = useLanguage()
  return (
    <SectionMessage appearance="error" title={say('accident.title')}>
      <Stack space="space.100" alignInline="start">
        <Text>{say('problem.detail', { detail: message })}</Text>
        <Button onClick={onRetry}>{say('action.retry')}</Button>
      </Stack>
    </SectionMessage>
  )
}
