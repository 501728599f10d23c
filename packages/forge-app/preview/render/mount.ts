import { drawTree, type Memory } from './draw.js'
import { patch } from './patch.js'
import type { TreeNode } from './tree.js'

/**
 * Where trees are drawn: hand it each one that the app reconciles.
 *
 * The tree is the app's own and changes while it works, so several reconciliations in a row are drawn once, when it is
 * done with them.
 */
export function mount(root: Element): (tree: TreeNode) => void {
  let current: TreeNode | undefined
  let isWaiting = false
  const memory: Memory = { states: new Map(), changed: () => later() }
  const later = (): void => {
    if (isWaiting) return
    isWaiting = true
    queueMicrotask(() => {
      isWaiting = false
      if (current !== undefined) patch(root, drawTree(current, memory))
    })
  }
  return (tree) => {
    current = tree
    later()
  }
}
