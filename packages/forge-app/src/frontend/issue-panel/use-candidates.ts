import { useEffect, useState } from 'react'
import type { CandidatesAnswer } from '../../answers'
import { ask, withQuery } from '../shared/ask'
import { type Problem, problemOf } from '../shared/problem'

export type Candidate = CandidatesAnswer['items'][number]

export interface Candidates {
  /** Of the last search that was answered; null before there was one. */
  readonly items: readonly Candidate[] | null
  readonly searching: boolean
  readonly problem: Problem | null
}

/** Waits so long for the next letter, in milliseconds. */
const patience = 300

const none: Candidates = { items: null, searching: false, problem: null }

/**
 * Searches test cases while somebody types. What was asked for an earlier text is dropped, however late it
 * comes.
 */
export function useCandidates(text: string): Candidates {
  const [candidates, setCandidates] = useState(none)
  const search = text.trim()
  useEffect(() => {
    if (search === '') {
      setCandidates(none)
      return
    }
    let current = true
    setCandidates((before) => ({ ...before, searching: true, problem: null }))
    const timer = setTimeout(async () => {
      try {
        const { items } = await ask<CandidatesAnswer>('GET', withQuery('/forge/issue/candidates', { search }))
        if (current) setCandidates({ items, searching: false, problem: null })
      } catch (error) {
        if (current) setCandidates({ items: null, searching: false, problem: problemOf(error) })
      }
    }, patience)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [search])
  return candidates
}
