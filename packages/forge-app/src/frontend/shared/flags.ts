import { showFlag } from '@forge/bridge'

let shown = 0

/** Says in Jira's corner what was done, with a way back where there is one. It goes by itself. */
export function announce(
  title: string,
  undo?: { readonly text: string; readonly onClick: () => void },
): void {
  shown += 1
  const flag = showFlag({
    id: `atmosfera-${shown}`,
    title,
    type: 'success',
    isAutoDismiss: true,
    ...(undo !== undefined && {
      actions: [
        {
          text: undo.text,
          onClick: () => {
            void flag.close()
            undo.onClick()
          },
        },
      ],
    }),
  })
}
